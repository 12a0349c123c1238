"""`dragoman panel`: events by pair or country and period, for statistics."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import options

HELP = """Write a panel: a row for each pair (or country) and period, with events by type and quad class, PLOVER scores, and what the ledger covers.

An event that several reports tell counts once, and so do copies of a report. It stands in the period of its first day. What was \
denied, planned, supposed or told as history is left out unless --aux takes it. Countries and pairs that are not named by an event have rows only where --pairs or \
--parties names them.

[bold]Coverage[/bold]: a cell is covered (1) when a document published in its period names its country, or both countries of its pair, by a name of the state or its people in \
the text or as party, speaker or source of a claim. `documents` and `sources` count those documents (versions of one story once) and their publishers; `documents_all` and \
`sources_all` all of the period. 0 events in a covered cell is a true zero; where nothing is covered, the cell is empty.

Examples:

  dragoman panel relations.ledger --unit dyad-month --output panel.csv --events events.csv

  dragoman panel relations.ledger --unit dyad-quarter --directed --pairs JPN-CHN,JPN-KOR --since 2020-01-01

  dragoman panel relations.ledger --unit country-week --parties Japan --measure quad,score
"""


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("panel", help=HELP, rich_help_panel="Ask", no_args_is_help=True)(panel)


def panel(
    ledger: options.LedgerFile,
    unit: Annotated[
        str, typer.Option(help="dyad or country, then week, month, quarter or year: dyad-month.", metavar="UNIT")
    ] = "dyad-month",
    measure: Annotated[
        str,
        typer.Option(help="Of counts (by type), quad (by quad class), score (sum and mean).", metavar="MEASURES"),
    ] = "counts,quad,score",
    directed: Annotated[bool, typer.Option("--directed", help="Who does it to whom, a row each way.")] = False,
    pairs: Annotated[str | None, typer.Option(help="Only these pairs: JPN-CHN,JPN-KOR.", metavar="PAIRS")] = None,
    parties: Annotated[
        str | None,
        typer.Option(help="Only these countries, or pairs among them (of one: all its pairs).", metavar="COUNTRIES"),
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    aux: options.Aux = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file: .csv, .parquet or .json.", metavar="FILE")
    ] = None,
    events: Annotated[
        Path | None,
        typer.Option(
            help="A file for the events behind each cell, with their words: .csv, .parquet or .json.", metavar="FILE"
        ),
    ] = None,
    min_confidence: options.MinConfidence = None,
    run: options.RunId = None,
    codebook: options.Codebook = None,
) -> None:
    first, last = options.day(since, "--since"), options.day(until, "--until")
    import dragoman
    from dragoman.library.rows_file import csv_lines
    from dragoman.present.panel import panel_columns, panel_rows

    with dragoman.open(ledger, codebook=codebook, must_exist=True) as opened:
        try:
            made = opened.panel(
                unit, measure, directed, _pairs(pairs), parties.split(",") if parties else None, first, last,
                options.confidence(min_confidence), aux or "none", run,
            )  # fmt: skip
            if output is not None:
                made.write(output, events)
            elif events is not None:
                made.write_events(events)
        except (ValueError, ImportError) as error:
            raise typer.BadParameter(f"{error}.") from error
        except OSError as error:
            raise typer.BadParameter(
                f"{error.filename or output}: {error.strerror or error}", param_hint="--output"
            ) from error
    if output is None:
        csv_lines(sys.stdout, panel_rows(made), panel_columns(made))
    else:
        print(f"{output}: {len(made.cells)} rows" + (f"; {events}: the events behind them." if events else "."))
    for note in made.notes:
        print(note, file=sys.stderr)


def _pairs(pairs: str | None) -> list[tuple[str, ...]] | None:
    if pairs is None:
        return None
    found = [tuple(side.strip() for side in pair.split("-")) for pair in pairs.split(",")]
    wrong = next(("-".join(p) for p in found if len(p) != 2 or not all(p)), None)
    if wrong is not None:
        raise typer.BadParameter(f"{wrong!r} is no pair; write JPN-CHN, pairs parted by commas.", param_hint="--pairs")
    return list(found)
