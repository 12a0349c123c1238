"""Answers that are sheets: compare, positions, commitments, the brief; and who acts on whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from dragoman.codebook.topics import load_topics
from dragoman.library.held import Held
from dragoman.library.shelves import Wanted
from dragoman.present.commitments import commitments_sheet
from dragoman.present.comparison import comparison_sheet
from dragoman.present.markdown import brief_markdown
from dragoman.present.plots.temperature import draw_temperature
from dragoman.present.sheet import Sheet
from dragoman.present.stances import stances_sheet
from dragoman.records.commitment import STATUSES
from dragoman.web.asked import AskedError, Filters, Paged, page_of
from dragoman.web.room import Room, asked, form_values

if TYPE_CHECKING:
    from dragoman.library.stances import Positions
    from dragoman.library.temperatures import Temperature
    from dragoman.present.plots.picture import Drawing

_PER_PAGE, _PARTIES = 100, 14


async def compare(room: Room, request: Request) -> Response:
    """Two documents, or two countries' reports of one meeting, side by side."""
    return room.pages(request, "compare.html", await room.desk.ask(lambda held: _compare(held, request)))


def _compare(held: Held, request: Request) -> dict[str, Any]:
    chosen, given = asked(held, request), request.query_params
    left, right, on = (given.get(name, "").strip()[:300] for name in ("left", "right", "on"))
    sheet, says = None, ""
    try:
        if left and right:
            sheet = comparison_sheet(held.ledger.compare(left, right), load_topics().labels)
        elif chosen.between:
            sheet = comparison_sheet(held.ledger.compare_meeting(chosen.between, on or None), load_topics().labels)
    except (LookupError, ValueError) as error:
        says = str(error.args[0])
    values = {"left": left, "right": right, "on": on, "says": says, "readings": held.listed()[:2000]}
    return {**form_values(held, chosen), **values, **_sheet(sheet, request)}


async def positions(room: Room, request: Request) -> Response:
    """Lines taken by issue and party, and who speaks on what."""
    return room.pages(request, "positions.html", await room.desk.ask(lambda held: _positions(held, request)))


def _positions(held: Held, request: Request) -> dict[str, Any]:
    chosen = asked(held, request)
    wanted = replace(chosen.wanted, event_type=None, speech=False)
    made, sheet = held.once(("positions", wanted), lambda: _stances(held, wanted))
    counts = {(stance.issue, stance.party): stance.statements for stance in made.stances}
    by_party: dict[str, int] = {}
    for (_, party), count in counts.items():
        by_party[party] = by_party.get(party, 0) + count
    parties = sorted(by_party, key=lambda code: (-by_party[code], code))[:_PARTIES]
    issues = sorted({issue for issue, _ in counts if issue})
    return {
        **form_values(held, chosen),
        "matrix": counts,
        "parties": parties,
        "rows_of": issues,
        **_sheet(sheet, request),
    }


def _stances(held: Held, wanted: Wanted) -> tuple[Positions, Sheet]:
    made = held.ledger.positions(
        wanted.party, wanted.issue, wanted.between, wanted.since, wanted.until, wanted.min_confidence
    )
    return made, stances_sheet(made, held.names, held.issues)


async def commitments(room: Room, request: Request) -> Response:
    """Promises, by whom and when, and what became of them."""
    return room.pages(request, "commitments.html", await room.desk.ask(lambda held: _commitments(held, request)))


def _commitments(held: Held, request: Request) -> dict[str, Any]:
    chosen, status = asked(held, request), request.query_params.get("status") or None
    if status not in (None, *STATUSES):
        raise AskedError(f"{str(status)[:20]!r} is no status; take one of {', '.join(STATUSES)}.")
    wanted = replace(chosen.wanted, event_type=None, speech=False)
    sheet = held.once(("commitments", wanted, status), lambda: _promises(held, wanted, status))
    return {**form_values(held, chosen), "status": status, "statuses": STATUSES, **_sheet(sheet, request)}


def _promises(held: Held, wanted: Wanted, status: str | None) -> Sheet:
    made = held.ledger.commitments(
        wanted.between, wanted.party, wanted.issue, status, wanted.since, wanted.until, None, wanted.min_confidence
    )
    return commitments_sheet(made, held.names)


def _sheet(sheet: Sheet | None, request: Request) -> dict[str, Any]:
    """A sheet's blocks cut to a page of rows: block after block."""
    rows = [(n, row) for n, block in enumerate(sheet.blocks) for row in block.rows] if sheet else []
    paged = Paged.of(page_of(request.query_params), len(rows), _PER_PAGE)
    shown = rows[paged.cut]
    blocks = [(block, [row for m, row in shown if m == n]) for n, block in enumerate(sheet.blocks if sheet else ())]
    return {"sheet": sheet, "blocks": [(block, kept) for block, kept in blocks if kept], "paged": paged}


async def temperature(room: Room, request: Request) -> Response:
    """Conflict and cooperation of a pair over time, drawn and as a table."""
    return room.pages(request, "temperature.html", await room.desk.ask(lambda held: _temperature(held, request)))


def _temperature(held: Held, request: Request) -> dict[str, Any]:
    chosen, unit = asked(held, request), request.query_params.get("unit") or "year"
    pair = chosen.between or held.busiest_pair()
    made, drawn = None, None
    if pair:
        key = ("temperature", pair, unit, *chosen.period, chosen.least)
        made, drawn = held.once(key, lambda: _degrees(held, pair, unit, chosen))
    told = [d for d in made.degrees if d.events] if made else []
    paged = Paged.of(page_of(request.query_params), len(told))
    return {
        **form_values(held, chosen),
        "pair": pair,
        "made": made,
        "unit": unit,
        "drawn": drawn,
        "rows": told[paged.cut],
        "paged": paged,
    }


def _degrees(held: Held, pair: tuple[str, str], unit: str, chosen: Filters) -> tuple[Temperature, Drawing]:
    try:
        made = held.ledger.temperature(pair, unit, *chosen.period, chosen.least)
    except ValueError as error:
        raise AskedError(str(error)) from error
    return made, draw_temperature(made, held.names)


async def brief(room: Room, request: Request) -> Response:
    """The brief of a pair as a page."""
    return room.pages(request, "brief.html", await room.desk.ask(lambda held: _brief(held, request)))


def _brief(held: Held, request: Request) -> dict[str, Any]:
    chosen = asked(held, request)
    made = held.brief(chosen.between, *chosen.period, chosen.least)
    lines = [(section, group, line) for section in made.sections for group in section.groups for line in group.lines]
    paged = Paged.of(page_of(request.query_params), len(lines), _PER_PAGE)
    return {**form_values(held, chosen), "brief": made, "lines": lines[paged.cut], "paged": paged}


async def brief_file(room: Room, request: Request) -> Response:
    """The brief as Markdown with its evidence."""

    def made(held: Held) -> str:
        chosen = asked(held, request)
        return brief_markdown(held.brief(chosen.between, *chosen.period, chosen.least), True)

    body = (await room.desk.ask(made)).encode("utf-8", "surrogatepass")
    headers = {"content-disposition": 'attachment; filename="brief.md"'}
    return Response(body, media_type="text/markdown; charset=utf-8", headers=headers)


ROUTES = (
    ("GET", "/compare", compare),
    ("GET", "/positions", positions),
    ("GET", "/commitments", commitments),
    ("GET", "/temperature", temperature),
    ("GET", "/brief", brief),
    ("GET", "/brief.md", brief_file),
)
