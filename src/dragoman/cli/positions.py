"""`dragoman positions`: who says what on an issue, first, last, in which words, and where it falls silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import options

if TYPE_CHECKING:
    from dragoman.library.stances import Positions
    from dragoman.present.sheet import Sheet

HELP = """Print the line that each party takes on each issue: statements put together by meaning, first and last said and by whom, wording that grew stronger or weaker,
silence where there used to be a line, and formulas that are said again and again.

Examples:

  dragoman positions relations.ledger --party China --issue taiwan

  dragoman positions relations.ledger --between USA RUS --since 2021-10-01 --evidence

  dragoman positions relations.ledger --party CHN --format csv > statements.csv
"""


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("positions", help=HELP, rich_help_panel="Ask", no_args_is_help=True)(positions)


def positions(
    ledger: options.LedgerFile,
    party: Annotated[str | None, typer.Option(help="The country that speaks.", metavar="COUNTRY")] = None,
    issue: options.Issue = None,
    between: options.Between = None,
    since: options.Since = None,
    until: options.Until = None,
    formulas: Annotated[bool, typer.Option("--formulas/--no-formulas", help="List repeated formulas.")] = True,
    evidence: Annotated[bool, typer.Option("--evidence", help="Show the sentence under each reference.")] = False,
    format: Annotated[options.AnswerFormat, typer.Option(help="How to print it.")] = options.AnswerFormat.terminal,
    min_confidence: options.MinConfidence = None,
    run: options.RunId = None,
    codebook: options.Codebook = None,
) -> None:
    pair, first, last = options.pair(between), options.day(since, "--since"), options.day(until, "--until")
    if party and pair:
        raise typer.BadParameter("Give --party or --between, not both.", param_hint="--party")
    import dragoman

    with dragoman.open(ledger, codebook=codebook, must_exist=True) as opened:
        try:
            made = opened.positions(party, issue, pair, first, last, options.confidence(min_confidence), formulas, run)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
    _print(made, format, evidence)


def _print(made: Positions, format: options.AnswerFormat, evidence: bool) -> None:
    from dragoman.cli.output import answer_out
    from dragoman.codebook.folder import Folder
    from dragoman.library.countries import country_names, issue_labels
    from dragoman.present.stances import COLUMNS, stance_rows, stances_json, stances_sheet

    def sheet() -> Sheet:
        names = {code: known[0] for code, known in country_names(Folder()).items()}
        return stances_sheet(made, names, issue_labels(Folder()))

    answer_out(format, evidence, sheet, lambda: stances_json(made), lambda: stance_rows(made), COLUMNS)
