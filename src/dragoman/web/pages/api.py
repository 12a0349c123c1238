"""The JSON API: what the pages show, under the ids of the exports, with its OpenAPI description."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dragoman import __version__
from dragoman.library.held import Held
from dragoman.present.commitments import commitments_json
from dragoman.present.temperature import temperature_json
from dragoman.present.timeline import timeline_rows
from dragoman.records.claim_json import claim_object, span_object
from dragoman.records.judgement import judgement_object
from dragoman.web.asked import AskedError, Paged, id_of, page_of
from dragoman.web.room import Room, asked

_FILTERS = {
    "a": "a country, by ISO3 code or name", "b": "a second country: both take part", "issue": "id of an issue", "type": "PLOVER type",
    "since": "first day, YYYY-MM-DD", "until": "last day, YYYY-MM-DD", "speech": "yes: also what was only said",
    "least": "least confidence, 0 to 1", "page": "from 1; 50 items a page",
}  # fmt: skip


def _events(held: Held, request: Request) -> Any:
    chosen = asked(held, request)
    rows = held.timeline(chosen.wanted)
    paged = Paged.of(page_of(request.query_params), len(rows))
    return {"total": paged.total, "page": paged.page, "pages": paged.pages, "items": timeline_rows(rows[paged.cut])}


def _event(held: Held, request: Request) -> Any:
    found = held.ledger.explain(id_of(request.path_params["id"]), parse=False)
    judged = [
        judgement_object(j.judgement) | {"undone_by": j.undone.id if j.undone else None}
        for one in found
        for j in one.judgements
    ]
    claims = [claim_object(one.told) | {"rejected": one.rejected} for one in found]
    event = found[0].event
    return {
        "id": event.id,
        "why": event.why,
        "part_of": event.part_of,
        "parts": found[0].parts,
        "claims": claims,
        "judgements": judged,
    }


def _documents(held: Held, request: Request) -> Any:
    every = held.documents()
    paged = Paged.of(page_of(request.query_params), len(every))
    return {
        "total": paged.total,
        "page": paged.page,
        "pages": paged.pages,
        "items": [asdict(r) for r in every[paged.cut]],
    }


def _document(held: Held, request: Request) -> Any:
    page = held.document(request.query_params.get("id", ""))
    aside = [{**span_object(s.span), "reason": s.reason, "why": s.why} for s in page.set_aside]
    claims = [claim_object(one) for one in page.claims]
    return {**asdict(page.reading), "text": page.text, "copy_of": page.copy_of, "set_aside": aside, "claims": claims}


def _search(held: Held, request: Request) -> Any:
    hits = held.ledger.search(request.query_params.get("q", "")[:200], 50)
    return {"items": [
        {"kind": "claim" if h.claim else "document", "id": h.claim.id if h.claim else h.reading.text_id, "document": h.reading.document,
         **span_object(h.span)} for h in hits
    ]}  # fmt: skip


def _commitments(held: Held, request: Request) -> Any:
    chosen = asked(held, request)
    made = held.ledger.commitments(chosen.between, chosen.party, chosen.issue, None, *chosen.period, None, chosen.least)
    return commitments_json(made)


def _temperature(held: Held, request: Request) -> Any:
    chosen = asked(held, request)
    if chosen.between is None:
        raise AskedError("Name two countries by a and b.")
    try:
        unit = request.query_params.get("unit", "year")
        return temperature_json(held.ledger.temperature(chosen.between, unit, *chosen.period, chosen.least))
    except ValueError as error:
        raise AskedError(str(error)) from error


# Path → (what it gives, its parameters, how it is made).
CALLS = {
    "/api/events": ("events, oldest first, as `dragoman timeline` gives them", _FILTERS, _events),
    "/api/events/{id}": ("an event with its claims as exported, or one claim", {}, _event),
    "/api/documents": ("documents in order of publication", {"page": _FILTERS["page"]}, _documents),
    "/api/document": ("a document with its text and the claims on it", {"id": "its id"}, _document),
    "/api/search": ("claims and documents that have words", {"q": "words"}, _search),
    "/api/commitments": ("commitments, as `dragoman commitments --format json`", {k: v for k, v in _FILTERS.items() if k not in ("type", "speech", "page")}, _commitments),
    "/api/temperature": ("temperature of a pair", {**{k: _FILTERS[k] for k in ("a", "b", "since", "until", "least")}, "unit": "week, month, quarter or year"}, _temperature),
}  # fmt: skip


def _handler(path: str) -> Any:
    make = CALLS[path][2]

    async def call(room: Room, request: Request) -> Response:
        return JSONResponse(await room.desk.ask(lambda held: make(held, request)))

    return call


async def openapi(room: Room, request: Request) -> Response:
    """The description of all calls."""
    paths = {path: {"get": _described(path)} for path in CALLS}
    return JSONResponse({"openapi": "3.1.0", "info": {"title": "Dragoman", "version": __version__}, "paths": paths})


def _described(path: str) -> dict[str, Any]:
    says, parameters, _ = CALLS[path]
    named = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}] if "{id}" in path else []
    asked_ = [
        {"name": name, "in": "query", "description": words, "schema": {"type": "string"}}
        for name, words in parameters.items()
    ]
    kind = {"application/json": {"schema": {"type": "object"}}}
    answers = {
        "200": {"description": says, "content": kind},
        "400": {"description": "asked wrongly"},
        "404": {"description": "not there"},
    }
    return {"summary": says, "parameters": [*named, *asked_], "responses": answers}


ROUTES = (("GET", "/api/openapi.json", openapi), *(("GET", path, _handler(path)) for path in CALLS))
