"""The ledger behind the tools: one thread that asks and judges, off the loop that speaks with the assistant."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import ValidationError

from dragoman.codebook.folder import Folder
from dragoman.library.edits import JudgementError
from dragoman.library.ledger import Ledger
from dragoman.library.ledger import open as open_ledger
from dragoman.library.shelf import Shelf
from dragoman.store.errors import StoreError

T = TypeVar("T")


@dataclass(frozen=True)
class Settings:
    """ledger: file or address. review: whether an assistant may judge; author: under which name."""

    ledger: str
    codebook: Path | None = None
    review: bool = False
    author: str = "assistant"


@dataclass(frozen=True)
class Held:
    """The open ledger and its documents."""

    ledger: Ledger
    shelf: Shelf


@dataclass
class Desk:
    """Runs work on the ledger in the one thread that opened it."""

    settings: Settings
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))

    @cached_property
    def _held(self) -> Held:
        ledger = open_ledger(self.settings.ledger, self.settings.codebook, must_exist=True)
        return Held(ledger, Shelf(ledger))

    def begin(self) -> None:
        """Opens the ledger and loads what answers are made with, before anybody asks; what fails then is told when it is asked for."""
        self._thread.submit(self._load)

    def _load(self) -> None:
        from dragoman.annotate import fingerprint
        from dragoman.library import briefs, promised, stances, two_sides  # noqa: F401
        from dragoman.pipeline.tables import load_tables

        self._held.shelf.documents()
        load_tables(Folder(self.settings.codebook))
        fingerprint(None)

    async def ask(self, work: Callable[[Held], T]) -> T:
        """What `work` makes of the ledger. Raises ToolError, in words for the assistant, for what it can ask otherwise."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: work(self._held))
        except StoreError as error:  # its message names the file, which is no business of a remote model
            raise ToolError(
                f"The ledger cannot be used just now ({error.problem.code}); `dragoman check` tells more."
            ) from error
        except ValidationError:  # an answer that does not fit its shape is a bug
            raise
        except (ValueError, LookupError, JudgementError) as error:
            says = str(error.args[0] if error.args else error)
            raise ToolError(says.replace(self._held.ledger.path, "the ledger")) from error

    def close(self) -> None:
        """Lets go of the ledger when what is running is done."""

        def leave() -> None:
            if "_held" in self.__dict__:
                self._held.ledger.close()

        self._thread.submit(leave)
        self._thread.shutdown()
