"""A page for each command, from the command line itself: what it does, its arguments and options, examples."""

from __future__ import annotations

import re

from markup import bullets, code, page, plain, table

from dragoman.cli.described import Command, Parameter, described


def pages() -> dict[str, str]:
    """Name → page, in the order of `dragoman --help`."""
    return {command.path[0]: _page(command) for command in described()}


def _page(command: Command) -> str:
    parts = [_told(command)]
    parts += [f"## dragoman {' '.join(one.path)}\n\n{_told(one)}\n\n{_parameters(one)}" for one in command.inner]
    if not command.inner:
        parts.append(_parameters(command))
    return page(f"dragoman {' '.join(command.path)}", *parts)


def _told(command: Command) -> str:
    """The help's paragraphs, and its examples as a block."""
    examples = "```console\n" + "\n".join(f"$ {line}" for line in command.examples) + "\n```"
    return "\n\n".join([_escaped(command.prose), *([examples] if command.examples else [])])


def _escaped(text: str) -> str:
    """Markdown in which only what stands in backticks is marked."""
    parts = []
    for paragraph in text.split("\n\n"):
        pieces = re.split(r"(`[^`]*`)", paragraph)
        parts.append("".join(piece if piece.startswith("`") else _kept(piece) for piece in pieces))
    return "\n\n".join(parts)


def _kept(piece: str) -> str:
    """`plain`, with the spaces at both ends."""
    bare = piece.strip()
    return piece.replace(bare, plain(bare)) if bare else piece


def _parameters(command: Command) -> str:
    parts = [f"```text\n{command.usage}\n```"]
    if command.arguments:
        parts.append(bullets(f"{code(one.metavar)}: {_escaped(one.help)}" for one in command.arguments))
    if command.options:
        rows = ([_names(one), _escaped(one.help), _default(one)] for one in command.options)
        parts.append(table(("option", "what", "default"), rows))
    return "\n\n".join(parts)


def _names(option: Parameter) -> str:
    *others, last = option.names
    return ", ".join([*map(code, others), code(f"{last} {option.metavar}".strip())])


def _default(option: Parameter) -> str:
    return "" if option.default in (None, False, ()) else code(option.default)
