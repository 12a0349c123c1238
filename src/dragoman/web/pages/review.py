"""Review: a queue by doubt, judgements made and taken back, their history, and what two reviewers agree on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.library.held import Held
from dragoman.library.labelled import labelled
from dragoman.web import judging
from dragoman.web.asked import Paged, id_of, page_of
from dragoman.web.pages.event import shown
from dragoman.web.posting import word
from dragoman.web.rendering import link
from dragoman.web.room import Room, asked, form_values


async def queue(room: Room, request: Request) -> Response:
    """The claim that is most in doubt, or the one at `page` of the queue."""
    return room.pages(
        request, "review.html", await room.desk.ask(lambda held: _next(held, request, room.author(request)))
    )


def _next(held: Held, request: Request, author: str) -> dict[str, Any]:
    chosen = asked(held, request)
    page = page_of(request.query_params)
    second = chosen.words.get("second") == "yes"
    one = held.second_opinions(chosen.wanted, page, author) if second else held.queue(chosen.wanted, page)
    paged = Paged.of(page, one.waiting if one else 0, 1)
    told = [e for e in held.ledger.explain(one.claim, parse=False) if e.told.claim.id == one.claim] if one else []
    done = request.query_params.get("done", "")
    return {
        **form_values(held, chosen),
        "paged": paged,
        "doubtful": one,
        "second": second,
        "told": shown(told[0]) if told else None,
        "event": told[0].event if told else None,
        "query": chosen.query(),
        "done": id_of(done) if done else "",
    }


async def judge(room: Room, request: Request, form: FormData) -> Response:
    """Makes a judgement; goes back to the queue, the event or the history."""
    author, sent = room.author(request), {name: word(form, name) for name in form}
    made = (await room.desk.ask(lambda held: judging.judge(held, sent, author))).id
    back, claim = word(form, "back"), word(form, "claim")
    if back == "queue":
        query = {
            k: word(form, f"q-{k}", 300)
            for k in ("a", "b", "party", "issue", "type", "since", "until", "speech", "least", "second", "page")
        }
        return RedirectResponse(link("/review", **query, done=made), 303)
    if back == "history":
        return RedirectResponse(link("/judgements", done=made), 303)
    event = await room.desk.ask(lambda held: held.event_of(claim))
    return RedirectResponse(f"/event/{id_of(event)}#c-{id_of(claim)}", 303)


async def history(room: Room, request: Request) -> Response:
    """All judgements, the latest first, and the agreement of each two reviewers."""
    return room.pages(request, "judgements.html", await room.desk.ask(lambda held: _history(held, request)))


def _history(held: Held, request: Request) -> dict[str, Any]:
    found = held.history()[::-1]
    paged = Paged.of(page_of(request.query_params), len(found))
    return {"rows": found[paged.cut], "paged": paged, "agreement": held.agreement()}


async def exchanged(room: Room, request: Request) -> Response:
    """Judgements as reviewers exchange them, an object a line."""
    return _lines(await room.desk.ask(lambda held: list(held.ledger.judge.export())), "judgements.jsonl")


async def labels(room: Room, request: Request) -> Response:
    """Judgements as labelled data, an object a line."""
    return _lines(await room.desk.ask(lambda held: list(labelled(held.ledger))), "labelled.jsonl")


def _lines(rows: Iterable[dict[str, Any]], name: str) -> Response:
    body = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(
        body.encode("utf-8", "surrogatepass"), media_type="application/jsonl; charset=utf-8", headers=headers
    )


ROUTES = (
    ("GET", "/review", queue),
    ("POST", "/judge", judge),
    ("GET", "/judgements", history),
    ("GET", "/judgements.jsonl", exchanged),
    ("GET", "/labelled.jsonl", labels),
)
