"""Event: all its claims, who tells of it, where they differ, why they were put together, what was judged."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dragoman.analyse.differences import differences_of
from dragoman.library.explain import Explanation
from dragoman.library.held import Held
from dragoman.web.asked import Paged, id_of, page_of
from dragoman.web.marking import pieces
from dragoman.web.room import Room

_CLAIMS = 20
WHAT = {"day": "the day", "number": "the number", "type": "what it was", "party": "who did it"}


async def event(room: Room, request: Request) -> Response:
    """An event, or one of its claims, by id or the beginning of it."""
    id_, page = id_of(request.path_params["id"]), page_of(request.query_params)
    return room.pages(request, "event.html", await room.desk.ask(lambda held: values(held, id_, page)))


def values(held: Held, id_: str, page: int) -> dict[str, Any]:
    """What the page shows. Raises LookupError."""
    found = held.ledger.explain(id_, parse=False)
    claims = [one.told.claim for one in found if not one.rejected]
    documents = dict.fromkeys(one.told.reading.document for one in found)
    paged = Paged.of(page, len(found), _CLAIMS)
    sides = sorted({(s.name, s.code) for c in claims for s in c.per if s.code})
    return {
        "event": found[0].event,
        "parts": found[0].parts,
        "alone": len(found) < len(found[0].event.claims),
        "row": held.row_of(found[0].event, claims),
        "told": [shown(one) for one in found[paged.cut]],
        "paged": paged,
        "differences": [(WHAT.get(kind, kind), said) for kind, said in differences_of(claims, len(documents))],
        "documents": len(documents),
        "sides": sides,
        "names": held.names,
        "issues": held.issues,
        "types": list(held.plover.types),
    }


def shown(one: Explanation) -> dict[str, Any]:
    """A claim with the words around it, cut where evidence and trigger begin and end."""
    claim, around = one.told.claim, one.around
    spans = [
        (claim.evidence.start, claim.evidence.end, "evidence"),
        (claim.trigger.start, claim.trigger.end, "trigger"),
    ]
    moved = [(a - around.start, b - around.start, name) for a, b, name in spans]
    return {"one": one, "claim": claim, "reading": one.told.reading, "pieces": pieces(around.text, moved)}


ROUTES = (("GET", "/event/{id}", event),)
