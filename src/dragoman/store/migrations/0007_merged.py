"""Version 7: merged events kept as rows, as answers show them, with what they are chosen by; they are made again event by event.

`merged` has an entry for each event of a run, also where none of its claims is sure enough to be shown (`place` is null then). `place` orders
them as timelines do; `sign` tells which claims it was made from; `weight` is how much it counts
in a mean of scores, null for what is not told as plain fact. `text_names` has the countries that a Text names by its words, and an empty code for
each Text that was looked through.
"""

from __future__ import annotations

import sqlite3

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE merged (
        no INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs, id TEXT NOT NULL, sign TEXT NOT NULL, place TEXT,
        "first" TEXT, "last" TEXT, event_type TEXT, score REAL NOT NULL, weight REAL, spot TEXT, sure INTEGER NOT NULL, unsure INTEGER NOT NULL,
        UNIQUE (run, id))""",
    """CREATE INDEX merged_by_place ON merged (run, place, event_type, "first", "last", score, spot)""",
    "CREATE TABLE merged_bodies (merged INTEGER PRIMARY KEY REFERENCES merged ON DELETE CASCADE, body BLOB NOT NULL)",
    """CREATE TABLE merged_facets (
        kind TEXT NOT NULL, value TEXT NOT NULL, merged INTEGER NOT NULL REFERENCES merged ON DELETE CASCADE, position INTEGER NOT NULL,
        PRIMARY KEY (kind, value, merged)) WITHOUT ROWID""",
    "CREATE INDEX merged_facets_by_row ON merged_facets (merged, kind, position)",
    """CREATE TABLE merged_claims (
        merged INTEGER NOT NULL REFERENCES merged ON DELETE CASCADE, claim TEXT NOT NULL, text INTEGER NOT NULL REFERENCES texts, doubt REAL,
        PRIMARY KEY (merged, claim)) WITHOUT ROWID""",
    "CREATE INDEX merged_claims_by_doubt ON merged_claims (doubt, claim)",
    "CREATE INDEX merged_claims_by_claim ON merged_claims (claim)",
    "CREATE INDEX merged_claims_by_text ON merged_claims (text)",
    """CREATE TABLE merged_names (
        code TEXT NOT NULL, text INTEGER NOT NULL REFERENCES texts, merged INTEGER NOT NULL REFERENCES merged ON DELETE CASCADE,
        PRIMARY KEY (code, text, merged)) WITHOUT ROWID""",
    """CREATE TABLE text_names (
        code TEXT NOT NULL, text INTEGER NOT NULL REFERENCES texts, PRIMARY KEY (code, text)) WITHOUT ROWID""",
    "CREATE INDEX readings_by_document ON readings (document)",
    "CREATE INDEX merged_names_by_row ON merged_names (merged)",
)


def apply(connection: sqlite3.Connection) -> None:
    """Makes the tables; the next reading, judgement or `dragoman serve` fills them."""
    for statement in STATEMENTS:
        connection.execute(statement)
