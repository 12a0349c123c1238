"""`dragoman search`: words in evidence and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import options
from dragoman.cli.timeline import Format

if TYPE_CHECKING:
    from dragoman.store import Hit

HELP = """Find claims by the words of their evidence, then documents by their text.

All words must be there; [bold]"…"[/bold] is a phrase, [bold]word*[/bold] stands for any ending.

Examples:

  dragoman search relations.ledger hotline

  dragoman search relations.ledger '"export controls"' --format json
"""
NAMES = ("kind", "id", "document", "published", "start", "end", "text")


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("search", help=HELP, rich_help_panel="Ask", no_args_is_help=True)(search)


def search(
    ledger: options.LedgerFile,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="What to look for.", show_default=False)],
    limit: Annotated[int, typer.Option(help="At most so many claims, and documents.", min=1)] = 20,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.table,
) -> None:
    import dragoman
    from dragoman.cli.output import csv_out, json_out, table

    with dragoman.open(ledger, must_exist=True) as opened:
        found = [_object(hit) for hit in opened.search(" ".join(words), limit)]
    if format is Format.json:
        json_out(found)
    elif format is Format.csv:
        csv_out(found, NAMES)
    elif found:
        cells = [
            (str(o["kind"]), str(o["id"])[:8], f"{o['document']} [{o['start']},{o['end']})", str(o["text"]))
            for o in found
        ]
        table(("found", "id", "where", "words"), cells, wide=(2, 3))
    else:
        print("Nothing found.")


def _object(hit: Hit) -> dict[str, object]:
    return {
        "kind": "claim" if hit.claim else "document",
        "id": hit.claim.id if hit.claim else hit.reading.text_id,
        "document": hit.reading.document,
        "published": hit.reading.published,
        "start": hit.span.start,
        "end": hit.span.end,
        "text": hit.span.text,
    }
