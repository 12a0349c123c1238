"""`sources.toml`: metadata of the texts in its folder, a table a file."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dragoman.records.given import NAMES, Given
from dragoman.records.problem import Outcome, Problem

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SIDE_FILE = "sources.toml"


@dataclass(frozen=True)
class SideFile:
    """What a folder's side file says: metadata by file name."""

    path: Path | None = None
    tables: dict[str, Given] = field(default_factory=dict)

    def given(self, name: str) -> Given:
        """Metadata of the file called `name`; all null where the side file does not name it."""
        return self.tables.get(name, Given())


def read_side_file(folder: Path) -> Outcome[SideFile]:
    """The side file of `folder`, empty where there is none. Problems: sources.bad, sources.key, sources.unmatched."""
    path = folder / SIDE_FILE
    if not path.is_file():
        return Outcome(SideFile())
    try:
        tables = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Outcome(SideFile(path), (Problem("sources.bad", str(path), values={"reason": str(error)}),))
    found: dict[str, Given] = {}
    problems: list[Problem] = []
    for name, table in tables.items():
        given = _given(path, name, table)
        found[name] = given.value
        problems.extend(given.problems)
        if not (folder / name).exists():
            problems.append(Problem("sources.unmatched", str(path), values={"name": name}))
    return Outcome(SideFile(path, found), tuple(problems))


def _given(path: Path, name: str, table: Any) -> Outcome[Given]:
    if not isinstance(table, dict):
        reason = f'{name!r} is no table; write ["{name}"] above its keys'
        return Outcome(Given(), (Problem("sources.bad", str(path), values={"reason": reason}),))
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for key, value in table.items():
        if key not in NAMES:
            known = ", ".join(NAMES)
            problems.append(Problem("sources.key", str(path), values={"table": name, "key": key, "known": known}))
        else:
            values[key] = _as_text(value)
    return Outcome(Given(**values), tuple(problems))


def _as_text(value: Any) -> str:
    """TOML has days and times of its own; they are written back as ISO 8601."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
