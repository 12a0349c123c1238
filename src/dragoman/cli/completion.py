"""`dragoman completion`: the script by which a shell completes commands, options and their values; and what values there are."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from enum import Enum
from typing import Annotated

import typer

HELP = """Print the script by which a shell completes commands, options, and values such as countries, issues and types.

`dragoman --install-completion` writes it where your shell looks. By hand:

Examples:

  dragoman completion bash > ~/.local/share/bash-completion/completions/dragoman

  dragoman completion zsh > ~/.zfunc/_dragoman

  dragoman completion fish > ~/.config/fish/completions/dragoman.fish
"""


class Shell(str, Enum):
    """Shells that can complete."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"
    powershell = "powershell"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("completion", help=HELP, rich_help_panel="This program", no_args_is_help=True)(completion)


def completion(
    shell: Annotated[Shell, typer.Argument(metavar="SHELL", help="bash, zsh, fish or powershell.", show_default=False)],
) -> None:
    from typer._completion_shared import get_completion_script

    print(get_completion_script(prog_name="dragoman", complete_var="_DRAGOMAN_COMPLETE", shell=shell.value))


Told = list[tuple[str, str]]  # values, each with a word on what it is
CODERS = ("tuned", "frames")  # ways to code that every command knows


def countries(incomplete: str) -> Told:
    """ISO3 codes that begin so, and codes of countries whose names do."""
    begun = incomplete.casefold()
    return [
        (code, name)
        for code, name in _countries()
        if code.casefold().startswith(begun) or (begun and name.casefold().startswith(begun))
    ]


@functools.lru_cache(maxsize=1)
def _countries() -> Told:
    from dragoman.codebook.folder import Folder

    return [(row["iso3"], row["name"]) for row in Folder().rows("countries.tsv")]


def issues(incomplete: str) -> Told:
    """Ids of issues that begin so."""
    from dragoman.codebook.folder import Folder

    entries = Folder().entries("issues.yaml")
    return [(str(e["id"]), str(e.get("label", ""))) for e in entries if str(e["id"]).startswith(incomplete.casefold())]


def types(incomplete: str) -> list[str]:
    """PLOVER types that begin so; after a comma a further one."""
    from dragoman.codebook.acts import TYPES

    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{name}" for name in TYPES if name.startswith(last.upper())]


def coders(incomplete: str) -> Iterator[str]:
    """The ways to code."""
    return (name for name in CODERS if name.startswith(incomplete))
