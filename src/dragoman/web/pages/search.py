"""Search: claims by their words, then documents, with the words marked."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dragoman.library.held import Held
from dragoman.web.asked import page_of
from dragoman.web.room import Room

_PER_PAGE, _LONGEST = 20, 200


async def search(room: Room, request: Request) -> Response:
    """What is found for `q`."""
    query, page = request.query_params.get("q", "").strip()[:_LONGEST], page_of(request.query_params)
    found = await room.desk.ask(lambda held: _found(held, query, page)) if query else {}
    return room.pages(
        request, "search.html", {"query": query, "page": page, "claims": [], "documents": [], "more": False, **found}
    )


def _found(held: Held, query: str, page: int) -> dict[str, Any]:
    until = page * _PER_PAGE
    hits = held.ledger.search(query, until + 1)
    claims = [hit for hit in hits if hit.claim]
    documents = [hit for hit in hits if not hit.claim]
    return {
        "claims": claims[until - _PER_PAGE : until],
        "documents": documents[until - _PER_PAGE : until],
        "more": len(claims) > until or len(documents) > until,
    }


ROUTES = (("GET", "/search", search),)
