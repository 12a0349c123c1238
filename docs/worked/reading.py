"""What a person read of the events of a ledger, counted, and laid over the ledger as judgements.

A table of readings (`*-read.tsv`) has a row an event: `document`, `start` and `words` of its trigger, `type`, and the `verdict`: `right`, `wrong`, `twice` (the
happening that `same_as` tells as well, `document:start`), the type that is right instead, or `missed` (what the words tell and no claim does).
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import dragoman
from dragoman.records.answers import TimelineRow

AUTHOR = "worked example"
Key = tuple[str, str, str | None]


@dataclass(frozen=True)
class Readings:
    """The rows of a table. known: (document, start, type) → row; missed: rows of what no claim tells."""

    known: dict[Key, dict[str, str]]
    missed: tuple[dict[str, str], ...]

    def of(self, event: TimelineRow) -> dict[str, str] | None:
        """The row of an event, by any of its claims; null where it was not read."""
        keys = [(c.document, str(c.trigger.start), c.event_type) for c in (event.lead, *event.claims)]
        found = [self.known[key] for key in keys if key in self.known]
        return min(found, key=lambda row: row["verdict"] != "right", default=None)

    def counts(self, events: Iterable[TimelineRow]) -> Counter[str]:
        """`right`, `wrong`, `twice`, `other type` or `unread` → events."""
        rows = [self.of(event) for event in events]
        verdicts = [row["verdict"] if row else "unread" for row in rows]
        return Counter(v if v in ("right", "wrong", "twice", "unread") else "other type" for v in verdicts)


def load_readings(table: Path) -> Readings:
    """The rows of a file."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    read = [r for r in rows if r["verdict"] != "missed"]
    known: dict[Key, dict[str, str]] = {(r["document"], r["start"], r["type"]): r for r in read}
    corrected = [r for r in read if r["verdict"] not in ("right", "wrong", "twice")]
    known |= {(r["document"], r["start"], r["verdict"]): {**r, "verdict": "right"} for r in corrected}
    return Readings(known, tuple(r for r in rows if r["verdict"] == "missed"))


def judge(ledger: dragoman.Ledger, readings: Readings) -> int:
    """Lays the readings over the ledger: wrong claims are rejected, types corrected, what is told twice is linked. Returns the judgements."""
    judging = ledger.judge
    events = list(ledger.timeline(min_confidence=0.0))
    at = {f"{c.document}:{c.trigger.start}": c.id for e in events for c in e.claims}
    before = len(judging.history())
    for event in events:
        row = readings.of(event)
        if row is None or row["verdict"] == "right":
            continue
        if row["verdict"] == "wrong":
            for claim in event.claims:
                judging.reject(claim.id, row["why"], AUTHOR)
        elif row["verdict"] != "twice":
            judging.correct(event.lead.id, row["why"], AUTHOR, event_type=row["verdict"])
        elif row["same_as"] in at:
            judging.link([event.lead.id, at[row["same_as"]]], row["why"], AUTHOR)
    return len(judging.history()) - before
