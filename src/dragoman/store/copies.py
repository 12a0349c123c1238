"""Sketches of texts in the ledger: found by shared keys, compared once, kept as likenesses; and parses known by their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from dragoman.records.likeness import Likeness, StoredSketch
from dragoman.store.engine import Connection, in_parts

# A key that so many texts share is a form of words, by which no two are known for copies; further texts are not kept with it.
COMMON_KEY = 60
LEAST_KEYS = 2  # that two texts share before they are compared: one is often chance
# A text is compared with at most this many others, those with most keys in common: keeps the work near-linear.
MOST_CANDIDATES = 200

Compare = Callable[[bytes, bytes], Likeness | None]


def without_sketch(connection: Connection, scheme: int, limit: int) -> list[str]:
    """Ids of texts without a sketch of this scheme, oldest first."""
    query = """SELECT t.id FROM texts t LEFT JOIN sketches s ON s.text = t.no AND s.scheme = ?
               WHERE s.text IS NULL ORDER BY t.no LIMIT ?"""
    return [row[0] for row in connection.execute(query, (scheme, limit))]


def unsketched(connection: Connection, scheme: int, ids: Sequence[str]) -> list[str]:
    """Those of the texts that are here without a sketch of this scheme, in their order."""
    found: set[str] = set()
    for part in in_parts(ids):
        marks = ", ".join("?" * len(part))
        query = f"""SELECT t.id FROM texts t LEFT JOIN sketches s ON s.text = t.no AND s.scheme = ?
                    WHERE t.id IN ({marks}) AND s.text IS NULL"""
        found.update(row[0] for row in connection.execute(query, (scheme, *part)))
    return [text_id for text_id in ids if text_id in found]


def add_sketch(connection: Connection, text_id: str, scheme: int, sketch: StoredSketch, compare: Compare) -> None:
    """Keeps a text's sketch, and its likeness to each text here that shares keys with it; one of another scheme goes."""
    (text,) = connection.execute("SELECT no FROM texts WHERE id = ?", (text_id,)).fetchone()
    connection.execute("DELETE FROM sketches WHERE text = ?", (text,))
    holders = _holders(connection, sketch.keys)
    candidates = _candidates(connection, scheme, holders)
    connection.execute(
        "INSERT INTO sketches VALUES (?, ?, ?, ?, ?)", (text, scheme, sketch.words, sketch.version, sketch.body)
    )
    connection.executemany(
        "INSERT INTO sketch_keys VALUES (?, ?)",
        [(key, text) for key in sketch.keys if len(holders.get(key, ())) < COMMON_KEY],
    )
    for other, body in candidates:
        alike = compare(body, sketch.body)
        if alike is not None:
            values = (other, text, alike.kind, alike.jaccard, alike.one_in_other, alike.other_in_one)
            connection.execute("INSERT INTO likenesses VALUES (?, ?, ?, ?, ?, ?)", values)


def _holders(connection: Connection, keys: Sequence[int]) -> dict[int, list[int]]:
    """Key → the texts that have it, for the keys that any has."""
    found: dict[int, list[int]] = {}
    for part in in_parts(list(keys)):
        marks = ", ".join("?" * len(part))
        for key, text in connection.execute(f'SELECT "key", text FROM sketch_keys WHERE "key" IN ({marks})', part):
            found.setdefault(key, []).append(text)
    return found


def _candidates(connection: Connection, scheme: int, holders: Mapping[int, Sequence[int]]) -> list[tuple[int, bytes]]:
    """The texts that share most keys, with their sketches."""
    shared = Counter(text for texts in holders.values() if len(texts) < COMMON_KEY for text in texts)
    likely = (text for text, count in shared.items() if count >= LEAST_KEYS)
    best = sorted(likely, key=lambda text: (-shared[text], text))[:MOST_CANDIDATES]
    marks = ", ".join("?" * len(best))
    query = f"SELECT text, body FROM sketches WHERE scheme = ? AND text IN ({marks}) ORDER BY text"
    return connection.execute(query, (scheme, *best)).fetchall() if best else []


def likenesses(connection: Connection) -> Iterator[tuple[tuple[str, str], Likeness]]:
    """((text id, text id), likeness) of all texts that are copies of each other."""
    query = """SELECT a.id, b.id, l.kind, l.jaccard, l.one_in_other, l.other_in_one FROM likenesses l
               JOIN texts a ON a.no = l.one JOIN texts b ON b.no = l.other ORDER BY l.one, l.other"""
    for one, other, *values in connection.execute(query):
        yield (one, other), Likeness(*values)


def sizes(connection: Connection) -> dict[str, tuple[int, int]]:
    """Text id → (words, place among the versions of a day), of texts that are like another."""
    query = """SELECT t.id, s.words, s.version FROM sketches s JOIN texts t ON t.no = s.text WHERE s.text IN
               (SELECT one FROM likenesses UNION SELECT other FROM likenesses)"""
    return {text_id: (words, version) for text_id, words, version in connection.execute(query)}


def parses(connection: Connection, signs: Sequence[str]) -> dict[str, bytes]:
    """Sign → parse, of those that are known."""
    found: dict[str, bytes] = {}
    for part in in_parts(signs):
        marks = ", ".join("?" * len(part))
        found.update(connection.execute(f"SELECT sign, body FROM parses WHERE sign IN ({marks})", part).fetchall())
    return found


def add_parses(connection: Connection, new: Mapping[str, bytes]) -> None:
    """Keeps parses; known ones stay."""
    connection.executemany("INSERT INTO parses VALUES (?, ?) ON CONFLICT (sign) DO NOTHING", list(new.items()))
