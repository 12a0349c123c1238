"""The ledger behind the pages: one thread that answers and judges, one that reads documents in, each with its own connection."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from typing import TypeVar

from dragoman.codebook.folder import Folder
from dragoman.library.held import Held
from dragoman.library.ledger import Ledger
from dragoman.library.ledger import open as open_ledger
from dragoman.library.shelves import Wanted
from dragoman.web.settings import Settings

T = TypeVar("T")
Open = Callable[[], Ledger]


def _load() -> None:
    """Modules that take long to load, for the first page that needs them."""
    with suppress(ImportError):
        import_module("ruptures")


class Desk:
    """Runs work on the ledger off the event loop. opener: makes a connection, in the thread that uses it."""

    def __init__(self, settings: Settings, opener: Open | None = None) -> None:
        self._folder = Folder(settings.codebook)
        self._open = opener or (lambda: open_ledger(settings.ledger, settings.codebook, must_exist=True))
        self._asking, self._coding = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        self._held: Held | None = None
        self._ledger: Ledger | None = None

    def begin(self) -> None:
        """Loads what most pages are made from, before anybody asks."""
        self._asking.submit(self._answer, lambda held: (held.total(Wanted()), held.sizes(), held.busiest_pair()))
        self._coding.submit(_load)

    async def ask(self, work: Callable[[Held], T]) -> T:
        """What `work` makes of the ledger: answers and judgements."""
        return await asyncio.get_running_loop().run_in_executor(self._asking, self._answer, work)

    async def read(self, work: Callable[[Ledger], T]) -> T:
        """What `work` makes of the ledger, beside those who ask: documents read in."""
        return await asyncio.get_running_loop().run_in_executor(self._coding, self._write, work)

    def _answer(self, work: Callable[[Held], T]) -> T:
        if self._held is None:
            self._held = Held(self._open(), self._folder)
        return work(self._held)

    def _write(self, work: Callable[[Ledger], T]) -> T:
        if self._ledger is None:
            self._ledger = self._open()
        return work(self._ledger)

    def close(self) -> None:
        """Lets go of the ledger when what is running is done."""

        def leave() -> None:
            if self._held is not None:
                self._held.ledger.close()

        def stop() -> None:
            if self._ledger is not None:
                self._ledger.close()

        self._asking.submit(leave)
        self._coding.submit(stop)
        self._asking.shutdown()
        self._coding.shutdown()
