"""`dragoman backup`: a copy of a ledger while it is in use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import options

HELP = """Copy a ledger to a file, also while others read and write it; the copy is proved whole before it gets its name.

Example:

  dragoman backup relations.ledger relations-copy.ledger
"""


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("backup", help=HELP, rich_help_panel="Keep", no_args_is_help=True)(backup)


def backup(
    ledger: options.LedgerFile,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.", show_default=False)],
    replace: Annotated[bool, typer.Option("--replace", help="Write over a file that is there.")] = False,
) -> None:
    import dragoman

    with dragoman.open(ledger, must_exist=True) as opened:
        held = opened.backup(file, replace)
    print(f"{file}: whole; {', '.join(f'{count} {name}' for name, count in held.items())}.")
