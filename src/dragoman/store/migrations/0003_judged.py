"""Version 3: a judgement keeps which claim it was about, by id and type, so that claims with one trigger are told apart."""

from __future__ import annotations

import sqlite3

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE judgements ADD COLUMN claim TEXT",
    "ALTER TABLE judgements ADD COLUMN what TEXT",
)


def apply(connection: sqlite3.Connection) -> None:
    """Adds the columns; judgements made before bind by their words alone."""
    for statement in STATEMENTS:
        connection.execute(statement)
