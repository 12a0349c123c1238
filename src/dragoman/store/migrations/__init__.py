"""Forward migrations of the ledger, in order; the number of the last is the version of this program's ledgers.

Each module has `apply(connection)`, which runs inside a transaction that also records the version.
"""

from __future__ import annotations

import sqlite3
from importlib import import_module
from typing import Protocol, cast

MIGRATIONS: tuple[str, ...] = (
    "0001_first",
    "0002_copies",
    "0003_judged",
    "0004_parts",
    "0005_answers",
    "0006_moments",
    "0007_merged",
)


class Migration(Protocol):
    """A step from one version to the next."""

    STATEMENTS: tuple[str, ...]

    def apply(self, connection: sqlite3.Connection) -> None:
        """Changes the schema; raises sqlite3.Error, upon which nothing is kept."""


def migration(number: int) -> Migration:
    """The migration that leads to version `number`, from 1."""
    return cast(Migration, import_module(f"{__name__}.{MIGRATIONS[number - 1]}"))


def statements(number: int) -> tuple[str, ...]:
    """The statements of the migration that leads to version `number`, in SQLite's words."""
    return migration(number).STATEMENTS
