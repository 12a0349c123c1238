"""Reads a whole run claim by claim or event by event, a row in memory at a time, for exports.

Rows keep a claim's body as the JSON that it is stored as. Readings that tell a claim are those that hold (`CURRENT`); the
first of them, by day of publication, then by arrival, is its original and the others are copies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import orjson

from dragoman.store import rows
from dragoman.store.engine import Connection
from dragoman.store.reading import CURRENT, ORDER
from dragoman.store.rows import READING_COLUMNS, StoredReading

KEPT_READINGS = 512

# The first Reading `f` of the Text `t` that holds and that the run coded.
_FIRST = f"""SELECT f.no FROM readings f WHERE f.text = t.no AND {CURRENT.replace("r.", "f.")}
    AND EXISTS (SELECT 1 FROM coded c WHERE c.reading = f.no AND c.run = :run) ORDER BY {ORDER.replace("r.", "f.")}
    LIMIT 1"""


@dataclass(frozen=True, slots=True)
class CodedReading:
    """A Reading as a run coded it. at: when, UTC, ISO 8601. length: of its Text, code points. first: number of the Text's first Reading."""

    stored: StoredReading
    at: str
    length: int
    first: int


class StoredBody(NamedTuple):
    """A claim as a Reading tells it: its id, its fields as JSON values, its event, and the event that this one is a part of."""

    id: str
    body: dict[str, Any]
    event: str | None
    part_of: str | None = None


class StoredEvent(NamedTuple):
    """An event with its claims, earliest first, each as the first Reading of its Text tells it."""

    id: str
    claims: tuple[tuple[CodedReading, StoredBody], ...]


def coded_readings(connection: Connection, run: int) -> Iterator[CodedReading]:
    """The Readings that hold and that the run coded, in order of publication."""
    query = f"""SELECT r.no, r.location, k.at, t.length, ({_FIRST}), {READING_COLUMNS} FROM readings r JOIN texts t ON t.no = r.text JOIN coded k ON k.reading = r.no AND k.run = :run
        WHERE {CURRENT} ORDER BY {ORDER}"""
    for row in connection.execute(query, {"run": run}):
        yield _coded_reading(row)


def _coded_reading(row: tuple[Any, ...]) -> CodedReading:
    no, location, at, length, first, *reading = row
    return CodedReading(StoredReading(no, rows.reading_of(tuple(reading)), location), at, length, first)


def reading_numbered(connection: Connection, no: int) -> StoredReading:
    """The Reading with a number."""
    query = f"SELECT r.no, r.location, {READING_COLUMNS} FROM readings r JOIN texts t ON t.no = r.text WHERE r.no = ?"
    row = connection.execute(query, (no,)).fetchone()
    return rows.stored_of(row)


def bodies(connection: Connection, run: int, reading: int) -> Iterator[StoredBody]:
    """The claims that one Reading tells in a run, in order of the text."""
    query = """SELECT c.id, CAST(c.body AS BLOB), d.changes, e.id, e.part_of FROM coded k CROSS JOIN told d ON d.coded = k.no
        CROSS JOIN claims c ON c.no = d.claim LEFT JOIN members m ON m.claim = c.no LEFT JOIN events e ON e.no = m.event
        WHERE k.run = ? AND k.reading = ? ORDER BY d.position"""
    for id_, body, changes, event, whole in connection.execute(query, (run, reading)):
        yield StoredBody(id_, _told_body(body, changes), event, whole)


def _told_body(body: bytes, changes: str | None) -> dict[str, Any]:
    fields: dict[str, Any] = orjson.loads(body)
    if changes:
        fields.update(orjson.loads(changes))
    return fields


def events(connection: Connection, run: int) -> Iterator[StoredEvent]:
    """The events of a run in the order in which they were merged, with their claims."""
    # CROSS JOIN and `+` hold the order of the loops: else the engine sorts all bodies.
    query = f"""SELECT e.id, c.id, CAST(c.body AS BLOB), d.changes, r.no, r.published FROM events e
        CROSS JOIN members m ON m.event = e.no CROSS JOIN claims c ON c.no = m.claim CROSS JOIN told d ON d.claim = c.no
        CROSS JOIN coded k ON k.no = d.coded CROSS JOIN readings r ON r.no = k.reading
        WHERE +e.run = ? AND {CURRENT} ORDER BY e.no, m.position"""
    reading = _reading_cache(connection, run)
    event, told, best = "", list[Any](), None
    for row in connection.execute(query, (run,)):
        if best is not None and row[1] == best[1]:  # another Reading of the same Text
            best = min(best, row, key=_by_publication)
            continue
        if best is not None:
            told.append((reading(best[4]), StoredBody(best[1], _told_body(best[2], best[3]), event)))
        if row[0] != event:
            if told:
                yield StoredEvent(event, tuple(told))
            event, told = row[0], []
        best = row
    if best is not None:
        told.append((reading(best[4]), StoredBody(best[1], _told_body(best[2], best[3]), event)))
        yield StoredEvent(event, tuple(told))


def _by_publication(row: tuple[Any, ...]) -> tuple[bool, str, int]:
    """The order of Readings: by day of publication, unknown last, then by arrival."""
    return row[5] is None, row[5] or "", row[4]


def events_of(connection: Connection, run: int, merged: Iterator[tuple[str, tuple[str, ...]]]) -> Iterator[StoredEvent]:
    """As `events`, for events that are not stored: (id, ids of claims)."""
    query = f"""SELECT c.id, CAST(c.body AS BLOB), d.changes, r.no, r.published FROM claims c CROSS JOIN told d ON d.claim = c.no
        CROSS JOIN coded k ON k.no = d.coded CROSS JOIN readings r ON r.no = k.reading
        WHERE c.run = ? AND c.id = ? AND {CURRENT}"""
    reading = _reading_cache(connection, run)
    for id_, claims in merged:
        told = []
        for claim in claims:
            found = connection.execute(query, (run, claim)).fetchall()
            if found:
                row = min(((id_, *one) for one in found), key=_by_publication)
                told.append((reading(row[4]), StoredBody(row[1], _told_body(row[2], row[3]), id_)))
        if told:
            yield StoredEvent(id_, tuple(told))


def _reading_cache(connection: Connection, run: int) -> Callable[[int], CodedReading]:
    query = f"""SELECT r.no, r.location, k.at, t.length, r.no, {READING_COLUMNS} FROM readings r
        JOIN texts t ON t.no = r.text JOIN coded k ON k.reading = r.no AND k.run = ? WHERE r.no = ?"""

    @lru_cache(maxsize=KEPT_READINGS)
    def numbered(no: int) -> CodedReading:
        return _coded_reading(connection.execute(query, (run, no)).fetchone())

    return numbered
