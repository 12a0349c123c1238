"""What a person read of the events of a ledger, laid over it as judgements.

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


@dataclass(frozen=True)
class Read:
    """Verdicts on the events of a temperature. unread: those without one; missed: rows of what no claim tells."""

    verdicts: dict[str, str]
    unread: tuple[TimelineRow, ...]
    missed: int

    @property
    def counts(self) -> Counter[str]:
        """Verdict → events; types that are right instead as `other type`."""
        return Counter(v if v in ("right", "wrong", "twice") else "other type" for v in self.verdicts.values())


def read_events(events: Iterable[TimelineRow], table: Path) -> tuple[Read, dict[str, dict[str, str]]]:
    """The verdicts, and event id → row of the table. An event is known by document, trigger and type of any of its claims."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    known = {(r["document"], r["start"], r["type"]): r for r in rows if r["verdict"] != "missed"}
    found: dict[str, dict[str, str]] = {}
    unread = []
    for event in events:
        keys = [(c.document, str(c.trigger.start), c.event_type) for c in (event.lead, *event.claims)]
        row = next((known[key] for key in keys if key in known), None)
        if row is None:
            unread.append(event)
        else:
            found[event.id] = row
    missed = sum(r["verdict"] == "missed" for r in rows)
    return Read({i: r["verdict"] for i, r in found.items()}, tuple(unread), missed), found


def judge(ledger: dragoman.Ledger, events: Iterable[TimelineRow], rows: dict[str, dict[str, str]]) -> None:
    """Lays the verdicts over the ledger: wrong claims are rejected, types corrected, what is told twice is linked."""
    judging = ledger.judge
    at = {(c.document, str(c.trigger.start)): c.id for e in events for c in e.claims}
    for event in events:
        row = rows.get(event.id)
        if row is None or row["verdict"] == "right":
            continue
        if row["verdict"] == "twice":
            other = at.get(tuple(row["same_as"].rsplit(":", 1)))  # type: ignore[arg-type]
            if other is not None:
                judging.link([event.lead.id, other], row["why"], AUTHOR)
        elif row["verdict"] == "wrong":
            for claim in event.claims:
                judging.reject(claim.id, row["why"], AUTHOR)
        else:
            judging.correct(event.lead.id, row["why"], AUTHOR, event_type=row["verdict"])
