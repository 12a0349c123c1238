"""The JSON API: what the pages show, under the ids of the exports; judgements are read and, by reviewers, made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dragoman.library.edits import Listed
from dragoman.library.held import Held
from dragoman.present.commitments import commitments_json
from dragoman.present.comparison import comparison_json
from dragoman.present.stances import stances_json
from dragoman.present.temperature import temperature_json
from dragoman.present.timeline import timeline_rows
from dragoman.records.claim_json import claim_object, span_object
from dragoman.records.judgement import Judgement, judgement_object
from dragoman.web import judging
from dragoman.web.asked import AskedError, Paged, id_of, page_of
from dragoman.web.guard import may_review
from dragoman.web.pages.openapi import CALLS, POSTED, description
from dragoman.web.posting import word
from dragoman.web.room import Room, asked

Json = dict[str, Any]


def _events(held: Held, request: Request) -> Json:
    wanted = asked(held, request).wanted
    paged = Paged.of(page_of(request.query_params), held.total(wanted))
    return _list(paged, timeline_rows(held.timeline(wanted, paged.cut)))


def _list(paged: Paged, items: list[Any]) -> Json:
    return {"total": paged.total, "page": paged.page, "pages": paged.pages, "items": items}


def _event(held: Held, request: Request) -> Json:
    found = held.ledger.explain(id_of(request.path_params["id"]), parse=False)
    judged = [_judged(one.judgement, one.undone) for told in found for one in told.judgements]
    event = found[0].event
    return {
        "id": event.id,
        "why": event.why,
        "part_of": event.part_of,
        "parts": found[0].parts,
        "claims": [claim_object(one.told) | {"rejected": one.rejected} for one in found],
        "judgements": judged,
    }


def _documents(held: Held, request: Request) -> Json:
    every = held.listed()
    paged = Paged.of(page_of(request.query_params), len(every))
    return _list(paged, [asdict(reading) for reading in held.readings(every[paged.cut])])


def _document(held: Held, request: Request) -> Json:
    page = held.document(request.query_params.get("id", ""))
    aside = [{**span_object(s.span), "reason": s.reason, "why": s.why} for s in page.set_aside]
    claims = [claim_object(one) for one in page.claims]
    return {**asdict(page.reading), "text": page.text, "copy_of": page.copy_of, "set_aside": aside, "claims": claims}


def _search(held: Held, request: Request) -> Json:
    hits = held.ledger.search(request.query_params.get("q", "")[:200], 50)
    return {"items": [
        {"kind": "claim" if h.claim else "document", "id": h.claim.id if h.claim else h.reading.text_id, "document": h.reading.document,
         **span_object(h.span)} for h in hits
    ]}  # fmt: skip


def _commitments(held: Held, request: Request) -> Json:
    one = replace(asked(held, request).wanted, event_type=None, speech=False)

    def made() -> Json:
        period = one.since, one.until
        return commitments_json(
            held.ledger.commitments(one.between, one.party, one.issue, None, *period, None, one.min_confidence)
        )

    return held.once(("api commitments", one), made)


def _positions(held: Held, request: Request) -> Json:
    one = replace(asked(held, request).wanted, event_type=None, speech=False)

    def made() -> Json:
        return stances_json(
            held.ledger.positions(one.party, one.issue, one.between, one.since, one.until, one.min_confidence)
        )

    return held.once(("api positions", one), made)


def _compare(held: Held, request: Request) -> Json:
    chosen, given = asked(held, request), request.query_params
    left, right, on = (given.get(name, "").strip()[:300] for name in ("left", "right", "on"))
    try:
        if left and right:
            return comparison_json(held.ledger.compare(left, right))
        if chosen.between:
            return comparison_json(held.ledger.compare_meeting(chosen.between, on or None))
    except ValueError as error:
        raise AskedError(str(error)) from error
    raise AskedError("Name two documents by left and right, or two countries by a and b.")


def _temperature(held: Held, request: Request) -> Json:
    chosen = asked(held, request)
    if chosen.between is None:
        raise AskedError("Name two countries by a and b.")
    try:
        unit = request.query_params.get("unit", "year")
        return temperature_json(held.ledger.temperature(chosen.between, unit, *chosen.period, chosen.least))
    except ValueError as error:
        raise AskedError(str(error)) from error


def _judgements(held: Held, request: Request) -> Json:
    claim = request.query_params.get("claim", "")
    every: list[Listed] = list(held.ledger.judge.history(id_of(claim))) if claim else list(held.history())
    paged = Paged.of(page_of(request.query_params), len(every))
    return _list(paged, [_judged(one.judgement, one.undone) | {"binds_to": one.claim} for one in every[paged.cut]])


def _judged(one: Judgement, undone: Judgement | None) -> Json:
    return judgement_object(one) | {"undone_by": undone.id if undone else None}


def _agreement(held: Held, request: Request) -> Json:
    return {"items": [
        {"one": a.one, "other": a.other, "both": a.both, "agreed": a.agreed, "kappa": a.kappa, "same_values": a.same_values,
         "table": [{"one": x, "other": y, "claims": n} for (x, y), n in sorted(a.table.items())], "differ": list(a.claims)}
        for a in held.agreement()
    ]}  # fmt: skip


_MADE: dict[str, Callable[[Held, Request], Json]] = {
    "/api/events": _events,
    "/api/events/{id}": _event,
    "/api/documents": _documents,
    "/api/document": _document,
    "/api/search": _search,
    "/api/positions": _positions,
    "/api/compare": _compare,
    "/api/commitments": _commitments,
    "/api/temperature": _temperature,
    "/api/judgements": _judgements,
    "/api/agreement": _agreement,
}


def _handler(path: str) -> Any:
    make = _MADE[path]

    async def call(room: Room, request: Request) -> Response:
        return JSONResponse(await room.desk.ask(lambda held: make(held, request)))

    return call


async def session(room: Room, request: Request) -> Response:
    """Who is there, and the token that what is sent has to carry."""
    here = request.state.session
    told = {
        "user": here.user.name if here.user else None,
        "role": here.user.role if here.user else None,
        "may_judge": may_review(room.settings, here),
        "token": room.sessions.token(here),
    }
    return JSONResponse(told)


async def judge(room: Room, request: Request, form: FormData) -> Response:
    """Makes a judgement; what it was made into."""
    odd = [name for name in form if name not in (*POSTED, "token")]
    if odd:
        raise AskedError(f"{odd[0][:40]!r} is nothing that a judgement has; it has {', '.join(POSTED)}.")
    author, sent = room.author(request), {name: word(form, name) for name in POSTED}
    made = await room.desk.ask(lambda held: judging.judge(held, sent, author))
    return JSONResponse(_judged(made, None), 201)


async def openapi(room: Room, request: Request) -> Response:
    """The description of all calls."""
    return JSONResponse(description())


assert set(_MADE) | {"/api/session"} == set(CALLS)
ROUTES = (
    ("GET", "/api/openapi.json", openapi),
    ("GET", "/api/session", session),
    ("POST", "/api/judgements", judge),
    *(("GET", path, _handler(path)) for path in _MADE),
)
