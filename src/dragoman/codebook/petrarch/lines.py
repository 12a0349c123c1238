"""Lines of a dictionary without their comments, and what stands in brackets on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.records.problem import Problem

_OPEN, _CLOSE = "<!--", "-->"
_ONE_LINE = re.compile(r"<!--.*?-->")
_SIGNS = re.compile(r"[#;]")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
LONGEST = 400  # characters of a line without its comment; a longer one is no dictionary's


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says without its comment, stripped, never empty. number: from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The two halves of a line: what stands before the first bracket, and what stands in brackets. left: anything else."""

    head: str
    codes: tuple[str, ...]
    left: str


def place(source: str, line: int) -> str:
    """Where a line stands, as messages name it."""
    return f"{source}:{line}"


def content(lines: Iterable[str], source: str) -> Iterator[Line | Problem]:
    """The lines that say something. `#` and `;` begin a comment, `<!-- … -->` holds one, over several lines too.

    Problems: petrarch.comment, where one never ends.
    """
    begun = 0
    for number, raw in enumerate(lines, 1):
        text = raw
        if begun:
            _, found, text = text.partition(_CLOSE)
            if not found:
                continue
            begun = 0
        text = _SIGNS.split(_ONE_LINE.sub(" ", text), maxsplit=1)[0]
        if _OPEN in text:
            begun = number
            text = text.partition(_OPEN)[0]
        text = text.strip()
        if text and not text.startswith("<!"):
            yield Line(number, text)
    if begun:
        yield Problem("petrarch.comment", place(source, begun))


def parts(text: str) -> Parts:
    """A line's halves: `KOFI_ANNAN_ [IGOUNO 970101-061231] [ELI]` → its name and two codes."""
    head, bracket, rest = text.partition("[")
    codes = tuple(" ".join(code.split()) for code in _BRACKETS.findall(bracket + rest))
    left = " ".join(_BRACKETS.sub(" ", bracket + rest).split())
    return Parts(head.strip(), codes, left)
