"""Version 4: which event is a part of which other; events of earlier versions have none until they are merged anew."""

from __future__ import annotations

import sqlite3

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE events ADD COLUMN part_of TEXT",
    # without the note of when they were merged, the next reading merges anew
    "DELETE FROM settings WHERE name LIKE 'merged up to %'",
)


def apply(connection: sqlite3.Connection) -> None:
    """Adds the column; the next reading merges anew."""
    for statement in STATEMENTS:
        connection.execute(statement)
