"""Timeline: merged events of a pair, party, issue, type and period."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.analyse.rows import rows_of
from dragoman.records.answers import TimelineRow
from dragoman.records.coded import Selection
from dragoman.records.when import When


def timeline(
    selection: Selection,
    between: tuple[str, str] | None = None,
    party: str | None = None,
    issue: str | None = None,
    event_type: str | None = None,
    since: str | None = None,
    until: str | None = None,
    min_confidence: float = 0.0,
    speech: bool = False,
) -> tuple[TimelineRow, ...]:
    """Rows that meet all that is given, oldest first, days unknown last.

    between: both codes take part. since, until: `YYYY-MM-DD`, inclusive; a row whose stretch touches the period is in
    it, one
    whose day is unknown is not, once a period is given. speech: whether what was only said has rows too.
    """
    return chosen_rows(rows_of(selection, min_confidence), between, party, issue, event_type, since, until, speech)


def chosen_rows(
    rows: Iterable[TimelineRow],
    between: tuple[str, str] | None = None,
    party: str | None = None,
    issue: str | None = None,
    event_type: str | None = None,
    since: str | None = None,
    until: str | None = None,
    speech: bool = False,
) -> tuple[TimelineRow, ...]:
    """The rows that meet all that is given, in their order; as `timeline`."""
    return tuple(
        row
        for row in rows
        if (speech or row.lead.event_type is not None)
        and (between is None or set(between) <= row.parties)
        and (party is None or party in row.parties)
        and (issue is None or issue in row.issues)
        and (event_type is None or row.lead.event_type == event_type)
        and in_period(row.when, since, until)
    )


def in_period(when: When, since: str | None, until: str | None) -> bool:
    """Whether the stretch touches `[since, until]`; true without a period, false for an unknown day in one."""
    if since is None and until is None:
        return True
    if when.first is None or when.last is None:
        return False
    return (since is None or when.last >= since) and (until is None or when.first <= until)
