"""What is sent to the server: from its own pages alone, by those who may."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from dragoman.web.asked import AskedError
from dragoman.web.guard import may_review
from dragoman.web.room import Room
from dragoman.web.sessions import Session

_FIELDS = 60
# What everybody may send; all else is for reviewers.
_FOR_ALL = ("/login", "/logout")


async def posted(room: Room, request: Request) -> FormData:
    """The form that was sent. Raises HTTPException 403 where it is not of this visit, or may not be sent."""
    session, site = request.state.session, request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site not in (None, "same-origin") or (
        origin is not None and urlsplit(origin).netloc.lower() not in room.settings.hosts
    ):
        raise HTTPException(403, "This form was sent from another site.")
    if request.url.path not in _FOR_ALL and not may_review(room.settings, session):
        says = (
            "The reading room is open for reading only." if room.settings.read_only else "Reviewers alone may do this."
        )
        raise HTTPException(403, says)
    token: object = request.headers.get("x-csrf-token")
    if request.url.path.startswith("/api/"):  # a program names the token before anything of what it sends is looked at
        _check(room, session, token)
        return await _object(request)
    form = await request.form(max_files=1, max_fields=_FIELDS, max_part_size=int(room.settings.max_mb * 1e6))
    _check(room, session, token or form.get("token"))
    return form


def _check(room: Room, session: Session, token: object) -> None:
    if not isinstance(token, str) or not room.sessions.valid(session, token):
        raise HTTPException(403, "This form is not of this visit, or its time is over; load the page again.")


async def _object(request: Request) -> FormData:
    """The JSON object that a program sent, its values words. Raises HTTPException 415 for another kind, AskedError for what is no such object."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "Send a JSON object, as application/json.")
    try:
        sent = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise AskedError("What was sent is no JSON.") from error
    if not isinstance(sent, dict) or not all(isinstance(value, str) for value in sent.values()):
        raise AskedError("Send a JSON object whose values are strings.")
    return FormData(sent)


def word(form: FormData, name: str, longest: int = 2000) -> str:
    """A field of a form, without spaces at its ends; empty where there is none."""
    value = form.get(name)
    return value.strip()[:longest] if isinstance(value, str) else ""
