"""Add documents: pasted, or a file handed in."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dragoman.decode import DECODERS
from dragoman.library.ledger import Ledger
from dragoman.library.reading import ReadReport
from dragoman.records.given import Given
from dragoman.records.problem import Problem
from dragoman.sources.address import Fetched
from dragoman.web.asked import AskedError
from dragoman.web.posting import word
from dragoman.web.rendering import web_address
from dragoman.web.room import Room

_UNFIT = re.compile(r"[^\w .,()-]+")


async def add(room: Room, request: Request) -> Response:
    """The form."""
    return room.pages(request, "add.html", _values(room, None))


async def take(room: Room, request: Request, form: FormData) -> Response:
    """Reads what was handed in, and says what came of it."""
    address, url = word(form, "address"), web_address(word(form, "url"))
    if address and not (form.get("text") or _file_of(form)):
        name, data, url = await _fetched(room, address)
    else:
        name, data = await _handed(form)
    given = Given(
        **{key: word(form, key, 300) or None for key in ("published", "publisher", "place", "title", "language")},
        url=url,
    )
    report = await room.desk.read(lambda ledger: _read(ledger, name, data, given, room.settings.max_mb))
    return room.pages(request, "add.html", _values(room, report), 200 if report.documents or report.unchanged else 422)


def _read(ledger: Ledger, name: str, data: bytes, given: Given, max_mb: float) -> ReadReport:
    try:
        return ledger.read_data(name, data, given, max_mb)
    except ValueError as error:
        raise AskedError(str(error)) from error


async def _fetched(room: Room, address: str) -> tuple[str, bytes, str]:
    """Name, bytes and last address of a page of the web. Raises HTTPException where they are not read here, AskedError."""
    if room.settings.fetch is None:
        raise HTTPException(403, "This room adds no documents by their addresses; paste the text.")
    found = await run_in_threadpool(room.settings.fetch, address, int(room.settings.max_mb * 1e6))
    if isinstance(found, Problem):
        raise AskedError(str(found))
    if found.ending not in DECODERS:
        raise AskedError(f"{found.url}: pages of this kind ({found.ending}) are not read; paste the text.")
    return named(found), as_utf8(found), found.url


def named(page: Fetched) -> str:
    """What a page is called in the ledger: its host and path, fit for a file's name."""
    split = urlsplit(page.url)
    path = split.path.strip("/").removesuffix(page.ending)
    query = f"_{split.query}" if split.query else ""
    return (_UNFIT.sub("_", f"{split.hostname}/{path}{query}").strip(" ._")[-100:] or "page") + page.ending


def as_utf8(page: Fetched) -> bytes:
    """The page's bytes; of plain text in another encoding that its server names, in UTF-8. A page of HTML says it by itself."""
    if page.ending == ".html" or page.encoding is None:
        return page.data
    try:
        return page.data.decode(page.encoding).encode("utf-8", "surrogatepass")
    except (LookupError, UnicodeError):
        return page.data


def _file_of(form: FormData) -> UploadFile | None:
    file = form.get("file")
    return file if isinstance(file, UploadFile) and file.filename else None


async def _handed(form: FormData) -> tuple[str, bytes]:
    """Name and bytes of what was handed in. The name is an id in the ledger, and never a path."""
    file, text, title = _file_of(form), form.get("text"), word(form, "title", 80)
    if file is not None:
        last = (file.filename or "").replace("\\", "/").rsplit("/", 1)[-1]
        return _UNFIT.sub("_", last).strip(" .")[-100:] or "document.txt", await file.read()
    if isinstance(text, str) and text.strip():
        name = _UNFIT.sub("_", word(form, "id", 80) or title or "pasted").strip(" .") or "pasted"
        return f"{name}.txt", text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")
    raise AskedError("Paste a text, choose a file, or name a page.")


def _values(room: Room, report: ReadReport | None) -> dict[str, Any]:
    return {
        "report": report,
        "max_mb": room.settings.max_mb,
        "endings": ",".join(sorted(DECODERS)),
        "by_url": room.settings.fetch is not None,
    }


ROUTES = (("GET", "/add", add), ("POST", "/add", take))
