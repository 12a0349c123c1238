"""`dragoman config`: the configuration file: which one holds, whether it is right, its schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

HELP = """See and check dragoman.toml, which holds defaults of options.

It is looked for in this folder, then as dragoman/dragoman.toml in XDG_CONFIG_HOME (~/.config); [bold]--config FILE[/bold] before a command, or
DRAGOMAN_CONFIG, names another. What is said in a command's line wins.

Examples:

  dragoman config check dragoman.toml

  dragoman config show

  dragoman config schema > dragoman.schema.json
"""
CHECK = """Check a file, by default the one that holds: each mistake in a line, with the way out. Exit codes: 0 right, 1 mistakes, 2 no file.

Examples:

  dragoman config check dragoman.toml
"""
SHOW = """Print which file holds, and what it says, as JSON.

Examples:

  dragoman config show
"""
SCHEMA = """Print the file's JSON schema, by which editors complete and check it.

Examples:

  dragoman config schema > dragoman.schema.json
"""
group = typer.Typer(help=HELP, no_args_is_help=True)
File = Annotated[Path | None, typer.Argument(metavar="[FILE]", help="The file.", show_default=False)]


def add_to(app: typer.Typer) -> None:
    """Adds the group."""
    app.add_typer(group, name="config", rich_help_panel="This program")


@group.command("check", help=CHECK)
def check(file: File = None) -> None:
    from dragoman.cli.config_file import ConfigError, find_config, read_config
    from dragoman.cli.described import described
    from dragoman.cli.output import tell

    try:
        path = find_config(file)
        if path is None:
            typer.echo("dragoman: there is no dragoman.toml here; name a file.", err=True)
            raise typer.Exit(2)
        read_config(path, described())
    except ConfigError as error:
        tell(error.problems)
        raise typer.Exit(2 if error.problems[0].code == "file.missing" else 1) from error
    print(f"{path}: right.")


@group.command("show", help=SHOW)
def show() -> None:
    from dragoman.cli.config_file import find_config, read_config
    from dragoman.cli.described import described
    from dragoman.cli.output import json_out

    path = find_config(None)
    json_out(
        {"file": str(path) if path else None, "values": dict(read_config(path, described()).values) if path else {}}
    )


@group.command("schema", help=SCHEMA)
def schema() -> None:
    from dragoman.cli.config_file import schema as made
    from dragoman.cli.described import described
    from dragoman.cli.output import json_out

    json_out(made(described()))
