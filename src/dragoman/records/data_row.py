"""Rows of event data, the ledger's or other people's, as they are laid side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Dyad = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DataRow:
    """An event. day: `YYYY-MM-DD`, or null. dyads: (actor, recipient) by PLOVER code. event_type: PLOVER, or null for none."""

    id: str
    day: str | None
    dyads: tuple[Dyad, ...]
    event_type: str | None


@dataclass(frozen=True, slots=True)
class Match:
    """A row of the ledger and one of the data that have a dyad and type in common. apart: days from the first to the second."""

    ledger: DataRow
    data: DataRow
    dyad: Dyad
    apart: int


@dataclass(frozen=True)
class SideBySide:
    """Both lay side by side.

    counts: (actor, recipient, `YYYY-MM`, type) → events in the ledger and in the data, in that order of keys; an event counts
    once for each of its dyads. matched, ledger_only, data_only: rows that have a day, a dyad and a type. aside: reason →
    number of rows, (ledger, data), that could not be compared.
    """

    counts: Mapping[tuple[str, str, str, str], tuple[int, int]]
    matched: tuple[Match, ...]
    ledger_only: tuple[DataRow, ...]
    data_only: tuple[DataRow, ...]
    aside: Mapping[str, tuple[int, int]]
