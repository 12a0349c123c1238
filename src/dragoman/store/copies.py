"""Sketches of texts in the ledger: found by shared keys, compared once, kept as likenesses; and parses known by their words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.records.likeness import Likeness

# A key that more texts share than this is a form of words, by which no two of them are known for copies.
COMMON_KEY = 60
# A text is compared with at most this many others, those with most keys in common: keeps the work near-linear.
MOST_CANDIDATES = 200
_AT_ONCE = 500  # parameters of one query


@dataclass(frozen=True, slots=True)
class StoredSketch:
    """A sketch as bytes, with the length of its text in words and the keys by which it is found."""

    words: int
    body: bytes
    keys: Sequence[int]


Compare = Callable[[bytes, bytes], Likeness | None]


def without_sketch(connection: sqlite3.Connection, scheme: int, limit: int) -> list[str]:
    """Ids of texts without a sketch of this scheme, oldest first."""
    query = """SELECT t.id FROM texts t LEFT JOIN sketches s ON s.text = t.no AND s.scheme = ?
               WHERE s.text IS NULL ORDER BY t.no LIMIT ?"""
    return [row[0] for row in connection.execute(query, (scheme, limit))]


def add_sketch(
    connection: sqlite3.Connection, text_id: str, scheme: int, sketch: StoredSketch, compare: Compare
) -> None:
    """Keeps a text's sketch, and its likeness to each text here that shares keys with it; one of another scheme goes."""
    (text,) = connection.execute("SELECT no FROM texts WHERE id = ?", (text_id,)).fetchone()
    connection.execute("DELETE FROM sketches WHERE text = ?", (text,))
    candidates = _candidates(connection, scheme, sketch.keys)
    connection.execute("INSERT INTO sketches VALUES (?, ?, ?, ?)", (text, scheme, sketch.words, sketch.body))
    connection.executemany("INSERT INTO sketch_keys VALUES (?, ?)", [(key, text) for key in sketch.keys])
    for other, body in candidates:
        alike = compare(body, sketch.body)
        if alike is not None:
            values = (other, text, alike.kind, alike.jaccard, alike.one_in_other, alike.other_in_one)
            connection.execute("INSERT INTO likenesses VALUES (?, ?, ?, ?, ?, ?)", values)


def _candidates(connection: sqlite3.Connection, scheme: int, keys: Sequence[int]) -> list[tuple[int, bytes]]:
    shared: dict[int, int] = {}
    query = f'SELECT text FROM sketch_keys WHERE "key" = ? LIMIT {COMMON_KEY + 1}'
    for key in keys:
        holders = connection.execute(query, (key,)).fetchall()
        if len(holders) <= COMMON_KEY:
            for (text,) in holders:
                shared[text] = shared.get(text, 0) + 1
    best = sorted(shared, key=lambda text: (-shared[text], text))[:MOST_CANDIDATES]
    found = []
    for part in _parts(best):
        marks = ", ".join("?" * len(part))
        found += connection.execute(
            f"SELECT text, body FROM sketches WHERE scheme = ? AND text IN ({marks}) ORDER BY text", (scheme, *part)
        ).fetchall()
    return found


def likenesses(connection: sqlite3.Connection) -> Iterator[tuple[tuple[str, str], Likeness]]:
    """((text id, text id), likeness) of all texts that are copies of each other."""
    query = """SELECT a.id, b.id, l.kind, l.jaccard, l.one_in_other, l.other_in_one FROM likenesses l
               JOIN texts a ON a.no = l.one JOIN texts b ON b.no = l.other ORDER BY l.one, l.other"""
    for one, other, *values in connection.execute(query):
        yield (one, other), Likeness(*values)


def lengths(connection: sqlite3.Connection) -> dict[str, int]:
    """Text id → words, of texts that have a sketch and are like another."""
    query = """SELECT t.id, s.words FROM sketches s JOIN texts t ON t.no = s.text WHERE s.text IN
               (SELECT one FROM likenesses UNION SELECT other FROM likenesses)"""
    return dict(connection.execute(query).fetchall())


def parses(connection: sqlite3.Connection, signs: Sequence[str]) -> dict[str, bytes]:
    """Sign → parse, of those that are known."""
    found: dict[str, bytes] = {}
    for part in _parts(signs):
        marks = ", ".join("?" * len(part))
        found.update(connection.execute(f"SELECT sign, body FROM parses WHERE sign IN ({marks})", part).fetchall())
    return found


def add_parses(connection: sqlite3.Connection, new: Mapping[str, bytes]) -> None:
    """Keeps parses; known ones stay."""
    connection.executemany("INSERT INTO parses VALUES (?, ?) ON CONFLICT (sign) DO NOTHING", list(new.items()))


def _parts(values: Sequence[object]) -> Iterable[Sequence[object]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
