"""Lines of data files: plain, gzip or zip; cells by column, whatever a file's header adds or names otherwise."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar

import orjson

from dragoman.codebook.event_data import Table
from dragoman.records.problem import Problem

MOST_PROBLEMS = 20
Read = TypeVar("Read")


class DataFileError(Exception):
    """A file that cannot be read as the format it was said to be; `problem` says why and the way out."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def error(code: str, path: Path, **values: object) -> DataFileError:
    """The error of a code of the catalogue."""
    return DataFileError(Problem(code, str(path), values=values))


def note(problems: list[Problem], path: Path, line: int, reason: str) -> None:
    """A line that was left out; the first few are told one by one."""
    if len(problems) < MOST_PROBLEMS:
        problems.append(Problem("data.line", f"{path}:{line}", values={"reason": reason}))
    elif len(problems) == MOST_PROBLEMS:
        problems.append(Problem("data.more", str(path)))


@contextmanager
def opened(path: Path) -> Iterator[IO[str]]:
    """The file's text; letters that are no UTF-8 are replaced. Of a zip, the first file in it. Raises DataFileError."""
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive:
                names = [name for name in archive.namelist() if not name.endswith("/")]
                if not names:
                    raise error("data.unreadable", path, reason="the archive is empty")
                with archive.open(names[0]) as inner:
                    yield io.TextIOWrapper(inner, encoding="utf-8-sig", errors="replace", newline="\n")
        elif path.suffix.lower() == ".gz":
            with gzip.open(path, "rt", encoding="utf-8-sig", errors="replace", newline="\n") as inner_text:
                yield inner_text
        else:
            with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as text:
                yield text
    except (OSError, zipfile.BadZipFile, EOFError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise error("data.unreadable", path, reason=reason) from problem


def json_lines(
    path: Path, read: Callable[[Any], Read], called: str, problems: list[Problem]
) -> Iterator[tuple[int, Read]]:
    """(number of the line, what `read` makes of its object); lines that are no such object are noted as no `called`. Raises DataFileError."""
    with opened(path) as text:
        for number, line in enumerate(text, 1):
            if line.strip():
                try:
                    made = read(orjson.loads(line))
                except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as problem:
                    note(problems, path, number, f"it is no {called}: {problem!r}")
                else:
                    yield number, made


def tab_rows(path: Path, table: Table, format_: str, problems: list[Problem]) -> Iterator[tuple[int, dict[str, str]]]:
    """(number of the line, cells by column) of a tab-separated file without quoting.

    A file may have a header or none, other names for columns, and columns of its own; lines with too few cells are noted.
    Raises DataFileError where the columns are not those of the format.
    """
    with opened(path) as text:
        places: Mapping[str, int] = {name: place for place, name in enumerate(table.columns)}
        width, header_width = len(table.columns), 0
        for number, line in enumerate(text, 1):
            cells = line.rstrip("\r\n").split("\t")
            if number == 1:
                named = _header(cells, table)
                if named is not None:
                    places, width, header_width = named, max(named.values()) + 1, len(cells)
                    continue
                if table.header or len(cells) < len(table.columns):
                    raise error("data.columns", path, format=format_, expected=len(table.columns), found=len(cells))
            if not line.strip():
                continue
            if header_width > len(cells) >= len(table.columns):  # names that the rows have no cells for
                yield number, dict(zip(table.columns, cells))
            elif len(cells) < width:
                note(problems, path, number, f"it has {len(cells)} cells, {width} are expected")
            else:
                yield number, {name: cells[place] for name, place in places.items()}


def _header(cells: list[str], table: Table) -> dict[str, int] | None:
    """Where each column stands; null where the line is no header of the format."""
    names = {cell.strip().strip('"').casefold(): place for place, cell in enumerate(cells)}
    places = {}
    for column in table.columns:
        called = (column, *(table.aliases or {}).get(column, ()))
        place = next((names[name.casefold()] for name in called if name.casefold() in names), None)
        if place is None:
            return None
        places[column] = place
    return places
