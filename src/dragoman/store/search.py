"""Full-text search over evidence and documents."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.records.claim import Claim
from dragoman.records.text import Reading, Span
from dragoman.store import rows
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


def match_expression(query: str) -> str:
    """What FTS5 is asked: all words, quoted ones as a phrase, a `*` at a word's end for any ending.

    Nothing else is syntax.
    """
    parts = []
    for phrase, word in QUOTED.findall(query):
        words = WORD.findall(phrase or word)
        if words:
            parts.append('"' + " ".join(words) + '"' + ("*" if word.endswith("*") else ""))
    return " ".join(parts)


def claims(connection: sqlite3.Connection, run: int, query: str, limit: int) -> Iterator[Hit]:
    """Claims of the run whose evidence has the words, best first."""
    sql = f"""SELECT c.id, c.body, d.changes, {READING_COLUMNS} FROM claim_search s JOIN claims c ON c.no = s.rowid
              JOIN told d ON d.claim = c.no JOIN coded k ON k.no = d.coded JOIN readings r ON r.no = k.reading
              JOIN texts t ON t.no = r.text
              WHERE s.evidence MATCH ? AND c.run = ? AND {CURRENT} GROUP BY c.no ORDER BY min(s.rank), c.no LIMIT ?"""
    expression = match_expression(query)
    if not expression:
        return
    for row in connection.execute(sql, (expression, run, limit)):
        reading = rows.reading_of(row[3:])
        claim = rows.claim_of(row[0], reading.document, reading.text_id, row[1], row[2])
        yield Hit(reading, claim.evidence, claim)


def documents(connection: sqlite3.Connection, query: str, limit: int) -> Iterator[Hit]:
    """Documents whose title or text has the words, best first."""
    sql = f"""SELECT t.characters, {READING_COLUMNS} FROM text_search s JOIN texts t ON t.no = s.rowid
              JOIN readings r ON r.text = t.no WHERE text_search MATCH ? AND {CURRENT} ORDER BY s.rank, r.no LIMIT ?"""
    expression = match_expression(query)
    if not expression:
        return
    for row in connection.execute(sql, (expression, limit)):
        yield Hit(rows.reading_of(row[1:]), _around(rows.unpacked(row[0]), query))


def _around(text: str, query: str) -> Span:
    words = [re.escape(word) for word in WORD.findall(query)]
    match = re.search(rf"\b(?:{'|'.join(words)})", text, re.IGNORECASE)
    at = match.start() if match else 0
    start = text.rfind(" ", 0, max(0, at - AROUND)) + 1
    end = text.find(" ", at + AROUND)
    return Span.of(text, start, len(text) if end < 0 else end)
