"""Timeline: rows by filters that stand in the address."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dragoman.library.held import Held
from dragoman.web.asked import Paged, page_of
from dragoman.web.room import Room, asked, form_values


async def timeline(room: Room, request: Request) -> Response:
    """Events, a page at a time. order=new: the latest first."""
    return room.pages(request, "timeline.html", await room.desk.ask(lambda held: _values(held, request)))


def _values(held: Held, request: Request) -> dict[str, Any]:
    chosen, newest = asked(held, request), request.query_params.get("order") == "new"
    paged = Paged.of(page_of(request.query_params), held.total(chosen.wanted))
    rows = held.timeline(chosen.wanted, paged.cut, newest)
    return {**form_values(held, chosen), "rows": rows, "paged": paged, "order": "new" if newest else None}


ROUTES = (("GET", "/timeline", timeline),)
