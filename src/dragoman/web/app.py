"""The reading room: its pages, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial, wraps
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from dragoman.library.edits import JudgementError
from dragoman.store.errors import StoreError
from dragoman.web.asked import AskedError
from dragoman.web.desk import Desk, Open
from dragoman.web.guard import Guard
from dragoman.web.pages import ROUTES
from dragoman.web.posting import posted
from dragoman.web.rendering import Pages
from dragoman.web.room import Handler, Room
from dragoman.web.sessions import Sessions, Throttle
from dragoman.web.settings import Settings

ASSETS = {
    "style.css": "text/css; charset=utf-8",
    "room.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


def build(settings: Settings, opener: Open | None = None) -> ASGIApp:
    """The server's application. opener: another way to open the ledger, for tests."""
    sessions = Sessions(settings.secret)
    room = Room(settings, sessions, Throttle(), Desk(settings, opener), Pages(settings, sessions))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        room.desk.begin()
        yield
        room.desk.close()

    app = Starlette(
        routes=[*(_route(room, *one) for one in ROUTES), Route("/static/{name}", _asset)],
        exception_handlers={kind: partial(_failed, room) for kind in (HTTPException, Exception, *_KNOWN)},
        lifespan=lifespan,
    )
    return Guard(app, settings, sessions)


def _route(room: Room, method: str, path: str, handler: Handler) -> Route:
    """A page. What is sent to it is checked before it is heard."""

    @wraps(handler)
    async def endpoint(request: Request) -> Response:
        form = await posted(room, request) if method == "POST" else None
        return await handler(room, request) if form is None else await handler(room, request, form)

    return Route(path, endpoint, methods=[method])


async def _asset(request: Request) -> Response:
    """One of the files of `ASSETS`; a name that is none of them is looked up nowhere."""
    kind = ASSETS.get(request.path_params["name"])
    if kind is None:
        raise HTTPException(404)
    data = files("dragoman.web").joinpath("static", request.path_params["name"]).read_bytes()
    return Response(data, media_type=kind, headers={"cache-control": "no-cache"})


# Errors that tell a person something, by the status that they are answered with.
_KNOWN: Mapping[type[Exception], int] = {
    AskedError: 400,
    JudgementError: 400,
    MultiPartException: 400,
    ClientDisconnect: 413,
    LookupError: 404,
    StoreError: 503,
}
_SAYS = {
    403: "This may not be done from here.",
    404: "There is no such page.",
    405: "This is not how the page is asked.",
}


async def _failed(room: Room, request: Request, error: Exception) -> Response:
    status, says = 500, "Something went wrong in the program; its terminal says what."
    if isinstance(error, HTTPException):
        status, says = error.status_code, _SAYS.get(error.status_code, error.detail)
        says = error.detail if error.status_code in (403, 429) and error.detail else says
    for kind, code in _KNOWN.items():
        if isinstance(error, kind):
            status, says = code, str(error.args[0] if error.args else error)
            break
    if isinstance(error, StoreError):  # its message names the file
        says = f"The ledger cannot be used just now ({error.problem.code}); `dragoman check` tells more."
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": says}, status)
    return room.pages(request, "error.html", {"says": says, "status": status}, status)
