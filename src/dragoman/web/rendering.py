"""Pages from templates: everything is escaped; what would move text about is shown as a dot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dragoman.present.days import day_words, one_day
from dragoman.store.search import phrases
from dragoman.web.guard import may_review
from dragoman.web.marking import Piece, pieces
from dragoman.web.sessions import Session, Sessions
from dragoman.web.settings import Settings

# Control characters, and those that turn the writing direction: a document could hide what it says by them.
_UNSHOWN = dict.fromkeys(
    [*(c for c in range(32) if c not in (9, 10)), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "·"
)
NAVIGATION = (
    ("/", "Overview"), ("/timeline", "Timeline"), ("/compare", "Compare"), ("/positions", "Positions"), ("/commitments", "Commitments"),
    ("/temperature", "Temperature"), ("/network", "Who to whom"), ("/map", "Map"), ("/brief", "Brief"), ("/review", "Review"), ("/sources", "Sources"),
    ("/export", "Export"), ("/add", "Add"),
)  # fmt: skip
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def shown(text: object) -> str:
    """Text of a document as it may stand on a page: as long as it was, controls as `·`."""
    return str(text).translate(_UNSHOWN)


def web_address(url: str | None) -> str | None:
    """The address if it leads to the web, else null: `javascript:` and the like never become links."""
    return url if url and re.match(r"https?://[^\s]+$", url, re.IGNORECASE) else None


def language_tag(language: str | None) -> str | None:
    """A language tag fit for the `lang` attribute, or null."""
    return language if language and _TAG.fullmatch(language) else None


def link(path: str, **query: object) -> str:
    """A path of this server with a query."""
    kept = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(kept)}" if kept else path


def reader(document: str, start: int | None = None, end: int | None = None) -> str:
    """The address of a place in a document."""
    at = None if start is None else f"{start}-{end}"
    return link("/document", id=document, at=at) + ("" if at is None else "#at")


def hits(text: str, query: str) -> list[Piece]:
    """The text with the words of a search marked."""
    found = [r"\W+".join(map(re.escape, words)) + ("" if ending else r"\b") for words, ending in phrases(query)]
    spans = [(m.start(), m.end(), "hit") for one in found for m in re.finditer(rf"\b{one}", text, re.IGNORECASE)]
    return pieces(text, spans)


def plot(svg: str) -> Markup:
    """A plot made here, whose words were escaped as it was made, as part of a page."""
    return Markup(shown(svg).replace("<svg ", '<svg role="img" aria-label="Level, events and documents over time" ', 1))


def tone(score: float) -> str:
    """`up` for a mean score of cooperation, `down` for one of conflict, `even` for neither."""
    return "up" if score >= 0.5 else "down" if score <= -0.5 else "even"


def percent(value: float) -> str:
    """A share as whole percent."""
    return f"{100 * value:.0f} %"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates with their filters."""
    made = Environment(
        loader=PackageLoader("dragoman.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )  # fmt: skip
    made.filters.update(
        shown=shown,
        plot=plot,
        days=day_words,
        day=one_day,
        percent=percent,
        tone=tone,
        web_address=web_address,
        language_tag=language_tag,
    )
    made.tests["search_claim"] = lambda name: name.startswith("c:")
    made.globals.update(nav_items=NAVIGATION, link=link, reader=reader, hits=hits)
    return made


class Pages:
    """Makes responses of templates."""

    def __init__(self, settings: Settings, sessions: Sessions) -> None:
        self._settings, self._sessions = settings, sessions

    def __call__(
        self, request: Request, template: str, values: Mapping[str, Any] | None = None, status: int = 200
    ) -> HTMLResponse:
        """A page. values: what the template is handed beside who is there."""
        session: Session = request.state.session
        words = environment().get_template(template).render(
            {
                "token": self._sessions.token(session),
                "user": session.user,
                "logins": bool(self._settings.users),
                "may_review": may_review(self._settings, session),
                "read_only": self._settings.read_only,
                "here": request.url.path,
                "ledger": self._settings.ledger.rsplit("/", 1)[-1],
                **(values or {}),
            }
        )  # fmt: skip
        return HTMLResponse(words, status)
