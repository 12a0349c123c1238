"""What every page is handed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from dragoman.library.held import Held
from dragoman.web.asked import Filters, filters
from dragoman.web.desk import Desk
from dragoman.web.rendering import Pages
from dragoman.web.sessions import Session, Sessions, Throttle
from dragoman.web.settings import Settings

Handler = Callable[..., Awaitable[Response]]


@dataclass(frozen=True)
class Room:
    """The ledger's desk, the pages, and who is there."""

    settings: Settings
    sessions: Sessions
    throttle: Throttle
    desk: Desk
    pages: Pages

    def author(self, request: Request) -> str:
        """Whose judgements are made."""
        session: Session = request.state.session
        return session.user.name if session.user else self.settings.author


def asked(held: Held, request: Request) -> Filters:
    """The filters of an address. Raises AskedError."""
    return filters(request.query_params, held.issues, held.plover.types)


def form_values(held: Held, chosen: Filters) -> dict[str, object]:
    """What the form of filters is filled with."""
    return {"filters": chosen, "issues": held.issues, "types": list(held.plover.types), "names": held.names}
