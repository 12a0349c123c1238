"""How far a reading has come in all that it is to read, in bytes: what the time that is left is told from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from dragoman.decode import ENDINGS
from dragoman.records.given import Given
from dragoman.records.problem import Problem
from dragoman.sources import find


class Meter:
    """Counts the bytes of files that were read. total: of all files, null where one of them is standard input."""

    def __init__(self, arguments: Iterable[str]) -> None:
        self.total: int | None = 0
        for found in find(arguments, ENDINGS, Given()):
            if not isinstance(found, Problem):
                size = _size(found.source)
                self.total = None if self.total is None or size is None else self.total + size
        self._before = self._size = 0
        self._stream: BinaryIO | None = None

    def opened(self, stream: BinaryIO, source: str) -> None:
        """A file is begun, the one before is finished."""
        self._before += self._size
        self._stream, self._size = stream, _size(source) or 0

    @property
    def share(self) -> float | None:
        """Share of all bytes that were read, 0–1; null where it cannot be told."""
        if not self.total:
            return None
        try:
            here = self._stream.tell() if self._stream is not None else 0
        except (OSError, ValueError):  # closed: read to its end
            here = self._size
        return min(1.0, (self._before + here) / self.total)


def _size(source: str) -> int | None:
    try:
        return Path(source).stat().st_size
    except (OSError, ValueError):
        return None
