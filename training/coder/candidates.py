"""Labelled records → candidates: a trigger, a pair of spans, and what is to be told of them.

A candidate is a row the coder has to decide: the type of the act on `trigger` by `actor` towards `recipient`, or NONE.
Positives come from the labels; negatives are NONE pairs, swapped directions, and other words of the sentence with its parties.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import Any

Range = tuple[int, int]
_WORD = re.compile(r"[A-Za-z][A-Za-z-]{3,}")


@dataclass(frozen=True)
class Candidate:
    """One row. Spans are code points of `text`; trigger None: to be told from the pair alone; actor or recipient None: not named.

    type: a PLOVER type or NONE. reciprocal acts stand in both directions.
    """

    text: str
    trigger: Range | None
    actor: Range | None
    recipient: Range | None
    type: str
    mode: str | None = None
    aux: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    pair_only: bool = False


def _ranges(spans: list[dict[str, Any]]) -> list[Range | None]:
    return [(s["start"], s["end"]) for s in spans] or [None]


def of_record(record: dict[str, Any], rng: random.Random, negatives: int = 3) -> list[Candidate]:
    """Candidates of one labelled sentence, with up to `negatives` drawn NONE rows for each kind."""
    text = record["text"]
    rows: list[Candidate] = []
    for event in record["events"]:
        rows += _positives(text, event)
    rows += _swapped(rows)
    rows += _none_pairs(record)
    rows += _other_words(record, rng, negatives)
    return rows + _pairs_alone(rows, rng)


def _positives(text: str, event: dict[str, Any]) -> list[Candidate]:
    trigger = (event["trigger"]["start"], event["trigger"]["end"])
    told = {
        "mode": (event.get("modes") or [event.get("mode")])[0],
        "aux": tuple(event["aux"]),
        "contexts": tuple(event["contexts"]),
    }
    actors, recipients = _ranges(event["actor"]), _ranges(event["recipient"])
    if event["reciprocal"]:
        sides = [s for s in (*actors, *recipients) if s is not None]
        pairs = [(a, b) for a in sides for b in sides if a != b] or [(s, None) for s in sides]
    else:
        pairs = [(a, b) for a in actors for b in recipients]
    return [Candidate(text, trigger, a, b, event["type"], **told) for a, b in pairs[:6]]


def _swapped(rows: list[Candidate]) -> list[Candidate]:
    """The other direction of a one-sided act is NONE."""
    told = {(r.trigger, r.actor, r.recipient) for r in rows}
    return [
        Candidate(r.text, r.trigger, r.recipient, r.actor, "NONE")
        for r in rows
        if r.actor and r.recipient and (r.trigger, r.recipient, r.actor) not in told
    ]


def _none_pairs(record: dict[str, Any]) -> list[Candidate]:
    return [
        Candidate(record["text"], None, (a["start"], a["end"]), (b["start"], b["end"]), "NONE", pair_only=True)
        for a, b in record["none"]
    ]


def _other_words(record: dict[str, Any], rng: random.Random, count: int) -> list[Candidate]:
    """Words that carry no act, with the sentence's parties."""
    text = record["text"]
    taken = [(e["trigger"]["start"], e["trigger"]["end"]) for e in record["events"]]
    parties = [r for e in record["events"] for r in (*_ranges(e["actor"]), *_ranges(e["recipient"])) if r]
    parties += [(x["start"], x["end"]) for pair in record["none"] for x in pair]
    words = [
        m.span() for m in _WORD.finditer(text) if all(m.end() <= s or m.start() >= e for s, e in (*taken, *parties))
    ]
    rng.shuffle(words)
    rows = []
    for word in words[:count]:
        actor = rng.choice(parties) if parties else None
        other = [p for p in parties if p != actor]
        rows.append(Candidate(text, word, actor, rng.choice(other) if other and rng.random() < 0.6 else None, "NONE"))
    return rows


def _pairs_alone(rows: list[Candidate], rng: random.Random) -> list[Candidate]:
    """The same pair without its trigger, where the pair has one act only."""
    acts: dict[tuple[Range | None, Range | None], set[str]] = {}
    for r in rows:
        if r.type != "NONE":
            acts.setdefault((r.actor, r.recipient), set()).add(r.type)
    found = [
        Candidate(r.text, None, r.actor, r.recipient, r.type, r.mode, r.aux, r.contexts, pair_only=True)
        for r in rows
        if r.type != "NONE" and r.actor and r.recipient and len(acts[(r.actor, r.recipient)]) == 1
    ]
    return [r for r in found if rng.random() < 0.7]
