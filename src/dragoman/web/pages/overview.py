"""Overview of a pair: latest events, issues, open commitments, temperature."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dragoman.library.held import Held
from dragoman.library.shelves import Wanted
from dragoman.web.room import Room, asked, form_values

_LATEST, _OPEN, _YEARS = 12, 6, 8
# Claims of a ledger from which on what became of promises is told on their own page alone.
_MANY = 20_000


async def overview(room: Room, request: Request) -> Response:
    """The first page."""
    return room.pages(request, "overview.html", await room.desk.ask(lambda held: _values(held, request)))


def _values(held: Held, request: Request) -> dict[str, Any]:
    chosen = asked(held, request)
    return {**form_values(held, chosen), **held.once(("overview", chosen.wanted), lambda: _made(held, chosen.wanted))}


def _made(held: Held, wanted: Wanted) -> dict[str, Any]:
    pair = wanted.between or (None if wanted.party else held.busiest_pair())
    about = Wanted(pair, wanted.party, since=wanted.since, until=wanted.until, min_confidence=wanted.min_confidence)
    total = held.total(about)
    issues, kinds = held.counts(about)
    counts = held.sizes()
    many = counts["claims"] > _MANY
    promised = (
        held.ledger.commitments(pair, wanted.party, status="open", min_confidence=wanted.min_confidence)
        if total and not many
        else None
    )
    return {
        "pair": pair,
        "latest": held.latest(about, _LATEST),
        "total": total,
        "by_issue": issues.most_common(10),
        "by_type": kinds.most_common(8),
        "commitments": promised.items[-_OPEN:][::-1] if promised else (),
        "promised": len(promised.items) if promised else 0,
        "counts": counts,
        "promises": held.latest(replace(about, event_type="AGREE"), _OPEN) if many else (),
        "years": held.years(about, pair)[-_YEARS:] if pair and total else [],
    }


ROUTES = (("GET", "/", overview),)
