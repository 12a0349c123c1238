"""How far a reading that is under way has come in each file, so that one that was stopped goes on without reading the beginning again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.store.engine import Connection


@dataclass(frozen=True, slots=True)
class Mark:
    """A file at `location`, as it was (`sign`: what its items hang on), of which the first `at` items are done."""

    location: str
    sign: str
    at: int


def _prefix(run: str) -> str:
    return f"reading {run} "


def marks(connection: Connection, run: str) -> dict[str, Mark]:
    """Location → mark, of the readings of a run that were not finished."""
    prefix = _prefix(run)
    rows = connection.execute(
        "SELECT name, value FROM settings WHERE name >= ? AND name < ?", (prefix, prefix + "\U0010ffff")
    )
    found = (Mark(name[len(prefix) :], *json.loads(value)) for name, value in rows)
    return {mark.location: mark for mark in found}


def set_marks(connection: Connection, run: str, new: Iterable[Mark]) -> None:
    """Keeps marks in place of earlier ones of the same files."""
    connection.executemany(
        "INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [(_prefix(run) + mark.location, json.dumps([mark.sign, mark.at])) for mark in new],
    )


def forget(connection: Connection, run: str) -> None:
    """Drops all marks of a run: its reading is finished."""
    prefix = _prefix(run)
    connection.execute("DELETE FROM settings WHERE name >= ? AND name < ?", (prefix, prefix + "\U0010ffff"))
