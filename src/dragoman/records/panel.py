"""Panels: what happened by pair or country and period, with what the ledger covers of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from dragoman.records.answers import TimelineRow

Number = float | int | None


class Period(NamedTuple):
    """A week, month, quarter or year. name: `2023W14`, `2023-04`, `2023Q2` or `2023`. first, last: days, `YYYY-MM-DD`."""

    name: str
    first: str
    last: str


class Covered(NamedTuple):
    """What was published in a period. documents: the versions of one story count once. sources: publishers."""

    documents: int
    sources: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair or country in one period.

    key: codes (for a country of a directed panel: code, then `actor` or `recipient`). covered: what was published in the period and
    names them all; whole: all that was published in it. events: what happened, by day. values: the measures, in order of the
    panel's columns; null where nothing is covered and no event is known.
    """

    key: tuple[str, ...]
    period: Period
    covered: Covered
    whole: Covered
    events: tuple[TimelineRow, ...]
    values: tuple[Number, ...]


@dataclass(frozen=True)
class Panel:
    """Cells by key, then period. of: `dyad` or `country`. step: week, month, quarter or year. keys: names of the key's columns.

    measures: names of the columns of values. notes: sentences on what the panel rests on and what is not in it.
    """

    of: str
    step: str
    directed: bool
    keys: tuple[str, ...]
    measures: tuple[str, ...]
    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()
