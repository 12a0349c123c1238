"""Add documents: pasted, or a file handed in."""

from __future__ import annotations

import re
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from dragoman.decode import DECODERS
from dragoman.library.ledger import Ledger
from dragoman.library.reading import ReadReport
from dragoman.records.given import Given
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
    name, data = await _handed(form)
    given = Given(
        **{key: word(form, key, 300) or None for key in ("published", "publisher", "place", "title", "language")},
        url=web_address(word(form, "url")),
    )
    report = await room.desk.read(lambda ledger: _read(ledger, name, data, given, room.settings.max_mb))
    return room.pages(request, "add.html", _values(room, report), 200 if report.documents or report.unchanged else 422)


def _read(ledger: Ledger, name: str, data: bytes, given: Given, max_mb: float) -> ReadReport:
    try:
        return ledger.read_data(name, data, given, max_mb)
    except ValueError as error:
        raise AskedError(str(error)) from error


async def _handed(form: FormData) -> tuple[str, bytes]:
    """Name and bytes of what was handed in. The name is an id in the ledger, and never a path."""
    file, text, title = form.get("file"), form.get("text"), word(form, "title", 80)
    if isinstance(file, UploadFile) and file.filename:
        last = file.filename.replace("\\", "/").rsplit("/", 1)[-1]
        return _UNFIT.sub("_", last).strip(" .")[-100:] or "document.txt", await file.read()
    if isinstance(text, str) and text.strip():
        name = _UNFIT.sub("_", word(form, "id", 80) or title or "pasted").strip(" .") or "pasted"
        return f"{name}.txt", text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")
    raise AskedError("Paste a text, or choose a file.")


def _values(room: Room, report: ReadReport | None) -> dict[str, Any]:
    return {"report": report, "max_mb": room.settings.max_mb, "endings": ",".join(sorted(DECODERS))}


ROUTES = (("GET", "/add", add), ("POST", "/add", take))
