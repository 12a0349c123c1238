"""Files of folders and patterns that are new or changed since the last look."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.records.given import Given
from dragoman.records.problem import Problem
from dragoman.sources.open import find
from dragoman.sources.side_file import SIDE_FILE

RESTING = 1.0  # seconds for which a file has to lie still before it is read: what is still being written is left for the next look
Sign = tuple[int, int]  # size, and time of the last change in nanoseconds


@dataclass
class Changes:
    """What arguments named at the last look. suffixes: endings of files that are read from folders."""

    arguments: tuple[str, ...]
    suffixes: Collection[str]
    now: Callable[[], float] = time.time
    _seen: dict[str, tuple[Sign, Sign | None]] = field(default_factory=dict)

    def look(self) -> tuple[list[str], list[Problem]]:
        """Paths that are new or changed, in the order of the arguments, and what is wrong with arguments. A file is changed with its side file too."""
        paths: list[str] = []
        problems: list[Problem] = []
        for found in find(self.arguments, self.suffixes, Given()):
            if isinstance(found, Problem):
                problems.append(found)
                continue
            path = Path(found.source)
            own, beside = _sign(path), _sign(path.parent / SIDE_FILE)
            if own is None or self.now() - max(one[1] for one in (own, beside) if one) / 1e9 < RESTING:
                continue
            if self._seen.get(found.location) != (own, beside):
                self._seen[found.location] = own, beside
                paths.append(found.source)
        return paths, problems


def _sign(path: Path) -> Sign | None:
    """Of a file; null where there is none."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_size, told.st_mtime_ns
