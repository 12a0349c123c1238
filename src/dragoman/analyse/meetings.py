"""Meetings of a pair: the days on which its sides met, and the reports that tell of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from dragoman.records.answers import TimelineRow

# Days after a meeting in which reports appear that date it only by their own day.
AFTER = 3
_KIND, _NOT_FACE_TO_FACE = "CONSULT", "phone"


def meetings(rows: Iterable[TimelineRow], pair: Sequence[str]) -> tuple[TimelineRow, ...]:
    """Rows of single days on which both sides met or held talks, oldest first; calls by phone are none.

    Days that only the day of the report gives count too, but not in the days after a meeting whose day is told, when reports of that one appear.
    """
    met = [
        row
        for row in rows
        if row.lead.event_type == _KIND
        and row.lead.mode != _NOT_FACE_TO_FACE
        and not row.aux
        and set(pair) <= row.parties
        and row.when.first
        and row.when.first == row.when.last
    ]
    told = [row for row in met if row.when.basis in ("stated", "reckoned")]
    days = [date.fromisoformat(row.when.first) for row in told if row.when.first]
    own = [row for row in met if row.when.basis not in ("stated", "reckoned") and not _echoes(row, days)]
    return tuple(sorted((*told, *own), key=lambda row: (row.when.first or "", row.id)))


def _echoes(row: TimelineRow, days: Sequence[date]) -> bool:
    """Whether a row that only its report dates comes within AFTER days of a meeting whose day is told."""
    own = date.fromisoformat(row.when.first or "")
    return any(timedelta(0) <= own - day <= timedelta(AFTER) for day in days)


def reports_of(
    rows: Iterable[TimelineRow], pair: Sequence[str], day: str, published: Mapping[str, str]
) -> frozenset[str]:
    """Documents that tell of contacts of the pair on the day; also those of the days after that date one by their own day."""
    last = (date.fromisoformat(day) + timedelta(days=AFTER)).isoformat()
    found: set[str] = set()
    for row in rows:
        if row.lead.event_type != _KIND or row.aux or not set(pair) <= row.parties:
            continue
        for claim in row.claims:
            own = claim.when.basis == "published" and day <= published.get(claim.document, "") <= last
            if own or (claim.when.first == day and claim.when.last == day):
                found.add(claim.document)
    return frozenset(found)


def day_after(day: str) -> str:
    """The next day."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
