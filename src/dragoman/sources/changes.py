"""Files of folders and patterns that are new or changed since the last look."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.records.given import Given
from dragoman.records.problem import Problem
from dragoman.sources.open import find
from dragoman.sources.side_file import SIDE_FILE

RESTING = 1.0  # seconds for which a file has to lie still before it is read: what is still being written is left for the next look


@dataclass
class Changes:
    """What arguments named at the last look. suffixes: endings of files that are read from folders."""

    arguments: tuple[str, ...]
    suffixes: Collection[str]
    now: Callable[[], float] = time.time
    _seen: dict[str, tuple[object, ...]] = field(default_factory=dict)

    def look(self) -> tuple[list[str], list[Problem]]:
        """Paths that are new or changed, in the order of the arguments, and what is wrong with arguments. A file is changed with its side file too."""
        paths: list[str] = []
        problems: list[Problem] = []
        for found in find(self.arguments, self.suffixes, Given()):
            if isinstance(found, Problem):
                problems.append(found)
                continue
            sign = _sign(Path(found.source))
            if sign is None or self.now() - max(_times(sign)) < RESTING:
                continue
            if self._seen.get(found.location) != sign:
                self._seen[found.location] = sign
                paths.append(found.source)
        return paths, problems


def _sign(path: Path) -> tuple[object, ...] | None:
    """Size and time of a file and of the side file beside it; null where the file is gone."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_size, told.st_mtime_ns, *_side(path.parent / SIDE_FILE)


def _side(path: Path) -> Iterable[object]:
    try:
        told = path.stat()
    except OSError:
        return ()
    return told.st_size, told.st_mtime_ns


def _times(sign: tuple[object, ...]) -> list[float]:
    """Seconds of the times in a sign."""
    return [time_ / 1e9 for time_ in sign[1::2] if isinstance(time_, int)]
