"""`dragoman runs`: the extractions that a ledger holds, and which one answers are drawn from."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli import options
from dragoman.cli.timeline import Format

HELP = """List the runs of a ledger, oldest first: version, coder, codebook, model, options, date, documents and claims.

Each reading with another program, codebook, model or option adds a run beside the earlier ones and makes it the current one, from \
which answers are drawn. [bold]--use[/bold] goes back to another. `dragoman diff` lays two beside each other.

Examples:

  dragoman runs relations.ledger

  dragoman runs relations.ledger --use 3fa9
"""
NAMES = (
    "id",
    "current",
    "program",
    "coder",
    "codebook",
    "model",
    "options",
    "started",
    "documents",
    "claims",
    "events",
)


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("runs", help=HELP, rich_help_panel="Keep", no_args_is_help=True)(runs)


def runs(
    ledger: options.LedgerFile,
    use: Annotated[
        str | None, typer.Option(help="Draw answers from this run: its id, or the beginning.", metavar="RUN")
    ] = None,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.table,
) -> None:
    import dragoman
    from dragoman.cli.output import csv_out, json_out, table

    with dragoman.open(ledger, must_exist=True) as opened:
        if use is not None:
            opened.use(use)
        current = opened.run()
        objects: list[dict[str, object]] = [
            {
                "id": run.id, "current": current is not None and run.id == current.id, "program": run.program,
                "coder": run.coder, "codebook": run.codebook, "model": run.model, "options": list(run.options),
                "started": run.started, **opened.store.counts_of(run.id),
            }
            for run in opened.runs()
        ]  # fmt: skip
    if format is Format.json:
        json_out(objects)
    elif format is Format.csv:
        csv_out(objects, NAMES)
    elif objects:
        table(
            ("", "run", "started", "program", "coder", "documents", "claims", "options"),
            map(_cells, objects),
            wide=(7,),
        )
    else:
        print(f"{opened.path}: no runs yet.")


def _cells(run: dict[str, object]) -> tuple[str, ...]:
    options_ = run["options"]
    assert isinstance(options_, list)
    made = [f"codebook {run['codebook']}", f"model {run['model']}", *options_]
    mark = "*" if run["current"] else ""
    return mark, str(run["id"]), str(run["started"])[:16], str(run["program"]), str(run["coder"]), str(run["documents"]), str(run["claims"]), ", ".join(made)  # fmt: skip
