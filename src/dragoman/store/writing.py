"""Adds to the ledger: one transaction a document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from datetime import datetime, timezone

from dragoman.records.claim import Claim
from dragoman.records.coded import Coded
from dragoman.records.event import Event
from dragoman.records.judgement import Judgement
from dragoman.records.problem import Problem
from dragoman.records.run import Run
from dragoman.records.text import Document, Reading
from dragoman.store import rows
from dragoman.store.copies import add_parses
from dragoman.store.engine import Connection, full_text


def now() -> str:
    """The time of writing: UTC, ISO 8601, to the second."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


@contextmanager
def transaction(connection: Connection, answers_hold: bool = False) -> Iterator[Connection]:
    """All or nothing of what is written inside the block; other writers wait. answers_hold: answers that are kept are true after it too."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not answers_hold:
            connection.execute("DELETE FROM answers")
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def run_no(connection: Connection, run: Run) -> int:
    """The number of a run, which is added if it is new."""
    row = connection.execute("SELECT no FROM runs WHERE id = ?", (run.id,)).fetchone()
    if row:
        return int(row[0])
    values = (run.id, run.program, run.codebook, run.model, run.coder, json.dumps(run.options), run.started or now())
    return _insert(connection, "runs (id, program, codebook, model, coder, options, started)", values)


def add_reading(connection: Connection, given: Reading, location: str, made: Document) -> int:
    """The number of the Reading at `location`; a new row where what is given of it is new. Its Text is added with it.

    given: the Reading as decoded, by which it is told whether anything changed. made: the document as coding left it.
    """
    sign = rows.given_sign(given)
    row = connection.execute(
        "SELECT no, given FROM readings WHERE location = ? ORDER BY no DESC LIMIT 1", (location,)
    ).fetchone()
    if row and row[1] == sign:
        return int(row[0])
    text = _add_text(connection, made)
    document, _, *rest = astuple(made.reading)
    return _insert(
        connection,
        "readings (location, given, text, document, source, publisher, published, place, title, byline, url, language, "
        "licence, moment, added)",
        (location, sign, text, document, *rest, now()),
    )


def _add_text(connection: Connection, made: Document) -> int:
    row = connection.execute("SELECT no FROM texts WHERE id = ?", (made.reading.text_id,)).fetchone()
    if row:
        return int(row[0])
    values = (made.reading.text_id, len(made.text), rows.packed(made.text))
    no = _insert(connection, "texts (id, length, characters)", values)
    title = made.reading.title or ""
    full_text(connection).add_text(connection, no, title, made.text)
    return no


def add_coded(connection: Connection, reading: int, run: int, coded: Coded, problems: Sequence[Problem]) -> None:
    """A Reading's claims of a run, what was set aside and the problems; nothing if it has them already."""
    if connection.execute("SELECT 1 FROM coded WHERE run = ? AND reading = ?", (run, reading)).fetchone():
        return
    no = _insert(connection, "coded (run, reading, at)", (run, reading, now()))
    text = connection.execute("SELECT text FROM readings WHERE no = ?", (reading,)).fetchone()[0]
    for position, claim in enumerate(coded.claims):
        _add_claim(connection, no, position, run, text, claim)
    connection.executemany(
        "INSERT INTO set_aside VALUES (?, ?, ?, ?, ?, ?)",
        [(no, i, s.span.start, s.span.end, s.reason, s.why) for i, s in enumerate(coded.set_aside)],
    )
    _add_problems(connection, no, problems)
    add_parses(connection, coded.parses)


def _add_problems(connection: Connection, coded: int, problems: Sequence[Problem]) -> None:
    connection.executemany(
        "INSERT INTO problems VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (coded, i, p.code, p.source, p.start, p.end, json.dumps(p.values, default=str))
            for i, p in enumerate(problems)
        ],
    )


def _add_claim(connection: Connection, coded: int, position: int, run: int, text: int, claim: Claim) -> None:
    body = rows.body_text(claim)
    row = connection.execute("SELECT no, body FROM claims WHERE run = ? AND id = ?", (run, claim.id)).fetchone()
    if row is None:
        no, changes = _new_claim(connection, run, text, claim, body), None
    else:
        no, changes = int(row[0]), rows.changes_text(row[1], body)
    connection.execute("INSERT INTO told VALUES (?, ?, ?, ?)", (coded, position, no, changes))


def _new_claim(connection: Connection, run: int, text: int, claim: Claim, body: str) -> int:
    span, when = claim.evidence, claim.when
    no = _insert(
        connection,
        'claims (run, id, text, start, "end", event_type, "first", "last", confidence, body)',
        (run, claim.id, text, span.start, span.end, claim.event_type, when.first, when.last, claim.confidence, body),
    )
    connection.executemany(
        "INSERT INTO parties VALUES (?, ?, ?)", [(no, code, side) for code, side in sorted(rows.codes_of(claim))]
    )
    full_text(connection).add_claim(connection, no, span.text)
    return no


def copy_coded(connection: Connection, reading: int, run: int, twin: int, problems: Sequence[Problem]) -> None:
    """A Reading takes over the claims, and what was set aside, of the coding with the number `twin`."""
    if connection.execute("SELECT 1 FROM coded WHERE run = ? AND reading = ?", (run, reading)).fetchone():
        return
    no = _insert(connection, "coded (run, reading, at)", (run, reading, now()))
    connection.execute("INSERT INTO told SELECT ?, position, claim, changes FROM told WHERE coded = ?", (no, twin))
    connection.execute(
        'INSERT INTO set_aside SELECT ?, position, start, "end", reason, why FROM set_aside WHERE coded = ?', (no, twin)
    )
    _add_problems(connection, no, problems)


def replace_events(connection: Connection, run: int, events: Iterable[Event]) -> None:
    """The events of a run: a view, made anew whenever claims came in."""
    connection.execute("DELETE FROM events WHERE run = ?", (run,))
    for event in events:
        values = (run, event.id, json.dumps(event.why, ensure_ascii=False), event.part_of)
        no = _insert(connection, "events (run, id, why, part_of)", values)
        connection.executemany(
            "INSERT INTO members SELECT ?, ?, no FROM claims WHERE run = ? AND id = ?",
            [(no, position, run, claim) for position, claim in enumerate(event.claims)],
        )


def set_setting(connection: Connection, name: str, value: str) -> None:
    """One of the ledger's own notes, such as the current run."""
    connection.execute(
        "INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
    )


def add_judgement(connection: Connection, judgement: Judgement) -> bool:
    """A judgement as a new row; one with a known id changes nothing. Whether it was new."""
    anchor, trigger = judgement.anchor, judgement.anchor.trigger
    added = connection.execute(
        'INSERT INTO judgements (id, kind, text_id, start, "end", words, facet, value, author, reason, made, claim, what) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
        (
            judgement.id,
            judgement.kind,
            anchor.text_id,
            trigger.start,
            trigger.end,
            trigger.text,
            anchor.facet,
            judgement.value,
            judgement.author,
            judgement.reason,
            judgement.made,
            anchor.claim,
            anchor.what,
        ),
    )
    return added.rowcount > 0


def _insert(connection: Connection, table: str, values: Sequence[object]) -> int:
    """The number of the new row."""
    marks = ", ".join("?" * len(values))
    ((no,),) = connection.execute(f"INSERT INTO {table} VALUES ({marks}) RETURNING no", tuple(values)).fetchall()
    return int(no)
