"""Chains of versions read as a ledger reads them, at once and one by one in other orders, and measured."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from dragoman.analyse.differences import differences_of
from dragoman.evaluate.chains import Seen, read_chains, score_chains
from dragoman.library.coding import Coding, Pipeline
from dragoman.library.copies import versions
from dragoman.library.ledger import Ledger
from dragoman.records.claim import Claim
from dragoman.records.coded import Coded
from dragoman.records.given import Given
from dragoman.records.problem import Outcome
from dragoman.records.run import Run
from dragoman.records.text import Document
from dragoman.store import open_store

if TYPE_CHECKING:
    from dragoman.annotate import LookUp
    from dragoman.library.reading import Progress

SEED = 20240402
ORDERS = 2  # further orders, in which the documents come one by one


@dataclass
class _Once:
    """Codes each text once, by another coding: the order of reading does not change what a text says."""

    of: Coding
    held: dict[tuple[str, str | None], Outcome[Coded]] = field(default_factory=dict)

    @property
    def codebook(self) -> Path | None:
        return self.of.codebook

    def run(self) -> Run:
        return self.of.run()

    def code(self, document: Document, look_up: LookUp | None = None) -> Outcome[Coded]:
        key = document.reading.text_id, document.reading.published
        if key not in self.held:
            self.held[key] = self.of.code(document)
        return self.held[key]


def measure_chains(gold: Path, coding: Coding | None = None, step: Progress | None = None) -> dict[str, dict[str, Any]]:
    """Figures of `score_chains` on a folder in the form of goldsets/chains, and `orders`: in how many of the other orders a ledger comes out the same.

    Raises ValueError with file and line.
    """
    chains = read_chains(gold)
    once = _Once(coding or Pipeline())
    lines = [line for line in chains.documents.read_bytes().splitlines(keepends=True) if line.strip()]
    seen = _read([b"".join(lines)], once, step)
    report = score_chains(chains, seen)
    alike = 0
    for number in range(ORDERS):
        Random(SEED + number).shuffle(lines)
        alike += _read(lines, once) == seen
    return {**report, "orders": {"others": ORDERS, "alike": alike / ORDERS}}


def _read(parts: list[bytes], coding: Coding, step: Progress | None = None) -> Seen:
    """What a ledger makes of JSON lines that are handed in one part after another."""
    with Ledger(open_store(":memory:"), coding) as ledger:
        for part in parts:
            if step:
                step("documents.jsonl")
            ledger.read_data("documents.jsonl", part, Given())
        return _seen(ledger)


def _seen(ledger: Ledger) -> Seen:
    run = ledger.run()
    if run is None:
        return Seen({}, {}, {}, {}, {}, frozenset())
    known = versions(ledger.store, run)
    names = [one.reading.document for one in known.held]
    story = {names[p]: known.earliest(p) or names[p] for p in range(len(names))}
    told = list(ledger.claims(min_confidence=0.0))
    by_id = {one.claim.id: one.claim for one in told}
    event = {one.id: one.event or one.id for one in ledger.handed("jsonl", min_confidence=0.0).claims()}
    of_event: dict[str, list[Claim]] = {}
    for id_ in by_id:
        of_event.setdefault(event[id_], []).append(by_id[id_])
    return Seen(
        story,
        {names[p]: known.fullest(p) or names[p] for p in range(len(names))},
        {name: [one.claim for one in told if one.reading.document == name] for name in names},
        {(one.reading.document, one.claim.id): one.copy_of for one in told},
        event,
        frozenset(e for e, found in of_event.items() if any(kind == "number" for kind, _ in differences_of(found))),
    )
