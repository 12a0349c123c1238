"""Merged events kept as rows: what timelines are chosen and counted by stands in columns, the rest is read for what is shown alone.

Columns and facets are what judgements have made of an event; a row is made again when one of its claims, or a story that tells it, changes.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from dragoman.store.choosing import by_columns
from dragoman.store.engine import Connection, in_parts

# More rows than any ledger has.
_ALL = 2**40


@dataclass(frozen=True, slots=True)
class Shown:
    """What a merged event is shown and found by.

    place: characters that put rows in order. weight: in a mean of scores, null for what is not told as plain fact. spot: key of the place where it happened, empty for one without coordinates, null where none is told.
    actors: "CODE TIMES", how many parties of a code act. pairs: "ACTOR RECIPIENT". body: the row, packed.
    """

    place: str
    first: str | None
    last: str | None
    event_type: str | None
    score: float
    weight: float | None
    spot: str | None
    parties: tuple[str, ...]
    actors: tuple[str, ...]
    pairs: tuple[str, ...]
    issues: tuple[str, ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """A merged event. sign: of the claims it was made from. sure, unsure: how many of its claims are sure enough to be shown, and are not.

    claims: (id, id of the Text, doubt) of each, doubt null where it is not shown. names: (code, id of the Text) of all whom its claims name. shown:
    null where no claim is sure enough.
    """

    id: str
    sign: str
    sure: int
    unsure: int
    claims: tuple[tuple[str, str, float | None], ...]
    names: tuple[tuple[str, str], ...]
    shown: Shown | None


@dataclass(frozen=True, slots=True)
class Sought:
    """Which rows are asked for, all of it. codes: all take part. dated: of a known day alone."""

    codes: tuple[str, ...] = ()
    issue: str | None = None
    event_type: str | None = None
    since: str | None = None
    until: str | None = None
    speech: bool = False
    spot: str | None = None
    dated: bool = False


class Facet(NamedTuple):
    """A facet of a row. sure: how many claims the row shows."""

    no: int
    value: str
    sure: int


def signs(connection: Connection, run: int) -> dict[str, str]:
    """Event → sign of what its row was made from."""
    return dict(connection.execute("SELECT id, sign FROM merged WHERE run = ?", (run,)).fetchall())


def members(connection: Connection, run: int) -> Iterator[tuple[str, str | None, str, str]]:
    """(event, event that it is a part of, claim, id of the claim's Text) of all claims of a run, event after event; a claim in none stands alone."""
    query = """SELECT e.id, e.part_of, c.id, t.id FROM events e CROSS JOIN members m ON m.event = e.no CROSS JOIN claims c ON c.no = m.claim
        CROSS JOIN texts t ON t.no = c.text WHERE e.run = ? ORDER BY e.no, m.position"""
    yield from connection.execute(query, (run,))
    alone = """SELECT c.id, NULL, c.id, t.id FROM claims c JOIN texts t ON t.no = c.text LEFT JOIN members m ON m.claim = c.no
        WHERE c.run = ? AND m.claim IS NULL ORDER BY c.no"""
    yield from connection.execute(alone, (run,))


def forget_all(connection: Connection) -> None:
    """No row is left of any run."""
    connection.execute("DELETE FROM merged")
    connection.execute("DELETE FROM text_names")


def replace(connection: Connection, run: int, gone: Collection[str], entries: Iterable[Entry]) -> None:
    """Rows in place of those of the events `gone`."""
    connection.executemany("DELETE FROM merged WHERE run = ? AND id = ?", [(run, id_) for id_ in gone])
    texts: dict[str, int] = {}
    for entry in entries:
        _add(connection, run, entry, texts)


def _add(connection: Connection, run: int, entry: Entry, texts: dict[str, int]) -> None:
    shown = entry.shown
    columns: tuple[Any, ...] = (None,) * 4 + (0.0, None, None)
    if shown:
        columns = (shown.place, shown.first, shown.last, shown.event_type, shown.score, shown.weight, shown.spot)
    ((no,),) = connection.execute(
        """INSERT INTO merged (run, id, sign, place, "first", "last", event_type, score, weight, spot, sure, unsure)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING no""",
        (run, entry.id, entry.sign, *columns, entry.sure, entry.unsure),
    ).fetchall()
    for _, text in (*((c, t) for c, t, _ in entry.claims), *entry.names):
        if text not in texts:
            texts[text] = int(connection.execute("SELECT no FROM texts WHERE id = ?", (text,)).fetchone()[0])
    connection.executemany(
        "INSERT INTO merged_claims VALUES (?, ?, ?, ?)", [(no, c, texts[t], doubt) for c, t, doubt in entry.claims]
    )
    connection.executemany(
        "INSERT INTO merged_names VALUES (?, ?, ?)", [(code, texts[t], no) for code, t in entry.names]
    )
    if shown is None:
        return
    connection.execute("INSERT INTO merged_bodies VALUES (?, ?)", (no, zlib.compress(shown.body, 1)))
    for kind, values in (
        ("party", shown.parties),
        ("actor", shown.actors),
        ("pair", shown.pairs),
        ("issue", shown.issues),
    ):
        connection.executemany(
            "INSERT INTO merged_facets VALUES (?, ?, ?, ?)", [(kind, value, no, n) for n, value in enumerate(values)]
        )


def count(connection: Connection, run: int, sought: Sought) -> int:
    """How many rows are sought."""
    where, values = _where(run, sought)
    return int(connection.execute(f"SELECT count(*) FROM merged m WHERE {where}", values).fetchone()[0])


def page(connection: Connection, run: int, sought: Sought, offset: int, limit: int | None, newest: bool) -> list[bytes]:
    """Bodies of a stretch of the rows that are sought, oldest or newest first; those of an unknown day last. limit: null for all."""
    where, values = _where(run, sought)
    order = 'm."first" IS NULL, m.place DESC' if newest else "m.place"
    query = f"SELECT m.no FROM merged m WHERE {where} ORDER BY {order} LIMIT :limit OFFSET :offset"
    values |= {"limit": _ALL if limit is None else limit, "offset": offset}
    return bodies(connection, [row[0] for row in connection.execute(query, values)])


def bodies(connection: Connection, numbers: Sequence[int]) -> list[bytes]:
    """Bodies of rows by their numbers, in that order."""
    found: dict[int, bytes] = {}
    for part in in_parts(numbers):
        query = f"SELECT merged, body FROM merged_bodies WHERE merged IN ({', '.join('?' * len(part))})"
        found.update(connection.execute(query, tuple(part)).fetchall())
    return [zlib.decompress(found[no]) for no in numbers]


def facets(connection: Connection, run: int, sought: Sought, kind: str) -> list[Facet]:
    """All facets of a kind (`party`, `actor`, `pair`, `issue`) of the rows that are sought, in their order."""
    where, values = _where(run, sought)
    query = f"""SELECT m.no, f.value, m.sure FROM merged m CROSS JOIN merged_facets f ON f.merged = m.no AND f.kind = :kind
        WHERE {where} ORDER BY m.place, f.position"""
    return [Facet(*row) for row in connection.execute(query, {**values, "kind": kind})]


def pairs(connection: Connection, run: int, sought: Sought) -> list[tuple[str, int, float]]:
    """("ACTOR RECIPIENT", events, sum of their scores) of the rows that are sought, in order of the first event of each."""
    where, values = _where(run, sought)
    query = f"""SELECT f.value, count(*), sum(m.score), min(m.place) FROM merged m CROSS JOIN merged_facets f ON f.merged = m.no AND f.kind = 'pair'
        WHERE {where} GROUP BY f.value ORDER BY 4, min(f.position)"""
    return [(value, int(events), float(score)) for value, events, score, _ in connection.execute(query, values)]


def spots(
    connection: Connection, run: int, sought: Sought
) -> list[tuple[str | None, int, float, str | None, str | None, int]]:
    """(place, events, sum of their scores, first and last day, number of the first event) of the rows that are sought, in order of these."""
    where, values = _where(run, sought)
    query = f"""SELECT m.spot, count(*), sum(m.score), min(m."first"), max(m."first"), min(m.place) FROM merged m WHERE {where}
        GROUP BY m.spot ORDER BY 6"""
    found = connection.execute(query, values).fetchall()
    numbered = "SELECT m.no FROM merged m WHERE m.run = ? AND m.place = ?"
    return [
        (spot, int(events), float(score), first, last, int(connection.execute(numbered, (run, place)).fetchone()[0]))
        for spot, events, score, first, last, place in found
    ]


def years(connection: Connection, run: int, sought: Sought, pairs: tuple[str, str]) -> list[tuple[str, float, int]]:
    """(year, mean score, events) of the rows that are sought, that count in a year's mean and have one of two pairs ("ACTOR RECIPIENT"), in order."""
    where, values = _where(run, sought)
    query = f"""SELECT substr(m."first", 1, 4), sum(m.weight * m.score) / sum(m.weight), count(*) FROM merged m WHERE {where}
        AND m.weight IS NOT NULL
        AND m.no IN (SELECT p.merged FROM merged_facets p WHERE p.kind = 'pair' AND p.value IN (:one, :other)) GROUP BY 1
        ORDER BY 1"""
    found = connection.execute(query, {**values, "one": pairs[0], "other": pairs[1]})
    return [(year, float(mean), int(events)) for year, mean, events in found]


def types(connection: Connection, run: int, sought: Sought) -> list[tuple[str | None, int]]:
    """(type, events) of the rows that are sought, in order of the first event of each."""
    where, values = _where(run, sought)
    query = f"SELECT m.event_type, count(*), min(m.place) FROM merged m WHERE {where} GROUP BY m.event_type ORDER BY 3"
    return [(kind, int(events)) for kind, events, _ in connection.execute(query, values)]


def doubts(connection: Connection, run: int, sought: Sought, limit: int) -> list[tuple[float, str]]:
    """(doubt, claim) of the rows that are sought, the least number first: at most so many."""
    where, values = _where(run, sought)
    query = f"""SELECT c.doubt, c.claim FROM merged_claims c CROSS JOIN merged m ON m.no = c.merged
        WHERE c.doubt IS NOT NULL AND {where} ORDER BY c.doubt, c.claim LIMIT :limit"""
    return [(doubt, claim) for doubt, claim in connection.execute(query, {**values, "limit": limit})]


def sure(connection: Connection, run: int, sought: Sought) -> int:
    """How many claims are shown in the rows that are sought."""
    where, values = _where(run, sought)
    return int(connection.execute(f"SELECT coalesce(sum(m.sure), 0) FROM merged m WHERE {where}", values).fetchone()[0])


def among(connection: Connection, run: int, sought: Sought, claims: Collection[str]) -> set[str]:
    """Of some claims those that are shown in the rows that are sought."""
    where, values = _where(run, sought)
    found: set[str] = set()
    for part in in_parts(list(claims)):
        named = {f"c{n}": claim for n, claim in enumerate(part)}
        query = f"""SELECT k.claim FROM merged_claims k JOIN merged m ON m.no = k.merged
            WHERE k.claim IN ({", ".join(f":{name}" for name in named)}) AND k.doubt IS NOT NULL AND {where}"""
        found.update(row[0] for row in connection.execute(query, {**values, **named}))
    return found


def totals(connection: Connection, run: int) -> tuple[int, int]:
    """How many claims of a run are shown, and are not sure enough."""
    query = "SELECT coalesce(sum(sure), 0), coalesce(sum(unsure), 0) FROM merged WHERE run = ?"
    shown, unsure = connection.execute(query, (run,)).fetchone()
    return int(shown), int(unsure)


def claims_of_texts(connection: Connection, run: int, texts: Sequence[str]) -> dict[str, int]:
    """Text id → how many claims stand on it, of those texts that have some."""
    if not texts:
        return {}
    query = f"""SELECT t.id, count(*) FROM texts t CROSS JOIN merged_claims c ON c.text = t.no CROSS JOIN merged m ON m.no = c.merged
        WHERE m.run = ? AND t.id IN ({", ".join("?" * len(texts))}) GROUP BY t.id"""
    return {text: int(n) for text, n in connection.execute(query, (run, *texts))}


def _where(run: int, sought: Sought) -> tuple[str, dict[str, Any]]:
    """Conditions on `merged m`, and their values."""
    values: dict[str, Any] = {"run": run}
    listed = [("party", code) for code in dict.fromkeys(sought.codes)]
    listed += [("issue", sought.issue)] if sought.issue else []
    # `+` holds SQLite to the rows of the facets, where there are any: else it goes over all rows of the run.
    conditions = ["+m.run = :run" if listed else "m.run = :run", "m.place IS NOT NULL"]
    if listed:
        joined = ""
        for number, (kind, value) in enumerate(listed):
            name, at = f"f{number}", f"f{number}.kind = '{kind}' AND f{number}.value = :v{number}"
            joined += f" CROSS JOIN merged_facets {name} ON {at} AND {name}.merged = f0.merged" if number else ""
            values[f"v{number}"] = value
        conditions.append(
            f"m.no IN (SELECT f0.merged FROM merged_facets f0{joined} WHERE f0.kind = '{listed[0][0]}' AND f0.value = :v0)"
        )
    if not sought.speech:
        conditions.append("m.event_type IS NOT NULL")
    compared, given = by_columns("m", sought.event_type, sought.since, sought.until)
    conditions += compared
    values |= given
    if sought.spot is not None:
        conditions.append("m.spot = :spot")
        values["spot"] = sought.spot
    if sought.since or sought.until:
        conditions.append('m."first" IS NOT NULL AND m."last" IS NOT NULL')
    elif sought.dated:
        conditions.append('m."first" IS NOT NULL')
    return " AND ".join(conditions), values


def near_pair(connection: Connection, run: int, one: str, other: str) -> list[int]:
    """Numbers of the rows in which two codes take part, of those with a claim of a Text in which an event names both, in their order."""
    query = """WITH shared AS (SELECT DISTINCT a.text AS text FROM merged_names a
            JOIN merged_names b ON b.code = :other AND b.text = a.text AND b.merged = a.merged WHERE a.code = :one),
        near AS (SELECT c.merged AS no FROM shared b CROSS JOIN merged_claims c ON c.text = b.text
            UNION SELECT f.merged FROM merged_facets f JOIN merged_facets g ON g.kind = 'party' AND g.value = :other AND g.merged = f.merged
                WHERE f.kind = 'party' AND f.value = :one)
        SELECT m.no FROM near n CROSS JOIN merged m ON m.no = n.no WHERE m.run = :run AND m.place IS NOT NULL ORDER BY m.place"""
    return [row[0] for row in connection.execute(query, {"run": run, "one": one, "other": other})]


def naming(connection: Connection, run: int, codes: Sequence[str]) -> dict[str, set[str]]:
    """Text id → those of the codes that its words or its claims name."""
    found: dict[str, set[str]] = {}
    for code in codes:
        query = """SELECT t.id FROM text_names n JOIN texts t ON t.no = n.text WHERE n.code = :code
            UNION SELECT t.id FROM merged_names n JOIN merged m ON m.no = n.merged AND m.run = :run JOIN texts t ON t.no = n.text
                WHERE n.code = :code"""
        for (text,) in connection.execute(query, {"run": run, "code": code}):
            found.setdefault(text, set()).add(code)
    return found


def unnamed(connection: Connection, run: int, limit: int) -> list[str]:
    """Ids of up to so many Texts of a run that were not looked through for names."""
    query = """SELECT DISTINCT t.id FROM coded k JOIN readings r ON r.no = k.reading JOIN texts t ON t.no = r.text WHERE k.run = ?
        AND t.no NOT IN (SELECT n.text FROM text_names n WHERE n.code = '') LIMIT ?"""
    return [row[0] for row in connection.execute(query, (run, limit))]


def add_names(connection: Connection, names: Mapping[str, Collection[str]]) -> None:
    """The codes of the countries that Texts name by their words."""
    for text, codes in names.items():
        (no,) = connection.execute("SELECT no FROM texts WHERE id = ?", (text,)).fetchone()
        connection.executemany(
            "INSERT INTO text_names VALUES (?, ?) ON CONFLICT DO NOTHING", [(code, no) for code in ("", *sorted(codes))]
        )


def touched_since(
    connection: Connection, run: int, coded: int, readings: int, judgements: int, sketches: int
) -> set[str] | None:
    """Ids of the Texts that were read, judged, or told otherwise since a state of a run; null where it cannot be told, so that all may be.

    coded, readings, judgements: the last numbers of that state. sketches: how many there were.
    """
    new = "SELECT min(r.no) AS no, r.text AS text FROM readings r GROUP BY r.text"
    texts = int(connection.execute(f"SELECT count(*) FROM ({new}) n WHERE n.no > ?", (readings,)).fetchone()[0])
    if int(connection.execute("SELECT count(*) FROM sketches").fetchone()[0]) - sketches > texts:
        return None
    since = {"run": run, "coded": coded, "readings": readings, "judgements": judgements}
    fresh = """SELECT r.no FROM readings r WHERE r.no > :readings
        UNION SELECT k.reading FROM coded k WHERE k.run = :run AND k.no > :coded"""
    query = f"""WITH fresh AS ({fresh}), moved AS (SELECT o.document AS document, o.text AS text FROM readings o WHERE o.location IN
            (SELECT r.location FROM readings r JOIN fresh f ON f.no = r.no))
        SELECT t.id FROM texts t WHERE t.no IN (SELECT m.text FROM moved m)
            OR t.no IN (SELECT r.text FROM readings r WHERE r.document IN (SELECT m.document FROM moved m))
        UNION SELECT j.text_id FROM judgements j WHERE j.no > :judgements"""
    return {row[0] for row in connection.execute(query, since)}
