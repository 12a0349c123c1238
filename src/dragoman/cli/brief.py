"""`dragoman brief`: what happened, who says so, and on which words."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import options

if TYPE_CHECKING:
    from dragoman.library import Ledger
    from dragoman.library.briefs import Briefing
    from dragoman.records.problem import Problem

HELP = """Print a brief on two states, a party, an issue or a meeting: what happened, what each side said, what was agreed, where the reports differ.

Files are read without keeping a ledger. Without [bold]--between[/bold], [bold]--party[/bold] or [bold]--issue[/bold], the pair that most claims name is taken. \
DOCX and PDF need `pip install 'dragoman\\[documents]'`.

Examples:

  dragoman brief examples/

  dragoman brief --ledger relations.ledger --between JPN CHN --since-last-meeting --evidence

  dragoman brief --ledger relations.ledger --between JPN CHN --one-page --output brief.pdf

  dragoman brief --ledger relations.ledger --between JPN CHN --meeting last --format markdown

  dragoman brief --ledger relations.ledger --issue taiwan --watch
"""


class Format(str, Enum):
    """How the brief is printed."""

    terminal = "terminal"
    markdown = "markdown"
    json = "json"
    html = "html"
    docx = "docx"
    pdf = "pdf"


_BINARY = (Format.docx, Format.pdf)
_DRAWN = (Format.html, *_BINARY)


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("brief", help=HELP, rich_help_panel="Ask", no_args_is_help=True)(brief)


def brief(
    sources: options.MaybeSources = None,
    ledger: options.MaybeLedger = None,
    between: options.Between = None,
    party: Annotated[str | None, typer.Option(help="One country, in place of two.", metavar="COUNTRY")] = None,
    issue: options.Issue = None,
    since: options.Since = None,
    until: options.Until = None,
    since_last_meeting: Annotated[
        bool, typer.Option("--since-last-meeting", help="Only what comes after the last meeting of the two.")
    ] = False,
    meeting: Annotated[
        str | None,
        typer.Option(
            help="Only what is told of a meeting of the two: its day, or last.", metavar="DATE", show_default=False
        ),
    ] = None,
    one_page: Annotated[bool, typer.Option("--one-page", help="The lead and the weightiest lines only.")] = False,
    evidence: Annotated[bool, typer.Option("--evidence", help="Show the sentence under each line.")] = False,
    format: Annotated[
        Format | None,
        typer.Option(help="How to print it; else by the ending of --output, else terminal.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write a file: .md, .json, .html, .docx or .pdf.", metavar="FILE"),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Only what is new since the last brief of this question with --watch.")
    ] = False,
    state: Annotated[
        Path | None,
        typer.Option(help="Where --watch remembers; by default LEDGER.watch.json.", metavar="FILE", show_default=False),
    ] = None,
    min_confidence: Annotated[
        float | None,
        typer.Option(
            help="Leave out acts below this confidence; by default 0.3, and 0 tells all.",
            min=0.0,
            max=1.0,
            show_default=False,
        ),
    ] = None,
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
    chosen, kept = _format(format, output), _state(ledger, watch, state)
    day = options.day(published, "--published")
    pair, first, last = options.pair(between), options.day(since, "--since"), options.day(until, "--until")
    met = meeting if meeting in (None, "last") else options.day(meeting, "--meeting")
    import dragoman
    from dragoman.records.problem import exit_code

    problems: list[Problem] = []
    with dragoman.open(
        ledger or ":memory:", codebook=codebook, model=model, coder=options.coder(coder), must_exist=bool(ledger)
    ) as opened:
        if sources:
            problems = _read(opened, sources, day, publisher, place, max_mb)
        try:
            made = opened.brief(
                pair, first, last, options.confidence(min_confidence), run, party, issue, met, since_last_meeting,
                chosen in _DRAWN, kept,
            )  # fmt: skip
        except ValueError as error:
            raise typer.BadParameter(f"{str(error).rstrip('.')}.") from error
        except LookupError as error:
            typer.echo(f"dragoman: {error.args[0]}", err=True)
            raise typer.Exit(1) from error
    _out(made.one_page() if one_page else made, chosen, evidence, output)
    _keep(made)
    raise typer.Exit(exit_code(problems))


def _read(
    opened: Ledger, sources: list[str], day: str | None, publisher: str | None, place: str | None, max_mb: float
) -> list[Problem]:
    """Reads files into a ledger that nothing keeps; ends the command where none could be read."""
    from dragoman.cli.output import progress, tell

    with progress() as step:
        report = opened.read(sources, day, publisher, place, max_mb, step)
    tell(report.problems)
    if not report.documents:
        raise typer.Exit(1)
    return report.problems


def _format(format: Format | None, output: Path | None) -> Format:
    """The format told, or the one of the file's ending. Wrong use where neither tells it, or a file is needed."""
    from dragoman.library.briefs import ENDINGS

    if output is not None and format is None:
        ending = ENDINGS.get(output.suffix.lower())
        if ending is None:
            raise typer.BadParameter(
                f"{output.name}: the ending tells no format; take {', '.join(ENDINGS)}.", param_hint="--output"
            )
        return Format(ending)
    if output is not None and format is Format.terminal:
        raise typer.BadParameter("The terminal's form is not written to files; take markdown.", param_hint="--format")
    if output is None and format in _BINARY:
        raise typer.BadParameter(f"{format.value} is no text; name a file with --output.", param_hint="--format")
    return format or Format.terminal


def _state(ledger: str | None, watch: bool, state: Path | None) -> Path | None:
    """Where a watched brief is remembered. Wrong use without a ledger, and on a server without --state."""
    if not watch:
        if state is not None:
            raise typer.BadParameter("It goes with --watch.", param_hint="--state")
        return None
    if ledger is None:
        raise typer.BadParameter("Only a brief of a ledger is watched; name one with --ledger.", param_hint="--watch")
    if state is None and "://" in ledger:
        raise typer.BadParameter("The ledger is on a server; say with --state where to remember.", param_hint="--watch")
    return state or Path(f"{ledger}.watch.json")


def _keep(made: Briefing) -> None:
    """Remembers what was told, once it was."""
    if made.watch is not None:
        try:
            made.watch.keep()
        except OSError as error:
            raise typer.BadParameter(f"{made.watch.path}: {error.strerror or error}", param_hint="--state") from error


def _out(made: Briefing, format: Format, evidence: bool, output: Path | None) -> None:
    """Prints the brief, or writes its file."""
    if output is not None:
        try:
            made.save(output, format.value)
        except ImportError as error:
            raise typer.BadParameter(f"{error}.", param_hint="--format") from error
        except OSError as error:
            raise typer.BadParameter(f"{output}: {error.strerror or error}", param_hint="--output") from error
        sentences = len(made.lead) + sum(len(s.lines) for s in made.sections)
        print(f"{output}: {sentences} sentences on {len(made.sources)} reports.")
    elif format is Format.terminal:
        from dragoman.cli.output import console
        from dragoman.present.terminal import render_brief

        render_brief(made, console(), evidence)
    else:
        print(made.text(format.value, evidence), end="" if format is not Format.markdown else "\n")
