"""Version 2: sketches of texts, the keys by which like ones meet, which are copies of which, and parses of paragraphs.

A sketch and a likeness follow from texts alone, so they belong to no run. Texts of a ledger of version 1 get theirs at the next
reading.
"""

from __future__ import annotations

import sqlite3

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE sketches (
        text INTEGER PRIMARY KEY REFERENCES texts, scheme INTEGER NOT NULL, words INTEGER NOT NULL,
        version INTEGER NOT NULL, body BLOB NOT NULL)""",
    """CREATE TABLE sketch_keys (
        "key" INTEGER NOT NULL, text INTEGER NOT NULL REFERENCES sketches ON DELETE CASCADE,
        PRIMARY KEY ("key", text)) WITHOUT ROWID""",
    """CREATE TABLE likenesses (
        one INTEGER NOT NULL REFERENCES sketches ON DELETE CASCADE,
        other INTEGER NOT NULL REFERENCES sketches ON DELETE CASCADE, kind TEXT NOT NULL,
        jaccard REAL NOT NULL, one_in_other REAL NOT NULL, other_in_one REAL NOT NULL,
        PRIMARY KEY (one, other)) WITHOUT ROWID""",
    "CREATE TABLE parses (sign TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID",
)


def apply(connection: sqlite3.Connection) -> None:
    """Makes the tables."""
    for statement in STATEMENTS:
        connection.execute(statement)
