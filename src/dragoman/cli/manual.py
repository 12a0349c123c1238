"""`dragoman manual`: the man page."""

from __future__ import annotations

import typer

HELP = """Print the man page, made from the commands; installed with the program, so that `man dragoman` finds it in most environments.

Examples:

  dragoman manual | man -l -

  dragoman manual > ~/.local/share/man/man1/dragoman.1
"""


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("manual", help=HELP, rich_help_panel="This program")(manual)


def manual() -> None:
    from dragoman.cli.man_page import man_page

    print(man_page(), end="")
