"""What comes of documents: one coded document, and a selection of the ledger that answers are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.records.claim import Claim
from dragoman.records.event import Event
from dragoman.records.likeness import StoredSketch
from dragoman.records.problem import Problem
from dragoman.records.run import Run
from dragoman.records.text import Document, Reading, SetAside


@dataclass(frozen=True, slots=True)
class Coded:
    """One document with its claims in order of the text, and the parts that were set aside.

    parses: sign → parse of each paragraph that was parsed for it, by which copies need not be parsed again. sketch: of its Text, where that was
    made with it, and the sketch's scheme.
    """

    document: Document
    claims: tuple[Claim, ...]
    set_aside: tuple[SetAside, ...] = ()
    parses: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)
    sketch: tuple[int, StoredSketch] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Selection:
    """What present, export and analyse are handed: readings, texts by id, claims, events, parts set aside by document.

    claims: each once, in the earliest of the documents that say it. copies: claim id → the documents that say it again.
    stories: document → the earliest document of its story, for the documents that are copies or later versions.
    fullest: earliest document of a story → the document of its fullest version. others: how many claims are not among `claims`, since nothing that was
    asked for needs them: of at least the confidence asked for, and below it.
    """

    readings: tuple[Reading, ...]
    texts: Mapping[str, str]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    set_aside: Mapping[str, tuple[SetAside, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    run: Run | None = None
    copies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    stories: dict[str, str] = field(default_factory=dict)
    fullest: dict[str, str] = field(default_factory=dict)
    others: tuple[int, int] = (0, 0)
