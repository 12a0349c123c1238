"""Answers kept in the ledger, for the next program that asks the same: those that took long, until ledger, program or codebook change."""

from __future__ import annotations

import gc
import hashlib
import os
import sys
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from dragoman.library.when_asked import NamedTexts
from dragoman.records.packed import packed, unpacked
from dragoman.records.run import Run
from dragoman.store import Store, StoreError

# Seconds of the processor's time that an answer took from which on it is kept.
LEAST = 0.3
# Answers of this program held beside, so that one that is asked again at once is not even read.
HELD = 8
PACKAGES = ("dragoman.records", "dragoman.library", "dragoman.present", "dragoman.analyse")
Answer = TypeVar("Answer")


class Kept:
    """The answers of one open ledger."""

    def __init__(self, store: Store, codebook: Path | None) -> None:
        self._store, self._codebook = store, codebook
        self._held: dict[tuple[str, str], object] = {}

    def forget(self) -> None:
        """Lets go of what is held."""
        self._held.clear()

    def answer(self, run: Run | None, question: tuple[Hashable, ...], make: Callable[[], Answer]) -> Answer:
        """What was kept for a question, or what `make` gives, which is kept if it took long. What `make` raises is raised.

        question: all that the answer depends on beside ledger, program and codebook, in words that `repr` tells apart.
        """
        if run is None or not self._store.keeps:
            return make()
        state, asked = str(self._store.sign(run.id)), self._sign(run, question)
        if (asked, state) in self._held:
            return cast(Answer, self._hold(asked, state, self._held.pop((asked, state))))
        if (body := self._store.kept_answer(asked, state)) is not None:
            with suppress(ValueError), without_collecting():  # one that another version wrote otherwise is made anew
                return cast(Answer, self._hold(asked, state, self._opened(body)))
        before = time.process_time()
        with without_collecting():
            made = make()
        if time.process_time() - before >= LEAST:
            with suppress(StoreError):  # a ledger that cannot be written now answers all the same
                self._store.keep_answer(run.id, asked, state, _closed(made))
            self._hold(asked, state, made)
        return made

    def _hold(self, asked: str, state: str, made: object) -> object:
        while len(self._held) >= HELD:
            del self._held[next(iter(self._held))]
        self._held[asked, state] = made
        return made

    def _sign(self, run: Run, question: tuple[Hashable, ...]) -> str:
        parts = (program_sign(), files_sign(self._codebook), run.id, question)
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def _opened(self, body: bytes) -> Any:
        value, names = unpacked(body, PACKAGES)
        if names is None:
            return value
        return replace(value, texts=NamedTexts(self._store.again, dict(names)))


def _closed(made: Any) -> bytes:
    """The answer as bytes. Texts that it shows are not written again: name → id of each, in their place."""
    if not is_dataclass(made) or isinstance(made, type) or "texts" not in {f.name for f in fields(made)}:
        return packed((made, None))
    ids = {reading.document: reading.text_id for side in _readings(made) for reading in side}
    names = tuple((name, ids.get(name, name)) for name in made.texts)  # type: ignore[attr-defined]
    return packed((replace(cast(Any, made), texts={}), names))


def _readings(made: Any) -> list[Any]:
    """The Readings of an answer, side by side where it has two sides."""
    return list(made.readings) if made.readings and isinstance(made.readings[0], tuple) else [made.readings]


@contextmanager
def without_collecting() -> Iterator[None]:
    """Python's search for cycles is put off: where hundreds of thousands of records are made, it takes more time than they do."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@lru_cache(maxsize=1)
def program_sign() -> str:
    """Changes whenever the program or its data does."""
    return f"{sys.version_info[:2]} {files_sign(Path(__file__).parents[1])}"


def files_sign(folder: Path | None) -> str:
    """A digest of names, sizes and times of change of the files below a folder; empty without one."""
    if folder is None:
        return ""
    sign = hashlib.sha256()
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            with suppress(OSError):
                known = Path(place, name).stat()
                sign.update(f"{place}/{name} {known.st_size} {known.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return sign.hexdigest()[:20]
