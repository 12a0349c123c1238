"""Proves that a ledger is whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from dragoman.records.problem import Problem
from dragoman.records.text import text_id
from dragoman.store import reading
from dragoman.store.engine import Connection, full_text
from dragoman.store.reading import CURRENT_RUN, MERGED


def check(connection: Connection, path: str) -> Iterator[Problem]:
    """What is wrong, in order: pages and keys, then texts, spans and references, then events, judgements, search.

    Problems: check.*.
    """
    damaged = list(_pages(connection, path))
    yield from damaged
    if damaged:
        return
    whole = True
    for look in (_texts, _events, _judgements, _settings):
        for problem in look(connection, path):
            whole = False
            yield problem
    # What is wrong with texts or claims shows in their index too, and is told once.
    for name, reason in full_text(connection).strays(connection) if whole else ():
        yield Problem("check.search", path, values={"index": name, "reason": reason})


def _pages(connection: Connection, path: str) -> Iterator[Problem]:
    """Pages and parents of SQLite's file; a server keeps its own pages and refuses rows without parents."""
    if not isinstance(connection, sqlite3.Connection):
        return
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Problem("check.rows", path, values={"reason": f"a page is damaged: {line}"})
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Problem(
            "check.rows", path, values={"reason": f"row {row} of {table} points to a missing row of {parent}"}
        )


def _texts(connection: Connection, path: str) -> Iterator[Problem]:
    for id_, text in reading.texts(connection):
        if text_id(text) != id_:
            yield Problem("check.text", path, values={"text_id": id_})
        yield from _claims(connection, path, id_, text)


def _claims(connection: Connection, path: str, id_: str, text: str) -> Iterator[Problem]:
    """Spans and references of the claims of one Text, as stored and as each Reading tells them."""
    query = """SELECT u.id, c.id, c.body FROM claims c JOIN runs u ON u.no = c.run
        JOIN texts t ON t.no = c.text WHERE t.id = ?"""
    found = list(connection.execute(query, (id_,)))
    known = {(run, claim) for run, claim, _ in found}
    query = """SELECT u.id, c.id, d.changes FROM claims c JOIN runs u ON u.no = c.run JOIN texts t ON t.no = c.text
               JOIN told d ON d.claim = c.no WHERE t.id = ? AND d.changes IS NOT NULL"""
    found.extend(connection.execute(query, (id_,)))
    for run, claim, body in found:
        fields = json.loads(body)
        for field, span in _spans(fields):
            stands = text[span["start"] : span["end"]]
            if stands != span["text"] or not stands:
                values = {"claim": claim, "run": run, "field": field, "found": span["text"], "text": stands}
                yield Problem("check.span", path, span["start"], span["end"], values)
        for field in ("within", "about"):
            target = fields.get(field)
            if target and (run, target) not in known:
                values = {"claim": claim, "run": run, "field": field, "target": target}
                yield Problem("check.reference", path, values=values)


def _spans(value: Any, field: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Everything in a claim's JSON that has `start`, `end` and `text`, with the path of fields to it."""
    if isinstance(value, dict):
        if value.get("start") is not None and "end" in value and value.get("text") is not None:
            yield field, value
        for key, inner in value.items():
            yield from _spans(inner, f"{field}.{key}" if field else key)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _spans(inner, f"{field}[{number}]")


def _events(connection: Connection, path: str) -> Iterator[Problem]:
    """Each event has claims, of its own run, and the id of one of them; where the events hold, each claim that is told is in one."""
    empty = """SELECT e.id, u.id FROM events e JOIN runs u ON u.no = e.run
               WHERE NOT EXISTS (SELECT 1 FROM members m WHERE m.event = e.no)"""
    for event, run in connection.execute(empty):
        yield Problem("check.event", path, values={"event": event, "run": run, "reason": "it has no claim"})
    strange = """SELECT e.id, u.id, c.id FROM events e JOIN runs u ON u.no = e.run JOIN members m ON m.event = e.no
                 JOIN claims c ON c.no = m.claim WHERE c.run <> e.run"""
    for event, run, claim in connection.execute(strange):
        values: dict[str, object] = {"event": event, "run": run, "reason": f"its claim {claim} is of another run"}
        yield Problem("check.event", path, values=values)
    nameless = """SELECT e.id, u.id FROM events e JOIN runs u ON u.no = e.run
                  WHERE EXISTS (SELECT 1 FROM members m WHERE m.event = e.no) AND NOT EXISTS (SELECT 1 FROM members m
                  JOIN claims c ON c.no = m.claim WHERE m.event = e.no AND c.id = e.id)"""
    for event, run in connection.execute(nameless):
        values = {"event": event, "run": run, "reason": "it has the id of none of its claims"}
        yield Problem("check.event", path, values=values)
    for run in reading.runs(connection):
        number = reading.run_no(connection, run.id)
        if number is not None and reading.setting(connection, f"{MERGED} {run.id}") == reading.state(
            connection, number
        ):
            yield from _left_out(connection, path, run.id, number)


def _left_out(connection: Connection, path: str, run: str, number: int) -> Iterator[Problem]:
    """Claims that a Reading which holds tells, and that are in no event though all were merged."""
    query = f"""SELECT DISTINCT c.id FROM coded k JOIN readings r ON r.no = k.reading JOIN told d ON d.coded = k.no
                JOIN claims c ON c.no = d.claim WHERE k.run = ? AND {reading.CURRENT}
                AND NOT EXISTS (SELECT 1 FROM members m WHERE m.claim = c.no) ORDER BY c.id"""
    for (claim,) in connection.execute(query, (number,)):
        yield Problem(
            "check.event", path, values={"event": "none", "run": run, "reason": f"claim {claim} is in no event"}
        )


def _judgements(connection: Connection, path: str) -> Iterator[Problem]:
    """The words of each judgement stand in its Text, where that is here; what is undone was judged."""
    made = reading.judgements(connection)
    known = {one.id for one in made}
    for one in made:
        at = one.anchor.trigger
        try:
            text = reading.text(connection, one.anchor.text_id)
        except KeyError:
            continue
        if text[at.start : at.end] != at.text:
            values: dict[str, object] = {"judgement": one.id, "found": at.text, "text": text[at.start : at.end]}
            yield Problem("check.judgement", path, at.start, at.end, values)
        if one.kind == "undo" and one.value not in known:
            yield Problem("check.undo", path, values={"judgement": one.id, "target": one.value})


def _settings(connection: Connection, path: str) -> Iterator[Problem]:
    current = reading.setting(connection, CURRENT_RUN)
    if current is not None and current not in {run.id for run in reading.runs(connection)}:
        yield Problem("check.rows", path, values={"reason": f"the current run {current} is not there"})
