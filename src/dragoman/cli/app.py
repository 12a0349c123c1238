"""The commands, put together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import (
    backup,
    brief,
    check,
    codebook,
    commitments,
    compare,
    compare_data,
    completion,
    config,
    demo,
    diff,
    doctor,
    evaluate,
    explain,
    export,
    judge,
    manual,
    mcp,
    panel,
    plot,
    positions,
    read,
    runs,
    sample,
    search,
    serve,
    temperature,
    timeline,
    watch,
)
from dragoman.cli.look import LEAST_WIDTH, Colour

app = typer.Typer(
    name="dragoman",
    help="A sourced ledger of what states and their officials say and do to each other.",
    epilog="Exit codes: 0 done, 1 some inputs had problems (listed), 2 wrong use.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from dragoman import __version__
        from dragoman.library.health import versions

        typer.echo(f"dragoman {__version__}")
        for name, told in versions():
            typer.echo(f"{name} {told}")
        raise typer.Exit


@app.callback()
def dragoman(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version, and the models' digests."),
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option(help="A configuration file; by default dragoman.toml.", metavar="FILE", show_default=False),
    ] = None,
    colour: Annotated[
        Colour | None,
        typer.Option(
            "--colour", "--color", help="Marks of colour: auto, always or never.", metavar="WHEN", show_default=False
        ),
    ] = None,
    width: Annotated[
        int | None, typer.Option(help="Columns of what is printed.", min=LEAST_WIDTH, metavar="N", show_default=False)
    ] = None,
) -> None:
    """A sourced ledger of what states and their officials say and do to each other."""
    from dragoman.cli.look import set_look

    set_look(colour, width)
    if context.invoked_subcommand != "config":
        _configure(context, config, colour, width)


def _configure(context: typer.Context, told: Path | None, colour: Colour | None, width: int | None) -> None:
    """Takes over what the configuration file says, where there is one. Raises ConfigError."""
    from dragoman.cli.config_file import defaults, find_config, read_config

    path = find_config(told)
    if path is None:
        return
    from dragoman.cli.described import described
    from dragoman.cli.look import set_look

    commands = described(context.command)
    read = read_config(path, commands)
    set_look(colour or read.colour, width or read.width)
    context.default_map = defaults(read, commands)


for module in (
    read,
    watch,
    brief,
    timeline,
    commitments,
    compare,
    positions,
    temperature,
    plot,
    panel,
    sample,
    explain,
    search,
    serve,
    demo,
    mcp,
    export,
    compare_data,
    judge,
    runs,
    diff,
    check,
    backup,
    codebook,
    evaluate,
    doctor,
    config,
    completion,
    manual,
):
    module.add_to(app)
