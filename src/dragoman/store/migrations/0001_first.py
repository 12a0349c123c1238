"""Version 1: texts, readings, runs, claims, what was set aside, events, judgements, problems, full-text search.

A claim is stored once a run and Text; `told` says which Readings tell it, with the fields that differ there (days and
offices follow from a Reading's day). Characters are kept as UTF-8, compressed, since SQL functions end at a NUL.
"""

from __future__ import annotations

import sqlite3

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE texts (
        no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, length INTEGER NOT NULL, characters BLOB NOT NULL)""",
    """CREATE TABLE readings (
        no INTEGER PRIMARY KEY, location TEXT NOT NULL, given TEXT NOT NULL, text INTEGER NOT NULL REFERENCES texts,
        document TEXT NOT NULL, source TEXT NOT NULL, publisher TEXT, published TEXT, place TEXT, title TEXT,
        byline TEXT,
        url TEXT, language TEXT, licence TEXT, added TEXT NOT NULL)""",
    "CREATE INDEX readings_by_location ON readings (location, no)",
    "CREATE INDEX readings_by_text ON readings (text, no)",
    """CREATE TABLE runs (
        no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, program TEXT NOT NULL, codebook TEXT NOT NULL,
        model TEXT NOT NULL,
        coder TEXT NOT NULL, options TEXT NOT NULL, started TEXT NOT NULL)""",
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE coded (
        no INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs, reading INTEGER NOT NULL REFERENCES readings,
        at TEXT NOT NULL, UNIQUE (run, reading))""",
    "CREATE INDEX coded_by_reading ON coded (reading)",
    """CREATE TABLE claims (
        no INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs, id TEXT NOT NULL,
        text INTEGER NOT NULL REFERENCES texts,
        start INTEGER NOT NULL, "end" INTEGER NOT NULL, event_type TEXT, "first" TEXT, "last" TEXT,
        confidence REAL NOT NULL,
        body TEXT NOT NULL, UNIQUE (run, id))""",
    "CREATE INDEX claims_by_id ON claims (id)",
    "CREATE INDEX claims_by_text ON claims (text, run)",
    'CREATE INDEX claims_by_day ON claims (run, "first")',
    """CREATE TABLE parties (
        claim INTEGER NOT NULL REFERENCES claims, code TEXT NOT NULL, side TEXT NOT NULL,
        PRIMARY KEY (code, claim, side)) WITHOUT ROWID""",
    """CREATE TABLE told (
        coded INTEGER NOT NULL REFERENCES coded, position INTEGER NOT NULL, claim INTEGER NOT NULL REFERENCES claims,
        changes TEXT, PRIMARY KEY (coded, position)) WITHOUT ROWID""",
    "CREATE INDEX told_by_claim ON told (claim)",
    """CREATE TABLE set_aside (
        coded INTEGER NOT NULL REFERENCES coded, position INTEGER NOT NULL, start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        reason TEXT NOT NULL, why TEXT NOT NULL, PRIMARY KEY (coded, position)) WITHOUT ROWID""",
    """CREATE TABLE problems (
        coded INTEGER NOT NULL REFERENCES coded, position INTEGER NOT NULL, code TEXT NOT NULL, source TEXT NOT NULL,
        start INTEGER, "end" INTEGER, "values" TEXT NOT NULL, PRIMARY KEY (coded, position)) WITHOUT ROWID""",
    """CREATE TABLE events (
        no INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs, id TEXT NOT NULL, why TEXT NOT NULL,
        UNIQUE (run, id))""",
    """CREATE TABLE members (
        event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE, position INTEGER NOT NULL,
        claim INTEGER NOT NULL REFERENCES claims, PRIMARY KEY (event, position)) WITHOUT ROWID""",
    "CREATE UNIQUE INDEX members_by_claim ON members (claim)",
    """CREATE TABLE judgements (
        no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, text_id TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL, words TEXT NOT NULL, facet TEXT NOT NULL, value TEXT, author TEXT NOT NULL,
        reason TEXT NOT NULL,
        made TEXT NOT NULL)""",
    "CREATE INDEX judgements_by_text ON judgements (text_id)",
    """CREATE VIRTUAL TABLE text_search USING fts5 (title, characters, content = '',
        tokenize = 'unicode61 remove_diacritics 2')""",
    """CREATE VIRTUAL TABLE claim_search USING fts5 (evidence, content = '',
        tokenize = 'unicode61 remove_diacritics 2')""",
)


def apply(connection: sqlite3.Connection) -> None:
    """Makes the tables."""
    for statement in STATEMENTS:
        connection.execute(statement)
