"""`dragoman check`: is the ledger whole?"""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli import options
from dragoman.cli.timeline import Format

HELP = """Prove that a ledger is whole: every span verbatim, every reference there, no judgement unbound, each event with its claims, the \
full-text index as the texts are.

Examples:

  dragoman check relations.ledger

  dragoman check relations.ledger --mend
"""


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("check", help=HELP, rich_help_panel="Keep", no_args_is_help=True)(check)


def check(
    ledger: options.LedgerFile,
    mend: Annotated[
        bool, typer.Option("--mend", help="First make the full-text index and the events anew from texts and claims.")
    ] = False,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.table,
) -> None:
    import dragoman
    from dragoman.cli.output import csv_out, json_out, tell

    with dragoman.open(ledger, must_exist=True) as opened:
        if mend:
            opened.mend()
        found = opened.check()
        if format is Format.table:
            tell(found)
            counts = opened.store.counts()
            whole = "whole" if not found else f"{len(found)} problems"
            print(f"{opened.path}: {whole}; {', '.join(f'{count} {name}' for name, count in counts.items())}.")
        else:
            objects = [
                {"code": p.code, "source": p.source, "start": p.start, "end": p.end, "says": str(p)} for p in found
            ]
            json_out(objects) if format is Format.json else csv_out(objects, ("code", "source", "start", "end", "says"))
    raise typer.Exit(int(bool(found)))
