"""`dragoman compare`: two sides of one meeting."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import options

if TYPE_CHECKING:
    from dragoman.library import Ledger
    from dragoman.library.two_sides import TwoSides

HELP = """Lay two accounts of one meeting side by side: said by both, in other words, contested, by one side only; order and weight of topics.

Two files are read without keeping a ledger. With [bold]--ledger[/bold], name two of its documents (the beginning of an id will do), or two countries with
[bold]--between[/bold], whose reports of one meeting are then compared by side.

Examples:

  dragoman compare white-house.txt kremlin.txt

  dragoman compare --ledger relations.ledger 2021-12-07-readout kremlin-67315 --evidence

  dragoman compare --ledger relations.ledger --between USA RUS --on 2021-12-07 --format markdown > sides.md
"""


class Format(str, Enum):
    """How the answer is printed."""

    terminal = "terminal"
    markdown = "markdown"
    json = "json"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("compare", help=HELP, rich_help_panel="Ask", no_args_is_help=True)(compare)


def compare(
    documents: Annotated[
        list[str] | None,
        typer.Argument(metavar="[LEFT RIGHT]", help="Two files, or two documents of the ledger.", show_default=False),
    ] = None,
    ledger: options.MaybeLedger = None,
    between: options.Between = None,
    on: Annotated[
        str | None,
        typer.Option(help="Day of the meeting, YYYY-MM-DD; else the last that both sides report.", metavar="DATE"),
    ] = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="Show the words under each reference.")] = False,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.terminal,
    run: options.RunId = None,
    published: options.Published = None,
    codebook: options.Codebook = None,
) -> None:
    named, day, pair = documents or [], options.day(on, "--on"), options.pair(between)
    given = options.day(published, "--published")
    if pair is None and len(named) != 2:
        raise typer.BadParameter(
            f"Name two documents, or two countries with --between; {len(named)} given.", param_hint="LEFT RIGHT"
        )
    if pair is not None and (named or not ledger):
        raise typer.BadParameter("It takes a --ledger and no documents.", param_hint="--between")
    import dragoman
    from dragoman.cli.output import progress, tell
    from dragoman.records.problem import Problem, exit_code

    problems: list[Problem] = []
    with dragoman.open(ledger or ":memory:", codebook=codebook, must_exist=bool(ledger)) as opened:
        if not ledger:
            with progress() as step:
                problems = opened.read(named, published=given, progress=step).problems
            tell(p for p in problems if p.code != "published.missing")
            named = _two(opened)
        try:
            made = opened.compare_meeting(pair, day, run) if pair else opened.compare(named[0], named[1], run)
        except (LookupError, ValueError) as error:
            typer.echo(str(error.args[0]), err=True)
            raise typer.Exit(1) from error
    _print(made, format, evidence)
    raise typer.Exit(exit_code(problems))


def _two(opened: Ledger) -> list[str]:
    """The two documents that were read. Exit code 1 where there are not two."""
    read = [told.reading.document for told in opened.documents()]
    if len(read) != 2:
        typer.echo(
            f"Two documents are compared; the files gave {len(read)}. Name two files with a document each, or read them into a ledger.",
            err=True,
        )
        raise typer.Exit(1)
    return read


def _print(made: TwoSides, format: Format, evidence: bool) -> None:
    from dragoman.cli.output import json_out, sheet_out
    from dragoman.codebook.topics import load_topics
    from dragoman.present.comparison import comparison_json, comparison_sheet

    if format is Format.json:
        json_out(comparison_json(made))
        return
    sheet = comparison_sheet(made, load_topics().labels)
    sheet_out(sheet, format is Format.markdown, evidence)
