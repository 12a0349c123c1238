"""Packages that plain `pip install dragoman` does not bring."""

from __future__ import annotations

import sys

import typer


def need(says: str, *modules: str) -> None:
    """Ends with what to install where a module is missing; of several the missing ones are named."""
    from importlib.util import find_spec

    absent = [module for module in modules if find_spec(module) is None]
    if absent:
        which = f" (missing: {', '.join(absent)})" if len(modules) > 1 else ""
        print(f"dragoman: {says}{which}.", file=sys.stderr)
        raise typer.Exit(2)
