"""`dragoman export`: the ledger for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import options

if TYPE_CHECKING:
    from dragoman.export import Handed, Tally
    from dragoman.library import Ledger
    from dragoman.library.exporting import Chosen

HELP = """Write claims, events or documents for other programs, to standard output or to a file with a manifest beside it.

Formats of Dragoman's own: [bold]jsonl[/bold] (a claim a line, with evidence, parties, days, sources), \
[bold]documents[/bold] (the texts that all spans are cut from), [bold]csv[/bold] and [bold]parquet[/bold] (claims as a \
flat table), [bold]graphml[/bold] and [bold]gexf[/bold] (who acts on whom).

Formats that others made: [bold]plover[/bold] (JSON lines), [bold]polecat[/bold] (40 columns), [bold]icews[/bold] (20), \
[bold]gdelt[/bold] (events, 61) and [bold]gdelt-mentions[/bold] (16). POLECAT, ICEWS and GDELT hold what happened: \
historical, future and hypothetical acts only with `--aux all`, and never what is denied.

Examples:

  dragoman export relations.ledger --format jsonl > claims.jsonl

  dragoman export relations.ledger --format polecat --between Japan China --since 2023-01-01 --output events.tsv

  dragoman export relations.ledger --format gdelt --output relations.export.CSV
"""
NAMES = "jsonl, documents, csv, parquet, plover, polecat, icews, gdelt, gdelt-mentions, graphml, gexf"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("export", help=HELP, rich_help_panel="Ask", no_args_is_help=True)(export)


def export(
    ledger: options.LedgerFile,
    format: Annotated[str, typer.Option(help=f"One of {NAMES}.", metavar="FORMAT")] = "jsonl",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file, in place of standard output.")] = None,
    between: options.Between = None,
    since: options.Since = None,
    until: options.Until = None,
    issue: options.Issue = None,
    type: options.EventTypes = None,
    aux: options.Aux = None,
    min_confidence: options.MinConfidence = None,
    run: options.RunId = None,
    older_codes: Annotated[
        bool, typer.Option("--older-codes", help="ICEWS, GDELT: only CAMEO codes of their own lists (195, not 1952).")
    ] = False,
    host_rows: Annotated[
        bool, typer.Option("--host-rows", help="ICEWS, GDELT: a visit also as 043, from its host.")
    ] = False,
    raw: Annotated[
        bool, typer.Option("--raw", help="CSV: leave cells that a spreadsheet would run as formulas as they are.")
    ] = False,
) -> None:
    import dragoman

    chosen: Chosen = {
        "run": run, "min_confidence": options.confidence(min_confidence), "between": options.pair(between),
        "since": options.day(since, "--since"), "until": options.day(until, "--until"), "issue": issue,
        "event_type": type, "aux": aux, "older_codes": older_codes, "host_rows": host_rows, "raw": raw,
    }  # fmt: skip
    with dragoman.open(ledger, must_exist=True) as opened:
        try:
            handed = opened.handed(format, **chosen)
        except ValueError as error:
            raise typer.BadParameter(f"{error}.") from error
        tally = _print(handed, format) if output is None else _write(opened, format, output, chosen)
    left_out = ", ".join(f"{count} {what}" for what, count in sorted(tally.left_out.items()))
    if left_out:
        print(f"Left out: {left_out}.", file=sys.stderr)


def _print(handed: Handed, format_: str) -> Tally:
    from dragoman.export import FORMATS

    if FORMATS[format_].lines is None:
        raise typer.BadParameter(f"{format_} is no text; name a file with --output.", param_hint="--format")
    for line in FORMATS[format_](handed):
        print(line)
    return handed.tally


def _write(opened: Ledger, format_: str, output: Path, chosen: Chosen) -> Tally:
    try:
        tally = opened.export(output, format_, **chosen)
    except ImportError as error:
        raise typer.BadParameter(f"{error}.", param_hint="--format") from error
    except OSError as error:
        raise typer.BadParameter(f"{output}: {error.strerror or error}", param_hint="--output") from error
    print(f"{output}: {tally.rows} rows; manifest {output.name}.manifest.json.")
    return tally
