"""Version 6: the time of publication beside its day, by which versions of one day are put in order; unknown for what was read before."""

from __future__ import annotations

import sqlite3

STATEMENTS: tuple[str, ...] = ("ALTER TABLE readings ADD COLUMN moment TEXT",)


def apply(connection: sqlite3.Connection) -> None:
    """Adds the column."""
    for statement in STATEMENTS:
        connection.execute(statement)
