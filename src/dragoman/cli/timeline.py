"""`dragoman timeline`: events of a ledger, oldest first."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli import completion, options

if TYPE_CHECKING:
    from dragoman.records.answers import TimelineRow

HELP = """List what happened, oldest first: each event once, with all who report it.

Examples:

  dragoman timeline relations.ledger --between Japan China --issue taiwan

  dragoman timeline relations.ledger --since 2024-01-01 --format csv > events.csv
"""
NAMES = (
    "id", "first", "last", "basis", "event_type", "mode", "actor", "recipient", "aux", "issues", "documents",
    "copies", "publishers", "tellers", "confidence", "evidence", "part_of", "differ",
)  # fmt: skip


class Format(str, Enum):
    """How rows are printed."""

    table = "table"
    json = "json"
    csv = "csv"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("timeline", help=HELP, rich_help_panel="Ask", no_args_is_help=True)(timeline)


def timeline(
    ledger: options.LedgerFile,
    between: options.Between = None,
    party: Annotated[str | None, typer.Option(help="One country that takes part.", metavar="COUNTRY")] = None,
    issue: Annotated[
        str | None,
        typer.Option(help="Id of an issue, such as taiwan.", metavar="ISSUE", autocompletion=completion.issues),
    ] = None,
    event_type: Annotated[
        str | None, typer.Option("--type", help="PLOVER type.", metavar="TYPE", autocompletion=completion.types)
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    speech: Annotated[bool, typer.Option("--speech", help="Also what was only said.")] = False,
    min_confidence: options.MinConfidence = None,
    run: options.RunId = None,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.table,
) -> None:
    pair, first, last = options.pair(between), options.day(since, "--since"), options.day(until, "--until")
    import dragoman

    with dragoman.open(ledger, must_exist=True) as opened:
        try:
            rows = opened.timeline(
                pair, issue, first, last, options.confidence(min_confidence), party, event_type, speech, run
            )
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
    _print(rows, format)


def row_object(row: TimelineRow) -> dict[str, Any]:
    """A row for programs: codes of both sides, days, the evidence of the claim that says most, and where its claims differ."""
    from dragoman.analyse.differences import differences_of

    lead = row.lead
    return {
        "id": row.id,
        "first": row.when.first,
        "last": row.when.last,
        "basis": row.when.basis,
        "event_type": lead.event_type,
        "mode": lead.mode,
        "actor": [p.code or p.name for p in row.actor],
        "recipient": [p.code or p.name for p in row.recipient],
        "aux": list(row.aux),
        "issues": list(row.issues),
        "documents": row.documents,
        "copies": list(row.copies),
        "publishers": list(row.publishers),
        "tellers": list(row.tellers),
        "confidence": round(row.confidence, 3),
        "evidence": lead.evidence.text,
        "part_of": row.part_of,
        "differ": [
            f"{kind}: {' | '.join(words for words, _ in values)}"
            for kind, values in differences_of(row.claims, row.documents)
        ],
        "claims": [c.id for c in row.claims],
    }


def _print(rows: tuple[TimelineRow, ...], format: Format) -> None:
    from dragoman.cli.output import csv_out, json_out, table

    objects = [row_object(row) for row in rows]
    if format is Format.json:
        json_out(objects)
    elif format is Format.csv:
        csv_out(objects, NAMES)
    else:
        table(("day", "event", "who", "id", "words"), [_cells(one) for one in objects], wide=(2, 4))


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    days = row["first"] or "unknown"
    if row["last"] != row["first"]:
        days += f" – {row['last']}"
    what = (row["event_type"] or "speech") + (f"-{row['mode']}" if row["mode"] else "")
    if row["differ"]:
        what += f" ≠ {', '.join(dict.fromkeys(one.split(':')[0] for one in row['differ']))}"
    if row["aux"]:
        what += f" ({', '.join(row['aux'])})"
    who = ", ".join(row["actor"]) + (f" → {', '.join(row['recipient'])}" if row["recipient"] else "")
    return days, what, who, row["id"][:8], row["evidence"]
