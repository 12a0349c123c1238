"""Sources: the documents of the ledger, and what went wrong with them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dragoman.library.held import Held
from dragoman.web.asked import Paged, page_of
from dragoman.web.room import Room


async def sources(room: Room, request: Request) -> Response:
    """All documents, those of a publisher, or those whose id or title has the words of `q`."""
    return room.pages(request, "sources.html", await room.desk.ask(lambda held: _values(held, request)))


async def problems(room: Room, request: Request) -> Response:
    """What was met on the way in."""
    return room.pages(request, "problems.html", await room.desk.ask(lambda held: _problems(held, request)))


def _values(held: Held, request: Request) -> dict[str, Any]:
    query, publisher = (request.query_params.get(name, "").strip()[:200] for name in ("q", "publisher"))
    chosen = held.listed(query, publisher)
    paged = Paged.of(page_of(request.query_params), len(chosen))
    shown = chosen[paged.cut]
    publishers = held.once("publishers", lambda: Counter(r.publisher for r in held.listed() if r.publisher))
    return {
        "rows": held.readings(shown),
        "paged": paged,
        "query": query,
        "publisher": publisher,
        "publishers": publishers.most_common(200),
        "claims": held.claims_on(shown),
        "stories": held.stories_of(shown),
        "problems": len(held.problems()),
        "run": held.run(),
        "runs": held.ledger.runs(),
    }


def _problems(held: Held, request: Request) -> dict[str, Any]:
    found = list(dict.fromkeys(held.problems()))
    paged = Paged.of(page_of(request.query_params), len(found))
    return {"rows": found[paged.cut], "paged": paged}


ROUTES = (("GET", "/sources", sources), ("GET", "/problems", problems))
