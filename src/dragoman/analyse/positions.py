"""Positions: what each side said on each issue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman.records.answers import Position, TimelineRow
from dragoman.records.party import Party

# Acts that are done by saying something; joint ones ("the two signed") are happenings.
VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
_JOINT_DEEDS = frozenset({"SUPPORT", "CONCEDE"})


def is_said(row: TimelineRow) -> bool:
    """Whether the row is a speech, or an act of words by one side."""
    kind = row.lead.event_type
    if kind is None:
        return True
    if kind == "REJECT" and row.lead.mode == "meet":
        return False
    joint = len({p.code for p in row.actor}) > 1
    return kind in VERBAL and not (joint and kind in _JOINT_DEEDS)


def speakers(row: TimelineRow) -> tuple[Party, ...]:
    """Who says it: the speakers of a speech, the actors of an act."""
    return row.lead.speech.speakers if row.lead.speech and row.lead.event_type is None else row.actor


def positions(rows: Iterable[TimelineRow], between: Sequence[str] | None = None) -> tuple[Position, ...]:
    """Rows that were said, by issue and side, issues with most rows first and the one of none last.

    A row stands once, under its first issue. party: a code, or codes joined by a
    space where several speak as one, empty where none is known.
    """
    found: dict[str | None, dict[str, list[TimelineRow]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if not is_said(row):
            continue
        codes = sorted({p.code for p in speakers(row) if p.code})
        if between is not None and not set(codes) & set(between):
            continue
        issue = row.issues[0] if row.issues else None
        found[issue][" ".join(codes)].append(row)
    order = sorted(found, key=lambda i: (i is None, -sum(map(len, found[i].values())), i or ""))
    sides = list(between or ())
    return tuple(
        Position(issue, party, tuple(found[issue][party]))
        for issue in order
        for party in sorted(found[issue], key=lambda p: (sides.index(p) if p in sides else len(sides), p))
    )
