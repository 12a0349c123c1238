"""Exports: the files of `dragoman export`, by buttons."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dragoman.export import FORMATS
from dragoman.library.held import Held
from dragoman.web.asked import AskedError
from dragoman.web.room import Room, asked, form_values


async def exports(room: Room, request: Request) -> Response:
    """The buttons."""

    def values(held: Held) -> dict[str, Any]:
        chosen = asked(held, request)
        return {**form_values(held, chosen), "formats": {name: one.says for name, one in FORMATS.items()}}

    return room.pages(request, "export.html", await room.desk.ask(values))


async def file(room: Room, request: Request) -> Response:
    """One file. format: of `FORMATS`; nothing else of the address names anything on disk."""
    wanted = request.query_params.get("format", "")
    if wanted not in FORMATS:
        raise AskedError(f"{wanted[:30]!r} is no format; take one of {', '.join(FORMATS)}.")
    body = await room.desk.ask(lambda held: _written(held, request, wanted))
    headers = {"content-disposition": f'attachment; filename="dragoman-{wanted}"'}
    return Response(body, media_type="application/octet-stream", headers=headers)


def _written(held: Held, request: Request, wanted: str) -> bytes:
    chosen = asked(held, request)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        try:
            held.ledger.export(
                path, wanted, between=chosen.between, since=chosen.since, until=chosen.until, issue=chosen.issue,
                event_type=chosen.event_type, min_confidence=chosen.least,
            )  # fmt: skip
        except ImportError as error:
            raise AskedError(str(error)) from error
        return path.read_bytes()


ROUTES = (("GET", "/export", exports), ("GET", "/export/file", file))
