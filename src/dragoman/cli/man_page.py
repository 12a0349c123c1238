"""The man page, as roff (man(7)), from what the commands say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman import __version__
from dragoman.cli.described import Command, Parameter, described, root_options

INTRODUCTION = """Dragoman turns news reports and official readouts into a sourced ledger of what states and their officials say and do to \
each other, and answers questions from it. No claim stands without a verbatim span of a stored document."""
FILES = (
    (
        "dragoman.toml",
        "Defaults of options, in this folder or as dragoman/dragoman.toml in XDG_CONFIG_HOME; see dragoman config.",
    ),
    (
        "sources.toml",
        "Beside texts: what is known of them, a table a file: published, publisher, place, url, title, language.",
    ),
)
ENVIRONMENT = (
    ("DRAGOMAN_CONFIG", "Another configuration file; empty for none."),
    ("DRAGOMAN_AUTHOR", "Whose judgements they are."),
    ("DRAGOMAN_MODEL_KEY", "The key of the language model of read --coder model."),
    ("DRAGOMAN_WEBHOOK_SECRET", "What signs the claims that watch sends to a webhook."),
    ("NO_COLOR", "No colour, if it is set."),
    ("FORCE_COLOR", "Colour in pipes and files too."),
    ("COLUMNS", "The width of what is printed."),
    ("XDG_DATA_HOME", "Where the ledger of dragoman demo is kept."),
)
CODES = (
    ("0", "Done."),
    ("1", "Some inputs had problems, listed one a line."),
    ("2", "Wrong use."),
    ("130", "Stopped by Ctrl-C."),
)


def man_page() -> str:
    """The page, commands in the order of `dragoman --help`."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f'.TH DRAGOMAN 1 "" "Dragoman {__version__}" "User Commands"'
    yield from _section("NAME", ["dragoman \\- " + _text("a sourced ledger of what states say and do to each other")])
    yield from _section("SYNOPSIS", ["\\fBdragoman\\fR [\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]"])
    yield from _section("DESCRIPTION", [_text(INTRODUCTION)])
    yield from _section("OPTIONS", _options(root_options()))
    yield ".SH COMMANDS"
    for top in described():
        for command in top.all():
            yield from _command(command)
    for title, rows in (("FILES", FILES), ("ENVIRONMENT", ENVIRONMENT), ("EXIT STATUS", CODES)):
        yield from _section(
            title, [line for name, says in rows for line in (".TP", f"\\fB{_text(name)}\\fR", _text(says))]
        )


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f".SH {title}"
    yield from lines


def _command(command: Command) -> Iterator[str]:
    yield f".SS {_text(command.usage)}"
    for paragraph in command.prose.split("\n\n"):
        yield from (".PP", _text(paragraph))
    for one in command.arguments:
        yield from (".TP", f"\\fI{_text(one.metavar)}\\fR", _text(one.help))
    yield from _options(command.options)
    if command.examples and not command.inner:
        yield from (".PP", "Examples:", ".PP", ".nf", ".RS", *map(_text, command.examples), ".RE", ".fi")


def _options(options: Iterable[Parameter]) -> Iterator[str]:
    for one in options:
        names = ", ".join(f"\\fB{_text(name)}\\fR" for name in one.names)
        default = "" if one.default in (None, False, ()) else f" Default: {one.default}."
        yield from (
            ".TP",
            f"{names} \\fI{_text(one.metavar)}\\fR".rstrip() if one.metavar else names,
            _text(one.help + default),
        )


def _text(text: str) -> str:
    """Text that roff takes as it is: backslashes, hyphens and what begins a request are escaped."""
    escaped = re.sub(r"`([^`]*)`", r"\1", text).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
