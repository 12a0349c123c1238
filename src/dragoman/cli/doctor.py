"""`dragoman doctor`: what is installed, what is missing, and how to mend it."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli import options
from dragoman.cli.timeline import Format

HELP = """Look whether everything that Dragoman needs is there: Python, SQLite, packages, models by digest, codebook, room; code a sentence; list \
the extras that are not installed. Nothing is sent anywhere.

Exit codes: 0 all that is needed is there, 1 something is wrong (each with the way to mend it).

Examples:

  dragoman doctor

  dragoman doctor --codebook my-codebook --format json
"""
_MARKS = {"ok": "ok", "absent": "–", "wrong": "WRONG"}


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("doctor", help=HELP, rich_help_panel="This program")(doctor)


def doctor(
    codebook: options.Codebook = None,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.table,
) -> None:
    from dataclasses import asdict

    from dragoman.cli.output import csv_out, json_out, table
    from dragoman.library.health import findings

    found = findings(codebook)
    wrong = sum(one.state == "wrong" for one in found)
    if format is Format.json:
        json_out([asdict(one) for one in found])
    elif format is Format.csv:
        csv_out([asdict(one) for one in found], ("name", "state", "says", "mend"))
    else:
        table(("", "what", "found", "to mend"), [(_MARKS[o.state], o.name, o.says, o.mend) for o in found], wide=(2, 3))
        print(
            f"{wrong} wrong; see the last column."
            if wrong
            else "All that is needed is there; – marks extras, which nothing needs unless you do."
        )
    raise typer.Exit(int(wrong > 0))
