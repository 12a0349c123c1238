"""`dragoman plot`: a picture of a ledger, as SVG or PNG."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import options

HELP = """Draw a timeline, the temperature of a pair, who acts towards whom, or issues by period, as SVG or PNG.

Events count once, however many reports tell them; what is denied, planned, supposed or told as history is left out. Each mark has its words, which viewers \
of SVG show under the pointer. Where there is too little to draw, no file is written and it is said why. PNG needs `pip install 'dragoman\\[documents]'`.

Examples:

  dragoman plot relations.ledger --kind temperature --between JPN CHN --out temperature.svg

  dragoman plot relations.ledger --kind matrix --since 2024-01-01 --out who.png

  dragoman plot relations.ledger --kind issues --party Japan --unit year --out issues.svg
"""


class Kind(str, Enum):
    """What is drawn."""

    timeline = "timeline"
    temperature = "temperature"
    matrix = "matrix"
    issues = "issues"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("plot", help=HELP, rich_help_panel="Ask", no_args_is_help=True)(plot)


def plot(
    ledger: options.LedgerFile,
    out: Annotated[
        Path,
        typer.Option("--out", "--output", "-o", help="The file: .svg or .png.", metavar="FILE", show_default=False),
    ],
    kind: Annotated[Kind, typer.Option(help="What to draw.")] = Kind.timeline,
    between: options.Between = None,
    party: Annotated[str | None, typer.Option(help="One country that takes part.", metavar="COUNTRY")] = None,
    issue: options.Issue = None,
    unit: Annotated[
        str | None,
        typer.Option(
            help="Of temperature and issues: week, month, quarter or year; else by the length of time.", metavar="UNIT"
        ),
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    min_confidence: options.MinConfidence = None,
    run: options.RunId = None,
    codebook: options.Codebook = None,
) -> None:
    pair, first, last = options.pair(between), options.day(since, "--since"), options.day(until, "--until")
    from dragoman.library.plots import ENDINGS

    if out.suffix.lower() not in ENDINGS:
        raise typer.BadParameter(f"{out.name}: a plot is saved as {' or '.join(ENDINGS)}.", param_hint="--out")
    if kind is Kind.temperature and pair is None:
        raise typer.BadParameter("Name two countries, as in: --between JPN CHN.", param_hint="--between")
    import dragoman

    with dragoman.open(ledger, codebook=codebook, must_exist=True) as opened:
        try:
            made = opened.plot(
                kind.value, pair, party, issue, unit, first, last, options.confidence(min_confidence), run
            )
        except ValueError as error:
            raise typer.BadParameter(f"{str(error).rstrip('.')}.") from error
    if made.svg is None:
        typer.echo(f"dragoman: {made.words}", err=True)
        raise typer.Exit(1)
    try:
        made.save(out)
    except ImportError as error:
        raise typer.BadParameter(f"{error}.", param_hint="--out") from error
    except OSError as error:
        raise typer.BadParameter(f"{out}: {error.strerror or error}", param_hint="--out") from error
    print(f"{out}: {made.title}. {made.words}")
