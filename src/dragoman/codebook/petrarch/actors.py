"""A dictionary of actors: names with synonyms, and codes with the days on which they count.

    KOFI_ANNAN_              # a name; `_` and blanks part its words
    +K._ANNAN_               # what else it is called
        [IGOUNO 970101-061231]   # its code from one day to another; <DAY and >DAY for ranges that are open
        [ELI]                    # its code on all other days

A code may also stand on the line of the name. `{…}` after a name holds further forms of it (plurals).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.codebook.petrarch.casing import bare
from dragoman.codebook.petrarch.dates import Restriction, days_of
from dragoman.codebook.petrarch.lines import LONGEST, Line, Parts, content, parts, place
from dragoman.codebook.petrarch.sets import SetError, Sets
from dragoman.records.problem import Problem

_FORMS = re.compile(r"\{([^{}]*)\}")
_CODE = re.compile(r"[A-Za-z0-9]+|-+")
_ORPHAN = "no name that was taken stands before it"
_MARKS = re.compile(r"[{}\[\]~<>=|]")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as the dictionary writes it, words parted by single blanks, and its line."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor: names, the first of them the main one, and codes, neither empty."""

    names: tuple[Named, ...]
    codes: tuple[Restriction, ...]


def phrases(head: str, sets: Sets) -> list[str]:
    """The phrases that stand before a line's codes: each with blanks for `_`, then the forms in `{…}`.

    Raises ValueError, saying why, where there is none or one holds no letter.
    """
    told = " ".join(_FORMS.findall(head)).replace(",", " ").split()
    found = [" ".join(word.replace("_", " ").split()) for word in sets.phrases(_FORMS.sub(" ", head)) + told]
    for phrase in found:
        if not bare(phrase):
            raise ValueError("no name of at least two letters stands in it")
        if sign := _MARKS.search(phrase):
            raise ValueError(f"{sign[0]!r} stands where it has no meaning")
        if not phrase.isprintable():
            raise ValueError("it holds characters that are not letters or signs")
    return found


def first_of_lines(names: Iterable[Named]) -> list[tuple[int, str]]:
    """Each line with its first name, in order."""
    return sorted({named.line: named.text for named in reversed(list(names))}.items())


def shortened(text: str) -> str:
    """A line as a message shows it."""
    return text if len(text) <= LONGEST else text[:60] + "…"


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.sets = Sets()
        self.entries: list[Entry] = []
        self.defined: list[int] = []
        self.problems: list[Problem] = []
        self.names: list[Named] = []
        self.codes: list[Restriction] = []

    def problem(self, code: str, line: int, /, **values: object) -> None:
        self.problems.append(Problem(code, place(self.source, line), values=values))

    def take(self, line: Line) -> None:
        try:
            if len(line.text) > LONGEST:
                raise ValueError("it is too long")
            if self.sets.define(line.text):
                self.defined.append(line.number)
                return
            split = parts(line.text)
            if split.left:
                raise ValueError(f"{split.left!r} stands among its codes")
            self._named(line, split) if split.head else self._coded(line, split)
        except ValueError as error:
            if not line.text.startswith(("+", "[")):
                self.close()  # what follows belongs to a name that was not taken
            code = "petrarch.set" if isinstance(error, SetError) else "petrarch.form"
            self.problem(code, line.number, text=shortened(line.text), reason=str(error))

    def _named(self, line: Line, split: Parts) -> None:
        more = split.head.startswith("+")
        names = [Named(p, line.number) for p in phrases(split.head.lstrip("+ \t"), self.sets)]
        codes = [c for code in split.codes if (c := self._restriction(code, line)) is not None]
        if more and codes:
            self.entries.append(Entry(tuple(names), tuple(codes)))
        elif more and split.codes:
            return  # its codes were reported
        elif more and not self.names:
            raise ValueError(_ORPHAN)
        elif more:
            self.names += names
        else:
            self.close()
            self.names, self.codes = names, codes

    def _coded(self, line: Line, split: Parts) -> None:
        if not self.names:
            raise ValueError(_ORPHAN)
        self.codes += [c for code in split.codes if (c := self._restriction(code, line)) is not None]

    def _restriction(self, told: str, line: Line) -> Restriction | None:
        code, _, days = told.partition(" ")
        if "~" in code:
            self.problem("petrarch.form", line.number, text=line.text, reason="its code is an agent's")
            return None
        if not _CODE.fullmatch(code):
            self.problem("petrarch.form", line.number, text=line.text, reason=f"{told!r} is no code")
            return None
        if not days:
            return Restriction(code.upper(), None, None, line.number)
        try:
            return Restriction(code.upper(), *days_of(days), line.number)
        except ValueError as error:
            self.problem("petrarch.date", line.number, text=told, reason=str(error))
            return None

    def close(self) -> None:
        """Ends the entry whose lines were read."""
        if self.names and self.codes:
            self.entries.append(Entry(tuple(self.names), tuple(self.codes)))
        elif self.names:
            for line, text in first_of_lines(self.names):
                self.problem("petrarch.no_code", line, text=text)
        self.names, self.codes = [], []


def read_actors(lines: Iterable[str], source: str) -> tuple[tuple[Entry, ...], tuple[int, ...], tuple[Problem, ...]]:
    """The entries, the lines that define sets, and the problems: petrarch.comment, .form, .date, .set, .no_code."""
    reader = _Reader(source)
    for line in content(lines, source):
        if isinstance(line, Problem):
            reader.problems.append(line)
        else:
            reader.take(line)
    reader.close()
    return tuple(reader.entries), tuple(reader.defined), tuple(reader.problems)
