"""A stretch of a timeline with the number of all its events, for those who page through it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from dragoman.library.ledger import Ledger
from dragoman.records.answers import TimelineRow


class Paged:
    """Timelines of one ledger; the last one asked for is held until the ledger changes, so that its next page is at hand."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._last: tuple[Hashable, Sequence[TimelineRow]] = (None, ())

    def timeline(
        self, start: int, limit: int, newest: bool = False, between: tuple[str, str] | None = None, party: str | None = None,
        issue: str | None = None, event_type: str | None = None, since: str | None = None, until: str | None = None, speech: bool = False,
    ) -> tuple[Sequence[TimelineRow], int]:  # fmt: skip
        """Events from the one numbered `start` on, at most `limit`, and how many there are. newest: the last first.

        Raises ValueError as `Ledger.timeline`.
        """
        run = self._ledger.run()
        sign = self._ledger.store.sign(run.id) if run else None
        question = (sign, between, party, issue, event_type, since, until, speech)
        if self._last[0] != question:
            found = self._ledger.timeline(
                between, issue, since, until, party=party, event_type=event_type, speech=speech
            )
            self._last = (question, found)
        rows = self._last[1]
        ordered = rows[::-1] if newest else rows
        return ordered[start : start + limit], len(rows)
