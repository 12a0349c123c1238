"""`dragoman temperature`: conflict and cooperation of two countries over time."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import options

if TYPE_CHECKING:
    from dragoman.library.temperatures import Temperature

HELP = """Print how two countries get on over time: PLOVER scores of what happened between them, from -10 (conflict) to 10 (cooperation), smoothed, with 95 % intervals.

Each event counts once, however many reports tell it, and weighs by its confidence. The level is smoothed by a local-level model (Kalman). \
Beneath stands the coverage: documents that name both, and their publishers. Change points are told where the counts carry them, \
each with its events (they need `pip install 'dragoman\\[changes]'`).

Examples:

  dragoman temperature relations.ledger --between Japan China

  dragoman temperature relations.ledger --between USA RUS --unit quarter --since 2021-01-01 --events

  dragoman temperature relations.ledger --between JPN CHN --format csv > temperature.csv
"""


class Format(str, Enum):
    """How the answer is printed."""

    terminal = "terminal"
    json = "json"
    csv = "csv"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("temperature", help=HELP, rich_help_panel="Ask", no_args_is_help=True)(temperature)


def temperature(
    path: options.MaybeLedgerFile = None,
    ledger: options.MaybeLedger = None,
    between: options.Between = None,
    unit: Annotated[str, typer.Option(help="week, month, quarter or year.", metavar="UNIT")] = "month",
    since: options.Since = None,
    until: options.Until = None,
    events: Annotated[bool, typer.Option("--events", help="List the events of every period.")] = False,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.terminal,
    plot: Annotated[Path | None, typer.Option(help="Also draw it, as an SVG file.", metavar="FILE")] = None,
    min_confidence: options.MinConfidence = None,
    run: options.RunId = None,
    codebook: options.Codebook = None,
) -> None:
    pair, first, last = options.pair(between), options.day(since, "--since"), options.day(until, "--until")
    place = path or ledger
    if place is None or (path and ledger):
        raise typer.BadParameter("Name one ledger.", param_hint="LEDGER")
    if pair is None:
        raise typer.BadParameter("Name two countries, as in: --between JPN CHN.", param_hint="--between")
    import dragoman

    with dragoman.open(place, codebook=codebook, must_exist=True) as opened:
        try:
            made = opened.temperature(pair, unit, first, last, options.confidence(min_confidence), run)
        except ValueError as error:
            raise typer.BadParameter(f"{error}.") from error
    _print(made, format, events)
    if plot is not None:
        _draw(made, plot)


def _print(made: Temperature, format: Format, events: bool) -> None:
    from dragoman.cli.output import console, csv_out, json_out
    from dragoman.present.temperature import COLUMNS, degree_rows, render_temperature, temperature_json

    if format is Format.json:
        json_out(temperature_json(made))
    elif format is Format.csv:
        csv_out(degree_rows(made), COLUMNS)
        for note in made.notes:
            print(note, file=sys.stderr)
    else:
        render_temperature(made, console(), events)


def _draw(made: Temperature, path: Path) -> None:
    drawing = made.drawing()
    if drawing.svg is None:
        print(drawing.words, file=sys.stderr)
        return
    try:
        path.write_text(drawing.svg, encoding="utf-8")
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror or error}", param_hint="--plot") from error
