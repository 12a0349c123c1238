"""Reads from the ledger, row by row."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from itertools import groupby
from operator import itemgetter

from dragoman.records.event import Event
from dragoman.records.judgement import Anchor, Judgement
from dragoman.records.problem import Problem
from dragoman.records.run import Run
from dragoman.records.text import Reading, SetAside, Span
from dragoman.records.told import ToldClaim
from dragoman.store import rows
from dragoman.store.engine import Connection
from dragoman.store.rows import READING_COLUMNS, RUN_COLUMNS, ListedReading, StoredReading

# Names of the ledger's own notes: the id of the current run; with a run's id, what its events were merged from.
CURRENT_RUN = "current run"
MERGED = "merged up to"
# The Reading that holds at each location: the newest.
CURRENT = "r.no = (SELECT max(n.no) FROM readings n WHERE n.location = r.location)"
# The first Reading of a Text, by day and time of publication, then by arrival: the others are its copies.
ORDER = "r.published IS NULL, r.published, COALESCE(r.moment, ''), r.no"


def setting(connection: Connection, name: str) -> str | None:
    """One of the ledger's own notes, or null."""
    row = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else None


def runs(connection: Connection) -> list[Run]:
    """All runs, oldest first."""
    return [rows.run_of_row(row) for row in connection.execute(f"SELECT {RUN_COLUMNS} FROM runs ORDER BY no")]


def run_no(connection: Connection, run: str) -> int | None:
    """The number of a run, or null."""
    row = connection.execute("SELECT no FROM runs WHERE id = ?", (run,)).fetchone()
    return int(row[0]) if row else None


def is_coded(connection: Connection, run: str, location: str, given: Reading) -> bool:
    """Whether `location` was read as it is given, and coded by the run."""
    row = connection.execute(
        """SELECT r.given, EXISTS (SELECT 1 FROM coded c JOIN runs u ON u.no = c.run WHERE c.reading = r.no
            AND u.id = ?)
           FROM readings r WHERE r.location = ? ORDER BY r.no DESC LIMIT 1""",
        (run, location),
    ).fetchone()
    return row is not None and row[0] == rows.given_sign(given) and bool(row[1])


def twin(connection: Connection, run: str, given: Reading) -> int | None:
    """The number of a coding by the run of the same Text under the same metadata, or null."""
    row = connection.execute(
        """SELECT c.no FROM texts t JOIN readings r ON r.text = t.no JOIN coded c ON c.reading = r.no
             JOIN runs u ON u.no = c.run
           WHERE t.id = ? AND u.id = ? AND r.published IS ? AND r.publisher IS ? AND r.place IS ? AND r.title IS ?
             AND r.language IS ? AND r.byline IS ? AND r.url IS ? ORDER BY c.no LIMIT 1""",
        (
            given.text_id,
            run,
            given.published,
            given.publisher,
            given.place,
            given.title,
            given.language,
            given.byline,
            given.url,
        ),
    ).fetchone()
    return int(row[0]) if row else None


def readings(connection: Connection, run: int | None) -> Iterator[StoredReading]:
    """The Readings that hold, in order of publication; those that the run has coded, or all when it is null."""
    coded = "" if run is None else "AND EXISTS (SELECT 1 FROM coded c WHERE c.reading = r.no AND c.run = ?)"
    query = f"""SELECT r.no, r.location, {READING_COLUMNS} FROM readings r JOIN texts t ON t.no = r.text
                WHERE {CURRENT} {coded} ORDER BY {ORDER}"""
    for row in connection.execute(query, () if run is None else (run,)):
        yield rows.stored_of(row)


def listed(connection: Connection, run: int) -> list[ListedReading]:
    """As `readings`, with no more than lists show."""
    query = f"""SELECT r.no, r.document, r.title, r.publisher, t.id FROM readings r JOIN texts t ON t.no = r.text
        JOIN coded k ON k.reading = r.no AND k.run = ? WHERE {CURRENT} ORDER BY {ORDER}"""
    return [ListedReading(*row) for row in connection.execute(query, (run,))]


def named(connection: Connection, run: int, document: str) -> StoredReading | None:
    """The first of the Readings that hold and that the run coded whose document has a name, or null."""
    query = f"""SELECT r.no, r.location, {READING_COLUMNS} FROM readings r JOIN texts t ON t.no = r.text
        JOIN coded k ON k.reading = r.no AND k.run = ? WHERE r.document = ? AND {CURRENT} ORDER BY {ORDER} LIMIT 1"""
    row = connection.execute(query, (run, document)).fetchone()
    return rows.stored_of(row) if row else None


def not_coded(connection: Connection, run: int) -> list[StoredReading]:
    """The Readings that hold and that the run has not coded."""
    query = f"""SELECT r.no, r.location, {READING_COLUMNS} FROM readings r JOIN texts t ON t.no = r.text
                WHERE {CURRENT} AND NOT EXISTS (SELECT 1 FROM coded c WHERE c.reading = r.no
                AND c.run = ?) ORDER BY r.no"""
    return [rows.stored_of(row) for row in connection.execute(query, (run,))]


def text(connection: Connection, text_id: str) -> str:
    """The characters of a Text. Raises KeyError when the ledger has none of this id."""
    row = connection.execute("SELECT characters FROM texts WHERE id = ?", (text_id,)).fetchone()
    if row is None:
        raise KeyError(text_id)
    return rows.unpacked(row[0])


def texts(connection: Connection) -> Iterator[tuple[str, str]]:
    """(id, characters) of all Texts."""
    for id_, blob in connection.execute("SELECT id, characters FROM texts ORDER BY no"):
        yield id_, rows.unpacked(blob)


def told(
    connection: Connection,
    run: int,
    run_id: str,
    reading: StoredReading,
    copy_of: str | None,
    only: Container[str] | None = None,
) -> Iterator[ToldClaim]:
    """The claims that one Reading tells in a run, in order of the text, each with its event. only: ids of those that are wanted."""
    query = """SELECT c.id, c.body, d.changes, e.id, e.part_of FROM coded k JOIN told d ON d.coded = k.no
        JOIN claims c ON c.no = d.claim
               LEFT JOIN members m ON m.claim = c.no LEFT JOIN events e ON e.no = m.event
               WHERE k.run = ? AND k.reading = ? ORDER BY d.position"""
    one = reading.reading
    for id_, body, changes, event, whole in connection.execute(query, (run, reading.no)):
        if only is not None and id_ not in only:
            continue
        claim = rows.claim_of(id_, one.document, one.text_id, body, changes)
        yield ToldClaim(claim, one, run_id, event, copy_of, whole)


def tellers(connection: Connection, run: int, prefix: str) -> dict[str, StoredReading]:
    """The claims of a run whose id begins with `prefix`, each with the first of the Readings that tell it."""
    query = f"""SELECT c.id, r.no, r.location, {READING_COLUMNS} FROM claims c JOIN told d ON d.claim = c.no
                JOIN coded k ON k.no = d.coded JOIN readings r ON r.no = k.reading JOIN texts t ON t.no = r.text
                WHERE c.id >= ? AND c.id < ? AND c.run = ? AND {CURRENT} ORDER BY c.id, {ORDER}"""
    found: dict[str, StoredReading] = {}
    for row in connection.execute(query, (prefix, prefix + "\uffff", run)):
        found.setdefault(row[0], rows.stored_of(row[1:]))
    return found


def event(connection: Connection, run: int, claim: str) -> Event | None:
    """The event that a claim was put into, or null."""
    query = """SELECT e.id, e.why, c.id, e.part_of FROM claims o JOIN members n ON n.claim = o.no JOIN events e ON e.no = n.event
               JOIN members m ON m.event = e.no JOIN claims c ON c.no = m.claim
               WHERE o.run = ? AND o.id = ? ORDER BY m.position"""
    found = connection.execute(query, (run, claim)).fetchall()
    if not found:
        return None
    id_, why, _, whole = found[0]
    return Event(id_, tuple(row[2] for row in found), tuple(json.loads(why)), whole)


def set_aside(connection: Connection, run: int, reading: StoredReading, text: str) -> tuple[SetAside, ...]:
    """What was set aside of a Reading's Text in a run."""
    query = """SELECT s.start, s."end", s.reason, s.why FROM coded k JOIN set_aside s ON s.coded = k.no
               WHERE k.run = ? AND k.reading = ? ORDER BY s.position"""
    return tuple(rows.set_aside_of(row, text) for row in connection.execute(query, (run, reading.no)))


def problems(connection: Connection, run: int) -> tuple[Problem, ...]:
    """The problems that the run met in the Readings that hold."""
    query = f"""SELECT p.code, p.source, p.start, p."end", p."values" FROM problems p JOIN coded k ON k.no = p.coded
                JOIN readings r ON r.no = k.reading WHERE k.run = ? AND {CURRENT} ORDER BY p.coded, p.position"""
    return tuple(rows.problem_of(row) for row in connection.execute(query, (run,)))


def events(connection: Connection, run: int) -> Iterator[Event]:
    """The events of a run, in the order in which they were merged."""
    query = """SELECT e.id, e.why, e.part_of, c.id FROM events e JOIN members m ON m.event = e.no JOIN claims c ON c.no = m.claim
               WHERE e.run = ? ORDER BY e.no, m.position"""
    for (id_, why, whole), members in groupby(connection.execute(query, (run,)), itemgetter(0, 1, 2)):
        yield Event(id_, tuple(claim for *_, claim in members), tuple(json.loads(why)), whole)


def parts_of(connection: Connection, run: int, event: str) -> list[str]:
    """Ids of the events that are parts of one."""
    query = "SELECT id FROM events WHERE run = ? AND part_of = ? ORDER BY no"
    return [row[0] for row in connection.execute(query, (run, event))]


def judgements(connection: Connection) -> tuple[Judgement, ...]:
    """All judgements, oldest first; of one moment, as they came."""
    query = """SELECT id, kind, text_id, start, "end", words, facet, claim, what, value, author, reason, made
               FROM judgements ORDER BY made, no"""
    return tuple(
        Judgement(row[0], row[1], Anchor(row[2], Span(row[3], row[4], row[5]), *row[6:9]), *row[9:])
        for row in connection.execute(query)
    )


def state(connection: Connection, run: int) -> str:
    """What the events of a run were merged from: it changes whenever the run codes a Reading, a Reading is added, or a judgement
    that bears on events.
    """
    coded = connection.execute("SELECT coalesce(max(no), 0) FROM coded WHERE run = ?", (run,)).fetchone()[0]
    added = connection.execute("SELECT coalesce(max(no), 0) FROM readings").fetchone()[0]
    query = """SELECT coalesce(max(no), 0) FROM judgements WHERE kind NOT IN ('confirm', 'reject')
        AND NOT (kind = 'undo' AND value IN (SELECT id FROM judgements WHERE kind IN ('confirm', 'reject')))"""
    judged = connection.execute(query).fetchone()[0]
    return str(int(coded) + int(added)) + (f" {judged}" if judged else "")


def counts(connection: Connection) -> dict[str, int]:
    """How many rows the tables have that people ask for."""
    tables = ("texts", "readings", "claims", "events", "judgements", "runs")
    return {t: int(connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0]) for t in tables}


def counts_of(connection: Connection, run: int) -> dict[str, int]:
    """The documents that hold and that a run coded, with its claims and events."""
    documents = f"SELECT count(*) FROM readings r JOIN coded k ON k.reading = r.no WHERE k.run = ? AND {CURRENT}"
    queries = {
        "documents": documents,
        "claims": "SELECT count(*) FROM claims WHERE run = ?",
        "events": "SELECT count(*) FROM events WHERE run = ?",
    }
    return {name: int(connection.execute(query, (run,)).fetchone()[0]) for name, query in queries.items()}
