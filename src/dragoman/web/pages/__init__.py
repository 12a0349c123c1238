"""The pages, a file each. A new page is a module here with its `ROUTES`, and a template."""

from __future__ import annotations

from dragoman.web.pages import (
    add,
    answers,
    api,
    document,
    event,
    exports,
    login,
    map,
    network,
    overview,
    review,
    search,
    sources,
    timeline,
)
from dragoman.web.room import Handler

_PAGES = (overview, timeline, event, document, search, sources, answers, network, map, exports, review, add, api, login)

# (method, path, handler)
ROUTES: tuple[tuple[str, str, Handler], ...] = tuple(route for page in _PAGES for route in page.ROUTES)
