"""Who acts on whom: a drawn network, the list of its links, a heat map."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dragoman.library.held import Held
from dragoman.library.shelves import Wanted
from dragoman.web.drawn import graph
from dragoman.web.room import Room, asked, form_values

_PARTIES, _DRAWN, _ARCS = 14, 22, 60


async def network(room: Room, request: Request) -> Response:
    """Of all parties, or of those that meet the filters."""
    return room.pages(request, "network.html", await room.desk.ask(lambda held: _values(held, request)))


def _values(held: Held, request: Request) -> dict[str, Any]:
    chosen = asked(held, request)
    wanted = replace(chosen.wanted, speech=False)
    return {**form_values(held, chosen), **held.once(("network", wanted), lambda: _made(held, wanted))}


def _made(held: Held, wanted: Wanted) -> dict[str, Any]:
    found = held.traffic(wanted, _DRAWN)
    shown = found.codes[:_PARTIES]
    most = max((n for (a, b), n in found.counts.items() if a in shown and b in shown), default=1)
    heat = {pair: 1 + min(3, int(4 * (count - 1) / most)) for pair, count in found.counts.items()}
    drawn = graph.laid_out(found.codes, found.counts, found.scores, _ARCS)
    left_out = found.left_out + len(found.codes) - len(shown)
    return {
        "traffic": found,
        "codes": shown,
        "heat": heat,
        "graph": drawn,
        "left_out": left_out,
        "size": (graph.WIDE, graph.HIGH),
    }


ROUTES = (("GET", "/network", network),)
