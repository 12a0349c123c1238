"""Document reader: the text with its evidence in place, claims beside it, speech and attribution shown, parts set aside greyed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dragoman.library.held import Held, Page
from dragoman.web.asked import AskedError, page_of
from dragoman.web.marking import Piece, chunk_at, chunks, lines, pieces
from dragoman.web.room import Room

_AT = re.compile(r"(\d{1,9})-(\d{1,9})")


async def document(room: Room, request: Request) -> Response:
    """A stretch of a document. id: the document's; at: `start-end`, a place that is marked; page: the stretch, from 1."""
    given = request.query_params
    id_, at = given.get("id", ""), _place(given.get("at"))
    page = page_of(given) if "page" in given else None
    return room.pages(request, "document.html", await room.desk.ask(lambda held: _values(held, id_, at, page)))


def _place(word: str | None) -> tuple[int, int] | None:
    if not word:
        return None
    match = _AT.fullmatch(word)
    if match is None:
        raise AskedError(f"{word[:40]!r} is no place; write start-end.")
    return int(match[1]), int(match[2])


def _values(held: Held, id_: str, at: tuple[int, int] | None, page: int | None) -> dict[str, Any]:
    found = held.document(id_)
    parts = chunks(found.text)
    number = chunk_at(parts, at[0]) if at and page is None else min((page or 1) - 1, len(parts) - 1)
    start, end = parts[number]
    inside = [one for one in found.claims if one.claim.evidence.start < end and start < one.claim.evidence.end]
    cut = pieces(found.text, _spans(found, at), start, end)
    return {
        "page": found,
        "reading": found.reading,
        "lines": lines(cut),
        "numbers": {one.claim.id: n for n, one in enumerate(inside, 1)},
        "told": inside,
        "ends": _ends(cut, [one.claim.id for one in inside]),
        "at": at,
        "number": number + 1,
        "parts": len(parts),
        "events": {one.claim.id: held.event_of(one.claim.id) for one in inside},
        "names": held.names,
        "aside": [one for one in found.set_aside if one.span.start < end and start < one.span.end],
    }


def _spans(found: Page, at: tuple[int, int] | None) -> list[tuple[int, int, str]]:
    """All that lies over the text: `id` of a claim over its evidence, then kinds of words."""
    spans: list[tuple[int, int, str]] = [(s.span.start, s.span.end, "aside") for s in found.set_aside]
    for one in found.claims:
        claim = one.claim
        spans += [(span.start, span.end, f"c:{claim.id}") for span in (claim.evidence, *claim.also)]
        spans.append((claim.trigger.start, claim.trigger.end, "trigger"))
        if claim.speech:
            spans += [(part.start, part.end, "speech") for part in claim.speech.content]
        spans += [(s.start, s.end, "source") for s in claim.per if s.start is not None and s.end is not None]
    return [*spans, (*at, "at")] if at else spans


def _ends(cut: list[Piece], ids: Sequence[str]) -> dict[int, list[str]]:
    """Where the numbers of claims stand: end of a piece → claims whose last piece of this stretch it is, in the order of `ids`."""
    last = {name[2:]: piece.start for piece in cut for name in piece.over if name.startswith("c:")}
    found: dict[int, list[str]] = {}
    for id_ in ids:
        if id_ in last:
            found.setdefault(last[id_], []).append(id_)
    return found


ROUTES = (("GET", "/document", document),)
