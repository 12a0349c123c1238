"""Map: the places where events happened, and the events of one of them."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dragoman.library.held import Held
from dragoman.library.shelves import Wanted
from dragoman.web.asked import Paged, page_of
from dragoman.web.drawn.world import WIDE, land, world_of
from dragoman.web.room import Room, asked, form_values

_DRAWN, _LISTED = 300, 40


async def places(room: Room, request: Request) -> Response:
    """place: one of the map's places, of which the events are listed. view=world: the whole world."""
    return room.pages(request, "map.html", await room.desk.ask(lambda held: _values(held, request)))


def _values(held: Held, request: Request) -> dict[str, Any]:
    chosen, given = asked(held, request), request.query_params
    whole = given.get("view") == "world"
    found = held.scenes(chosen.wanted)
    key = given.get("place", "")[:40]
    place = next((one for one in found.scenes if one.key == key), None)
    paged = Paged.of(page_of(given), place.events if place else len(found.scenes), 20 if place else _LISTED)
    rows = held.timeline(chosen.wanted, paged.cut, spot=place.key) if place else ()
    drawn = held.once(("world", chosen.wanted, whole), lambda: _drawn(held, chosen.wanted, whole))
    return {
        **form_values(held, chosen),
        "found": found,
        "place": place,
        "wrong": bool(key) and place is None,
        "rows": rows,
        "listed": found.scenes[paged.cut] if not place else (),
        "paged": paged,
        "whole": whole,
        "land": land(),
        "wide": WIDE,
        "total": sum(one.events for one in found.scenes),
        **drawn,
    }


def _drawn(held: Held, wanted: Wanted, whole: bool) -> dict[str, Any]:
    scenes = held.scenes(wanted).scenes[:_DRAWN]
    places = [(s.where.lat or 0.0, s.where.lon or 0.0, s.events, s.key) for s in scenes]
    world = world_of(places, {scene.key: scene.where.name for scene in scenes}, whole)
    by_key = {scene.key: scene for scene in scenes}
    return {"world": world, "spots": [(by_key[spot.key], spot) for spot in world.spots]}


ROUTES = (("GET", "/map", places),)
