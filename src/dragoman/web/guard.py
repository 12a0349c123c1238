"""What stands before every page: the Host check, who is there, limits, and the headers that bind the browser."""

from __future__ import annotations

from asyncio import TimeoutError as LateError
from asyncio import wait_for
from http.cookies import SimpleCookie
from time import monotonic
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.sessions import Session, Sessions
from dragoman.web.settings import REVIEWER, Settings

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
OPEN = ("/login", "/static/")
_FORM_ROOM = 200_000  # bytes of a form beside its document
BODY_SECONDS = 60.0  # in which what is sent has to be there


class Guard:
    """Wraps the pages."""

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions) -> None:
        self.app, self.settings, self.sessions = app, settings, sessions
        self.limit = int(settings.max_mb * 1e6) + _FORM_ROOM
        self.cookie = f"dragoman_{settings.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what may pass."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = Headers(scope=scope)
        cookie = SimpleCookie()
        cookie.load(headers.get("cookie", ""))
        given = cookie[self.cookie].value if self.cookie in cookie else None
        session = self.sessions.of(given)
        scope.setdefault("state", {})["session"] = session
        refused = self._refused(scope, headers, session)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._bind(MutableHeaders(scope=message), scope["state"]["session"], given, scope["path"])
            await send(message)

        await (refused or self.app)(scope, _Limited(receive, self.limit).receive, sending)

    def _refused(self, scope: Scope, headers: Headers, session: Session) -> Response | None:
        """What is answered in place of a page, or null."""
        path, method = scope["path"], scope["method"]
        if headers.get("host", "").lower() not in self.settings.hosts:
            return PlainTextResponse("This name is not served here.", 421)
        if method not in ("GET", "HEAD", "POST"):
            return PlainTextResponse("Method not allowed.", 405, {"allow": "GET, HEAD, POST"})
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self.limit:
            return PlainTextResponse(f"Too large: at most {self.settings.max_mb:g} MB are taken.", 413)
        if self.settings.users and session.user is None and not path.startswith(OPEN):
            if path.startswith("/api/"):
                return JSONResponse({"error": "log in first"}, 401)
            return RedirectResponse(f"/login?next={quote(path)}", 303)
        return None

    def _bind(self, headers: MutableHeaders, session: Session, given: str | None, path: str) -> None:
        for name, value in HEADERS.items():
            headers[name] = value
        if not path.startswith("/static/"):
            headers["cache-control"] = "no-store"
        if self.settings.https:
            headers["strict-transport-security"] = "max-age=31536000"
        if session.id != given:
            secure = "; Secure" if self.settings.https else ""
            headers.append("set-cookie", f"{self.cookie}={session.id}; HttpOnly; SameSite=Strict; Path=/{secure}")


class _Limited:
    """A request's body, cut off where it is larger than was said, or takes too long."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._left = receive, limit
        self._more, self._until = True, monotonic() + BODY_SECONDS

    async def receive(self) -> Message:
        if not self._more:  # what comes behind the body says that somebody has left
            return await self._receive()
        try:
            message = await wait_for(self._receive(), max(0.0, self._until - monotonic()))
        except LateError:
            return {"type": "http.disconnect"}
        if message["type"] == "http.request":
            self._more = message.get("more_body", False)
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                return {"type": "http.disconnect"}
        return message


def may_review(settings: Settings, session: Session) -> bool:
    """Whether somebody may judge and add documents."""
    if settings.read_only:
        return False
    return not settings.users or (session.user is not None and session.user.role == REVIEWER)
