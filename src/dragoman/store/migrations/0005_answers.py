"""Version 5: answers that took long, kept until the ledger changes, so that the next program that asks need not make them again."""

from __future__ import annotations

import sqlite3

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE answers (
        no INTEGER PRIMARY KEY, question TEXT NOT NULL UNIQUE, state TEXT NOT NULL, body BLOB NOT NULL)""",
)


def apply(connection: sqlite3.Connection) -> None:
    """Makes the table."""
    for statement in STATEMENTS:
        connection.execute(statement)
