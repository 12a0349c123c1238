"""`dragoman commitments`: what was promised, to whom, by when, and whether it was kept."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import options

if TYPE_CHECKING:
    from dragoman.library.promised import Promised
    from dragoman.present.sheet import Sheet

HELP = """Print promises, agreements, offers, invitations and announced steps: who is bound, to whom, to what and by when; whether each is open, kept, broken or
lapsed, with the later claims that decide it, and why that may be wrong.

Examples:

  dragoman commitments relations.ledger --between Japan China

  dragoman commitments relations.ledger --by CHN --status open --evidence

  dragoman commitments relations.ledger --as-of 2023-06-30 --format csv > commitments.csv
"""


class Status(str, Enum):
    """What became of a commitment."""

    open = "open"
    kept = "kept"
    broken = "broken"
    lapsed = "lapsed"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("commitments", help=HELP, rich_help_panel="Ask", no_args_is_help=True)(commitments)


def commitments(
    ledger: options.LedgerFile,
    between: options.Between = None,
    by: Annotated[str | None, typer.Option("--by", help="The country that is bound.", metavar="COUNTRY")] = None,
    issue: options.Issue = None,
    status: Annotated[Status | None, typer.Option(help="Only those with this status.")] = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", help="The day that statuses hold on; else the last day of publication.", metavar="DATE"
        ),
    ] = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="Show the sentence under each reference.")] = False,
    format: Annotated[options.AnswerFormat, typer.Option(help="How to print it.")] = options.AnswerFormat.terminal,
    min_confidence: options.MinConfidence = None,
    run: options.RunId = None,
    codebook: options.Codebook = None,
) -> None:
    pair = options.pair(between)
    days = options.day(since, "--since"), options.day(until, "--until"), options.day(as_of, "--as-of")
    import dragoman

    with dragoman.open(ledger, codebook=codebook, must_exist=True) as opened:
        try:
            made = opened.commitments(
                pair, by, issue, status.value if status else None, *days, options.confidence(min_confidence), run
            )
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
    _print(made, format, evidence)


def _print(made: Promised, format: options.AnswerFormat, evidence: bool) -> None:
    from dragoman.cli.output import answer_out
    from dragoman.codebook.folder import Folder
    from dragoman.library.countries import country_names
    from dragoman.present.commitments import COLUMNS, commitment_rows, commitments_json, commitments_sheet

    def sheet() -> Sheet:
        return commitments_sheet(made, {code: known[0] for code, known in country_names(Folder()).items()})

    answer_out(format, evidence, sheet, lambda: commitments_json(made), lambda: commitment_rows(made), COLUMNS)
