"""`dragoman read`: sources into a ledger."""

from __future__ import annotations

import typer

from dragoman.cli import options

HELP = """Read documents into a ledger: texts, claims with their evidence, events.

Reading the same twice changes nothing. Metadata may stand beside the texts in [bold]sources.toml[/bold].

A .jsonl file has a document a line: [bold]id, text[/bold], and optionally
[bold]title, published, publisher, url, language, place[/bold].

Examples:

  dragoman read examples/ --ledger relations.ledger

  dragoman read report.txt --ledger relations.ledger --published 2023-04-02 --publisher AP --place Beijing

  cat readouts.jsonl | dragoman read - --ledger relations.ledger
"""


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("read", help=HELP, rich_help_panel="Read", no_args_is_help=True)(read)


def read(
    sources: options.Sources,
    ledger: options.LedgerOption,
    published: options.Published = None,
    publisher: options.Publisher = None,
    place: options.Place = None,
    max_mb: options.MaxMb = 5.0,
    codebook: options.Codebook = None,
    model: options.Model = None,
    coder: options.Coder = None,
) -> None:
    day = options.day(published, "--published")
    import dragoman
    from dragoman.cli.output import progress, tell
    from dragoman.records.problem import exit_code

    with dragoman.open(ledger, codebook=codebook, model=model, coder=options.coder(coder)) as opened:
        with progress() as step:
            report = opened.read(sources, day, publisher, place, max_mb, step)
        tell(report.problems)
        parts = [f"{report.documents} documents read", f"{report.claims} claims"]
        if report.unchanged:
            parts.append(f"{report.unchanged} documents unchanged")
        if report.recoded:
            parts.append(f"{report.recoded} coded anew")
        print(f"{opened.path}: {', '.join(parts)}.")
        for one in report.withdrawn:
            print(one)
    raise typer.Exit(exit_code(report.problems))
