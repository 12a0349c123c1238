"""The commands, put together."""

from __future__ import annotations

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
    demo,
    diff,
    evaluate,
    explain,
    export,
    judge,
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
)

app = typer.Typer(
    name="dragoman",
    help="A sourced ledger of what states and their officials say and do to each other.",
    epilog="Exit codes: 0 done, 1 some inputs had problems (listed), 2 wrong use.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from dragoman import __version__

        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def dragoman(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A sourced ledger of what states and their officials say and do to each other."""


for module in (
    read,
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
):
    module.add_to(app)
