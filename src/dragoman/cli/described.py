"""The commands as plain values, for the man page, the configuration file and the site: read from what `typer` was told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from pathlib import Path
from typing import Any, get_args

_MARKUP = re.compile(r"(?<!\\)\[/?(?:bold|italic|dim)\]")


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument or option. names: as typed, none for an argument. kind: int, float, bool, path, choice or text. many: whether it may be given
    several times; takes: how many words its value has. least, most: of a number.
    """

    name: str
    names: tuple[str, ...]
    metavar: str
    help: str
    kind: str
    choices: tuple[str, ...]
    many: bool
    takes: int
    default: object
    least: float | None
    most: float | None


@dataclass(frozen=True)
class Command:
    """A command, or a group of them. path: its words after `dragoman`. prose, examples: the two parts of its help, without markup."""

    path: tuple[str, ...]
    panel: str
    prose: str
    examples: tuple[str, ...]
    arguments: tuple[Parameter, ...]
    options: tuple[Parameter, ...]
    inner: tuple[Command, ...]

    @cached_property
    def usage(self) -> str:
        """`dragoman read [OPTIONS] SOURCES...`."""
        rest = ["COMMAND"] if self.inner else []
        return " ".join(
            [
                "dragoman",
                *self.path,
                *(["[OPTIONS]"] if self.options else []),
                *(a.metavar for a in self.arguments),
                *rest,
            ]
        )

    def all(self) -> Iterator[Command]:
        """This one and those within it."""
        yield self
        for one in self.inner:
            yield from one.all()


def described(root: Any = None) -> tuple[Command, ...]:
    """All commands that help shows, in its order. root: the command line that is running, where one is; else it is made, which takes a moment."""
    return tuple(_command((name,), one) for name, one in (root or _root()).commands.items() if not one.hidden)


def root_options() -> tuple[Parameter, ...]:
    """The options that stand before a command."""
    return tuple(_parameter(p) for p in _root().params if not p.hidden)


@cache
def _root() -> Any:
    """The command line as `typer` makes it."""
    import typer

    from dragoman.cli.app import app

    return typer.main.get_command(app)


def _command(path: tuple[str, ...], one: Any) -> Command:
    prose, examples = (*re.split(r"^\s*Examples?:\s*$", _plain(one.help or ""), maxsplit=1, flags=re.MULTILINE), "")[:2]
    inner = getattr(one, "commands", {})
    return Command(
        path,
        getattr(one, "rich_help_panel", None) or "",
        "\n\n".join(" ".join(part.split()) for part in prose.split("\n\n") if part.strip()),
        tuple(line.strip() for line in examples.splitlines() if line.strip()),
        tuple(_parameter(p) for p in one.params if p.param_type_name == "argument"),
        tuple(_parameter(p) for p in one.params if p.param_type_name == "option" and not p.hidden),
        tuple(_command((*path, name), below) for name, below in inner.items() if not below.hidden),
    )


def _plain(text: str) -> str:
    return _MARKUP.sub("", text).replace("\\[", "[")


def _parameter(one: Any) -> Parameter:
    kind, choices = _kind(one)
    option = one.param_type_name == "option"
    shown = one.metavar or ("|".join(choices) if choices else one.name.upper() if not option else kind.upper())
    default = one.default if not callable(one.default) else None
    return Parameter(
        name=one.name,
        names=(*one.opts, *one.secondary_opts) if option else (),
        metavar="" if kind == "bool" else str(shown),
        help=_plain(" ".join((getattr(one, "help", None) or "").split())),
        kind=kind,
        choices=choices,
        many=bool(one.multiple) or one.nargs == -1,
        takes=max(one.nargs, 1),
        default=getattr(default, "value", default),
        least=_bound(one, "min"),
        most=_bound(one, "max"),
    )


def _bound(one: Any, name: str) -> float | None:
    """`min` or `max` of a number, which stands in the parameter or, in earlier versions of typer, in its type."""
    value = getattr(one, name, None)
    return value if value is not None else getattr(getattr(one, "type", None), name, None)


def _kind(one: Any) -> tuple[str, tuple[str, ...]]:
    """Kind and choices, from the annotation, or in earlier versions of typer from the type that was made of it."""
    if getattr(one, "is_flag", False):
        return "bool", ()
    told = getattr(getattr(one, "type_descriptor", None), "annotation", None)
    if told is not None:
        return _of_annotation(told)
    made = one.type
    names = {"integer": "int", "integer range": "int", "float": "float", "float range": "float", "path": "path"}
    if choices := getattr(made, "choices", None):
        return "choice", tuple(str(getattr(c, "value", c)) for c in choices)
    return names.get(getattr(made, "name", ""), "text"), ()


def _of_annotation(told: Any) -> tuple[str, tuple[str, ...]]:
    inner = [one for one in get_args(told) if one not in (type(None), Ellipsis)]
    if inner:
        return _of_annotation(inner[0])
    if isinstance(told, type) and issubclass(told, Enum):
        return "choice", tuple(str(one.value) for one in told)
    for kind, name in ((bool, "bool"), (int, "int"), (float, "float"), (Path, "path")):
        if told is kind:
            return name, ()
    return "text", ()
