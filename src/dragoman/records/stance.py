"""Positions over time: statements of one party on one issue, the lines they form, how strongly they are worded, formulas, silences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.records.text import Reading, Span


@dataclass(frozen=True, slots=True)
class Statement:
    """What a party said. day: `YYYY-MM-DD` or null. by: names of who speaks. words: its evidence. degrees: (axis, level, degree, phrase)."""

    claim: str
    document: str
    span: Span
    day: str | None
    by: tuple[str, ...]
    degrees: tuple[tuple[str, int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LineTaken:
    """Statements of one meaning, oldest first, days unknown last. lead: the one nearest to all others."""

    lead: Statement
    statements: tuple[Statement, ...]

    @property
    def first(self) -> Statement:
        """Said first."""
        return self.statements[0]

    @property
    def last(self) -> Statement:
        """Said last, of those with a day."""
        return next((s for s in reversed(self.statements) if s.day), self.statements[-1])


@dataclass(frozen=True, slots=True)
class Change:
    """Wording that became stronger or weaker. axis: against or for. before, after: statements, each with its degree and phrase."""

    axis: str
    before: Statement
    after: Statement
    before_degree: tuple[int, str, str]
    after_degree: tuple[int, str, str]

    @property
    def stronger(self) -> bool:
        """Whether the later wording is the stronger one."""
        return self.after_degree[0] > self.before_degree[0]


@dataclass(frozen=True, slots=True)
class Silence:
    """A stretch without a statement where there was one before. until: the next statement's day, or the last day covered.

    documents: of that time in which the party speaks or acts on anything. ended: whether a statement followed.
    """

    since: str
    until: str
    days: int
    documents: int
    ended: bool


@dataclass(frozen=True, slots=True)
class Stance:
    """What a party says on an issue. issue: null for what touches none. lines: most statements first."""

    issue: str | None
    party: str
    lines: tuple[LineTaken, ...]
    changes: tuple[Change, ...]
    silences: tuple[Silence, ...]

    @property
    def statements(self) -> int:
        """How many."""
        return sum(len(line.statements) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Formula:
    """Words that a party says again and again. words: as first said. places: (document, day, span), oldest first, one a document."""

    words: str
    party: str
    places: tuple[tuple[str, str | None, Span], ...]

    @property
    def years(self) -> tuple[str, ...]:
        """Years in which it is said."""
        return tuple(sorted({day[:4] for _, day, _ in self.places if day}))


@dataclass(frozen=True)
class Stances:
    """All positions asked for. notes: sentences on coverage and on what is missing. texts: document → characters."""

    stances: tuple[Stance, ...]
    formulas: tuple[Formula, ...]
    readings: tuple[Reading, ...]
    texts: Mapping[str, str]
    notes: tuple[str, ...] = ()
