"""Full-text search by SQLite's FTS5: filled, asked, made anew, and compared with what texts and claims say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.store import rows
from dragoman.store.engine import Connection
from dragoman.store.search import phrases

TOKENS = "tokenize = 'unicode61 remove_diacritics 2'"


@dataclass(frozen=True, slots=True)
class Index:
    """An index table, its columns, and a function that gives (row number, *columns) of all that it should hold."""

    name: str
    columns: tuple[str, ...]
    held: Callable[[Connection], Iterator[tuple[object, ...]]]


def _texts(connection: Connection) -> Iterator[tuple[object, ...]]:
    """Each Text under the title of the Reading that brought it first."""
    query = """SELECT t.no, t.characters, (SELECT r.title FROM readings r WHERE r.text = t.no ORDER BY r.no LIMIT 1)
               FROM texts t ORDER BY t.no"""
    for no, blob, title in connection.execute(query):
        yield no, title or "", rows.unpacked(blob)


def _claims(connection: Connection) -> Iterator[tuple[object, ...]]:
    for no, body in connection.execute("SELECT no, body FROM claims ORDER BY no"):
        yield no, json.loads(body)["evidence"]["text"]


INDEXES = (Index("text_search", ("title", "characters"), _texts), Index("claim_search", ("evidence",), _claims))


class Fts5:
    """As `engine.FullText`."""

    def add_text(self, connection: Connection, no: int, title: str, characters: str) -> None:
        """Adds a Text by its number."""
        statement = "INSERT INTO text_search (rowid, title, characters) VALUES (?, ?, ?)"
        connection.execute(statement, (no, title, characters))

    def add_claim(self, connection: Connection, no: int, evidence: str) -> None:
        """Adds a claim by its number."""
        connection.execute("INSERT INTO claim_search (rowid, evidence) VALUES (?, ?)", (no, evidence))

    def claims(self, connection: Connection, query: str) -> tuple[str, tuple[Any, ...]] | None:
        """As `engine.FullText.claims`."""
        return _matches("claim_search", query)

    def texts(self, connection: Connection, query: str) -> tuple[str, tuple[Any, ...]] | None:
        """As `engine.FullText.texts`."""
        return _matches("text_search", query)

    def rebuild(self, connection: Connection) -> None:
        """Empties the indexes and fills them again."""
        for index in INDEXES:
            connection.execute(f"INSERT INTO {index.name} ({index.name}) VALUES ('delete-all')")
            _fill(connection, index, index.name)

    def strays(self, connection: Connection) -> Iterator[tuple[str, str]]:
        """(index, what differs), told from an index made anew beside it."""
        return strays(connection)


def _matches(table: str, query: str) -> tuple[str, tuple[Any, ...]] | None:
    asked = " ".join(f'"{" ".join(words)}"' + "*" * any_end for words, any_end in phrases(query))
    return (f"SELECT rowid AS no, rank FROM {table} WHERE {table} MATCH ?", (asked,)) if asked else None


def strays(connection: Connection) -> Iterator[tuple[str, str]]:
    """(index, what differs) for each index that does not hold what it should, told from one made anew beside it."""
    for index in INDEXES:
        connection.execute(
            f"CREATE VIRTUAL TABLE temp.anew USING fts5 ({', '.join(index.columns)}, content = '', {TOKENS})"
        )
        try:
            _fill(connection, index, "temp.anew")
            reason = _difference(connection, index.name)
        finally:
            connection.execute("DROP TABLE temp.anew")
        if reason:
            yield index.name, reason


def _fill(connection: Connection, index: Index, table: str) -> None:
    marks = ", ".join("?" * (1 + len(index.columns)))
    statement = f"INSERT INTO {table} (rowid, {', '.join(index.columns)}) VALUES ({marks})"
    for row in index.held(connection):
        connection.execute(statement, row)


def _difference(connection: Connection, name: str) -> str | None:
    """In words: rows that one index has and the other has not, rows of another length, terms that stand in other numbers."""
    sizes = f"SELECT id, sz FROM main.{name}_docsize EXCEPT SELECT id, sz FROM temp.anew_docsize"
    wanted = f"SELECT id, sz FROM temp.anew_docsize EXCEPT SELECT id, sz FROM main.{name}_docsize"
    ids = {row[0] for query in (sizes, wanted) for row in connection.execute(query)}
    if ids:
        return f"{len(ids)} rows, as row {min(ids)}"
    connection.execute(f"CREATE VIRTUAL TABLE temp.terms USING fts5vocab (main, {name}, row)")
    connection.execute("CREATE VIRTUAL TABLE temp.terms_anew USING fts5vocab (temp, anew, row)")
    try:
        held, anew = (f"SELECT term, doc, cnt FROM temp.{table}" for table in ("terms", "terms_anew"))
        both = (f"{held} EXCEPT {anew}", f"{anew} EXCEPT {held}")
        terms = {row[0] for query in both for row in connection.execute(query)}
    finally:
        connection.execute("DROP TABLE temp.terms")
        connection.execute("DROP TABLE temp.terms_anew")
    return f"{len(terms)} words, as {min(terms)!r}" if terms else None
