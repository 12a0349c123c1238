"""What comes of documents: one coded document, and a selection of the ledger that answers are made from."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.records.claim import Claim
from dragoman.records.event import Event
from dragoman.records.problem import Problem
from dragoman.records.run import Run
from dragoman.records.text import Document, Reading, SetAside


@dataclass(frozen=True, slots=True)
class Coded:
    """One document with its claims in order of the text, and the parts that were set aside."""

    document: Document
    claims: tuple[Claim, ...]
    set_aside: tuple[SetAside, ...] = ()


@dataclass(frozen=True)
class Selection:
    """What present, export and analyse are handed: readings, texts by id, claims, events, parts set aside by document."""

    readings: tuple[Reading, ...]
    texts: dict[str, str]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    set_aside: dict[str, tuple[SetAside, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    run: Run | None = None
