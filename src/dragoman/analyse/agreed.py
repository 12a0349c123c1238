"""What was agreed or promised: agreements, offers, invitations, and concessions yet to be carried out."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.records.answers import TimelineRow

_UNREAL = frozenset({"negation", "hypothetical", "historical"})


def is_commitment(row: TimelineRow) -> bool:
    """AGREE, whatever its tense (PLOVER codes the promise, not its fulfilment), and CONCEDE that lies ahead."""
    if _UNREAL & set(row.aux):
        return False
    return row.lead.event_type == "AGREE" or (row.lead.event_type == "CONCEDE" and "future" in row.aux)


def agreed(rows: Iterable[TimelineRow]) -> tuple[TimelineRow, ...]:
    """The rows that commit somebody, joint ones before one-sided ones of the same day."""
    found = [row for row in rows if is_commitment(row)]
    return tuple(sorted(found, key=lambda r: (r.when.first or "9999", len({p.code for p in r.actor}) < 2)))
