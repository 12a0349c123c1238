"""Log in and out."""

from __future__ import annotations

import re
from math import ceil

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.web.posting import word
from dragoman.web.room import Room
from dragoman.web.users import verified

_PATH = re.compile(r"/[a-z][a-z0-9/-]*")


async def login(room: Room, request: Request) -> Response:
    """The form."""
    return room.pages(request, "login.html", {"next": _next(request.query_params.get("next", "")), "says": ""})


async def enter(room: Room, request: Request, form: FormData) -> Response:
    """Name and password; wrong ones make the next try wait."""
    name, onward = word(form, "name", 64), _next(word(form, "next"))
    address = request.client.host if request.client else ""
    keys = (f"name {name}", f"address {address}")
    wait = room.throttle.wait(*keys)
    if wait > 0:
        raise HTTPException(
            429, f"Too many wrong passwords; try again in {ceil(wait)} seconds.", {"retry-after": str(ceil(wait))}
        )
    room.throttle.wrong(*keys)  # counted before, so that tries side by side count too
    password = form.get("password")
    user = await run_in_threadpool(verified, room.settings.users, name, password if isinstance(password, str) else "")
    if user is None:
        return room.pages(request, "login.html", {"next": onward, "says": "Name or password is wrong."}, 401)
    room.throttle.right(*keys)
    request.state.session = room.sessions.begin(user)
    return RedirectResponse(onward, 303)


async def leave(room: Room, request: Request, form: FormData) -> Response:
    """Ends the visit."""
    room.sessions.end(request.state.session)
    request.state.session = room.sessions.of(None)
    return RedirectResponse("/login" if room.settings.users else "/", 303)


def _next(path: str) -> str:
    """A page of this server, else the first one."""
    return path if _PATH.fullmatch(path) and not path.startswith("/login") else "/"


ROUTES = (("GET", "/login", login), ("POST", "/login", enter), ("POST", "/logout", leave))
