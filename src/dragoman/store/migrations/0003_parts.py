"""Version 3: which event is a part of which other; events of earlier versions have none until they are merged anew."""

from __future__ import annotations

import sqlite3


def apply(connection: sqlite3.Connection) -> None:
    """Adds the column."""
    connection.execute("ALTER TABLE events ADD COLUMN part_of TEXT")
    # events are a view: without the note of when they were merged, the next reading merges anew
    connection.execute("DELETE FROM settings WHERE name LIKE 'merged up to %'")
