"""Full-text search over evidence and documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.records.claim import Claim
from dragoman.records.text import Reading, Span
from dragoman.store import rows
from dragoman.store.engine import Connection, full_text
from dragoman.store.reading import CURRENT
from dragoman.store.rows import READING_COLUMNS

WORD = re.compile(r"\w+")
QUOTED = re.compile(r'"([^"]*)"|(\S+)')
AROUND = 80


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a search found. claim: null for a document. span: the words around the first match."""

    reading: Reading
    span: Span
    claim: Claim | None = None


def phrases(query: str) -> Iterator[tuple[list[str], bool]]:
    """What is looked for, all of it: words that stand together, and whether the last may have any ending.

    `"…"` is a phrase, a `*` at a word's end stands for any ending. Nothing else is syntax.
    """
    for phrase, word in QUOTED.findall(query):
        words = WORD.findall(phrase or word)
        if words:
            yield words, word.endswith("*")


def claims(connection: Connection, run: int, query: str, limit: int) -> Iterator[Hit]:
    """Claims of the run whose evidence has the words, best first; each by the first Reading that tells it."""
    matches = full_text(connection).claims(connection, query)
    if matches is None:
        return
    # Ranks alone are sorted: a common word stands in most claims, and their bodies would be sorted with them.
    told = f"""SELECT c.id, c.body, d.changes, {READING_COLUMNS} FROM claims c JOIN told d ON d.claim = c.no JOIN coded k ON k.no = d.coded
               JOIN readings r ON r.no = k.reading JOIN texts t ON t.no = r.text
               WHERE c.no = ? AND c.run = ? AND {CURRENT} ORDER BY r.no LIMIT 1"""
    count = 0
    for (no,) in connection.execute(f"SELECT s.no FROM ({matches[0]}) s ORDER BY s.rank, s.no", matches[1]):
        if count == limit:
            return
        for id_, body, changes, *reading_row in connection.execute(told, (no, run)).fetchall():
            count += 1
            reading = rows.reading_of(tuple(reading_row))
            claim = rows.claim_of(id_, reading.document, reading.text_id, body, changes)
            yield Hit(reading, claim.evidence, claim)


def documents(connection: Connection, query: str, limit: int) -> Iterator[Hit]:
    """Documents whose title or text has the words, best first."""
    matches = full_text(connection).texts(connection, query)
    if matches is None:
        return
    sql = f"""SELECT t.characters, {READING_COLUMNS} FROM ({matches[0]}) s JOIN texts t ON t.no = s.no
              JOIN readings r ON r.text = t.no WHERE {CURRENT} ORDER BY s.rank, r.no LIMIT ?"""
    for row in connection.execute(sql, (*matches[1], limit)):
        yield Hit(rows.reading_of(row[1:]), _around(rows.unpacked(row[0]), query))


def _around(text: str, query: str) -> Span:
    words = [re.escape(word) for word in WORD.findall(query)]
    match = re.search(rf"\b(?:{'|'.join(words)})", text, re.IGNORECASE)
    at = match.start() if match else 0
    start = text.rfind(" ", 0, max(0, at - AROUND)) + 1
    end = text.find(" ", at + AROUND)
    return Span.of(text, start, len(text) if end < 0 else end)
