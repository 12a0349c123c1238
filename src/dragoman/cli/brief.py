"""`dragoman brief`: what happened between two states, who says so, and on which words."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import options

if TYPE_CHECKING:
    from dragoman.present.brief import Brief

HELP = """Print a brief on two states: what happened, what each side said, what was agreed, where the reports differ.

Files are read without keeping a ledger. Without [bold]--between[/bold], the pair that most claims name is taken.

Examples:

  dragoman brief examples/

  dragoman brief --ledger relations.ledger --between JPN CHN --since 2024-01-01 --evidence

  dragoman brief report.txt --published 2023-04-02 --format markdown > brief.md
"""


class Format(str, Enum):
    """How the brief is printed."""

    terminal = "terminal"
    markdown = "markdown"
    json = "json"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("brief", help=HELP, rich_help_panel="Ask", no_args_is_help=True)(brief)


def brief(
    sources: options.MaybeSources = None,
    ledger: options.MaybeLedger = None,
    between: options.Between = None,
    since: options.Since = None,
    until: options.Until = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="Show the sentence under each line.")] = False,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.terminal,
    min_confidence: options.MinConfidence = None,
    run: options.RunId = None,
    published: options.Published = None,
    publisher: options.Publisher = None,
    place: options.Place = None,
    max_mb: options.MaxMb = 5.0,
    codebook: options.Codebook = None,
    model: options.Model = None,
    coder: options.Coder = None,
) -> None:
    if bool(sources) == bool(ledger):
        raise typer.BadParameter("Name files to read, or a ledger with --ledger; one of the two.", param_hint="SOURCES")
    day = options.day(published, "--published")
    pair, first, last = options.pair(between), options.day(since, "--since"), options.day(until, "--until")
    import dragoman
    from dragoman.cli.output import progress, tell
    from dragoman.records.problem import Problem, exit_code

    problems: list[Problem] = []
    with dragoman.open(
        ledger or ":memory:", codebook=codebook, model=model, coder=options.coder(coder), must_exist=bool(ledger)
    ) as opened:
        if sources:
            with progress() as step:
                report = opened.read(sources, day, publisher, place, max_mb, step)
            problems = report.problems
            tell(problems)
            if not report.documents:
                raise typer.Exit(1)
        made = opened.brief(pair, first, last, options.confidence(min_confidence), run)
    _print(made, format, evidence)
    raise typer.Exit(exit_code(problems))


def _print(made: Brief, format: Format, evidence: bool) -> None:
    from dragoman.cli.output import console, json_out

    if format is Format.json:
        from dragoman.present.brief_json import brief_json

        json_out(brief_json(made))
    elif format is Format.markdown:
        from dragoman.present.markdown import brief_markdown

        print(brief_markdown(made, evidence))
    else:
        from dragoman.present.terminal import render_brief

        render_brief(made, console(), evidence)
