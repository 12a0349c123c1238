"""Finds the files that arguments name, in an order that holds, and opens them one by one."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from dragoman.records.given import Given
from dragoman.records.problem import Problem
from dragoman.sources.side_file import SIDE_FILE, SideFile, read_side_file

STDIN = "-"
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
# Files that stand beside texts and are none; any suffix, any case.
BESIDE = {"notice", "license", "licence", "readme", "copying"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read.

    name: its own name. source: the path as given. location: where it lies, the same however it is named.
    """

    name: str
    source: str
    location: str
    given: Given


@dataclass(frozen=True)
class Raw:
    """A file's bytes as an open stream, with what is given of it."""

    found: Found
    stream: BinaryIO


@dataclass
class _Search:
    """Arguments on their way to files: side files read so far, files found so far, problems met."""

    suffixes: Collection[str]
    given: Given
    side_files: dict[Path, SideFile] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)


def find(arguments: Iterable[str], suffixes: Collection[str], given: Given) -> Iterator[Found | Problem]:
    """The files that `arguments` (files, folders, patterns, `-`) name, each once, and what is wrong with arguments.

    suffixes: endings (".txt") that are read from folders; a file that is named itself is taken with any ending.
    given: metadata from the command line; it wins over a side file. Folders are walked in order of their names.
    Problems: file.missing, glob.empty, folder.empty, folder.skipped, url.unsupported, sources.*.
    """
    search = _Search(suffixes, given)
    for argument in arguments:
        yield from _expand(search, argument)


def open_raw(found: Found) -> Raw | Problem:
    """The open stream of a file; the caller closes it. Problems: file.missing, file.unreadable."""
    if found.source == STDIN:
        return Raw(found, sys.stdin.buffer)
    try:
        return Raw(found, Path(found.source).open("rb"))
    except FileNotFoundError:
        return Problem("file.missing", found.source)
    except OSError as error:
        return Problem("file.unreadable", found.source, values={"reason": error.strerror or str(error)})


def _expand(search: _Search, argument: str) -> Iterator[Found | Problem]:
    if argument == STDIN:
        yield Found(STDIN, STDIN, STDIN, search.given)
        return
    if ADDRESS.match(argument):
        yield Problem("url.unsupported", argument)
        return
    path = Path(argument)
    try:
        if path.is_dir():
            yield from _folder(search, path)
        elif path.exists():
            yield from _file(search, path)
        elif glob.has_magic(argument):
            yield from _pattern(search, argument)
        else:
            yield Problem("file.missing", argument)
    except (OSError, ValueError) as error:
        yield Problem("file.unreadable", argument, values={"reason": str(error)})


def _pattern(search: _Search, argument: str) -> Iterator[Found | Problem]:
    # Path.glob takes no absolute patterns before Python 3.13.
    matches = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207
    if not matches:
        yield Problem("glob.empty", argument)
    for match in matches:
        path = Path(match)
        if path.is_file() and not _beside(path):
            yield from _file(search, path)


def _folder(search: _Search, folder: Path) -> Iterator[Found | Problem]:
    texts = 0
    skipped: Counter[str] = Counter()
    unreadable: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in (Path(place) / name for name in sorted(names)):
            if path.name.startswith(".") or _beside(path):
                continue
            if any(path.name.lower().endswith(suffix) for suffix in search.suffixes):
                texts += 1
                yield from _file(search, path)
            else:
                skipped[path.suffix.lower() or "no ending"] += 1
    for error in unreadable:
        yield Problem("file.unreadable", str(error.filename), values={"reason": error.strerror})
    if skipped:
        kinds = ", ".join(f"{kind} ({count})" for kind, count in sorted(skipped.items()))
        yield Problem("folder.skipped", str(folder), values={"count": skipped.total(), "kinds": kinds})
    if not texts:
        yield Problem("folder.empty", str(folder))


def _beside(path: Path) -> bool:
    return path.name == SIDE_FILE or path.stem.lower() in BESIDE


def _file(search: _Search, path: Path) -> Iterator[Found | Problem]:
    location = str(path.resolve())
    if location in search.seen:
        return
    search.seen.add(location)
    if path.parent not in search.side_files:
        side_file = read_side_file(path.parent)
        search.side_files[path.parent] = side_file.value
        yield from side_file.problems
    yield Found(path.name, str(path), location, search.given.over(search.side_files[path.parent].given(path.name)))
