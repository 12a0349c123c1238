"""Proves that a ledger is whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from dragoman.records.problem import Problem
from dragoman.records.text import text_id
from dragoman.store import reading


def check(connection: sqlite3.Connection, path: str) -> Iterator[Problem]:
    """What is wrong, in order: pages and keys, then texts, spans and references, then events. Problems: check.*."""
    damaged = list(_pages(connection, path))
    yield from damaged
    if not damaged:
        yield from _texts(connection, path)
        yield from _events(connection, path)


def _pages(connection: sqlite3.Connection, path: str) -> Iterator[Problem]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Problem("check.rows", path, values={"reason": f"a page is damaged: {line}"})
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Problem(
            "check.rows", path, values={"reason": f"row {row} of {table} points to a missing row of {parent}"}
        )


def _texts(connection: sqlite3.Connection, path: str) -> Iterator[Problem]:
    for id_, text in reading.texts(connection):
        if text_id(text) != id_:
            yield Problem("check.text", path, values={"text_id": id_})
        yield from _claims(connection, path, id_, text)


def _claims(connection: sqlite3.Connection, path: str, id_: str, text: str) -> Iterator[Problem]:
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


def _events(connection: sqlite3.Connection, path: str) -> Iterator[Problem]:
    empty = """SELECT e.id, u.id FROM events e JOIN runs u ON u.no = e.run
               WHERE NOT EXISTS (SELECT 1 FROM members m WHERE m.event = e.no)"""
    for event, run in connection.execute(empty):
        yield Problem("check.event", path, values={"event": event, "run": run, "reason": "it has no claim"})
    strange = """SELECT e.id, u.id, c.id FROM events e JOIN runs u ON u.no = e.run JOIN members m ON m.event = e.no
                 JOIN claims c ON c.no = m.claim WHERE c.run <> e.run"""
    for event, run, claim in connection.execute(strange):
        values = {"event": event, "run": run, "reason": f"its claim {claim} is of another run"}
        yield Problem("check.event", path, values=values)
