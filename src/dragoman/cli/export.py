"""`dragoman export`: the ledger for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import options

HELP = """Write claims or documents for other programs, to standard output or to a file with a manifest beside it.

[bold]jsonl[/bold]: a claim a line, with evidence, parties, days, sources.

[bold]documents[/bold]: a document a line, with the text that all spans are cut from.

Examples:

  dragoman export relations.ledger --format jsonl > claims.jsonl

  dragoman export relations.ledger --format documents --output documents.jsonl
"""


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("export", help=HELP, rich_help_panel="Ask", no_args_is_help=True)(export)


def export(
    ledger: options.LedgerFile,
    format: Annotated[str, typer.Option(help="jsonl or documents.", metavar="FORMAT")] = "jsonl",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file, in place of standard output.")] = None,
    min_confidence: options.MinConfidence = None,
    run: options.RunId = None,
) -> None:
    import dragoman
    from dragoman.export import FORMATS, manifest, write_file

    if format not in FORMATS:
        raise typer.BadParameter(f"{format!r} is not among {', '.join(FORMATS)}.", param_hint="--format")
    with dragoman.open(ledger, must_exist=True) as opened:
        handed = opened.handed(run, options.confidence(min_confidence))
        lines = FORMATS[format](handed)
        if output is None:
            for line in lines:
                print(line)
            return
        try:
            written = write_file(output, lines)
            beside = manifest(written, format, handed)
        except OSError as error:
            raise typer.BadParameter(f"{output}: {error.strerror or error}", param_hint="--output") from error
        print(f"{output}: {written.rows} rows; manifest {beside.name}.")
