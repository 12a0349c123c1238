"""What is sent to the server: from its own pages alone, by those who may."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from dragoman.web.guard import may_review
from dragoman.web.room import Room

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
    form = await request.form(max_files=1, max_fields=_FIELDS, max_part_size=int(room.settings.max_mb * 1e6))
    token = request.headers.get("x-csrf-token") or form.get("token")
    if not isinstance(token, str) or not room.sessions.valid(session, token):
        raise HTTPException(403, "This form is not of this visit, or its time is over; load the page again.")
    return form


def word(form: FormData, name: str, longest: int = 2000) -> str:
    """A field of a form, without spaces at its ends; empty where there is none."""
    value = form.get(name)
    return value.strip()[:longest] if isinstance(value, str) else ""
