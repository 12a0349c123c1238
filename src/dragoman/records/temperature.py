"""Temperature: conflict and cooperation of a pair over time, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.records.answers import TimelineRow
from dragoman.records.panel import Covered, Period


@dataclass(frozen=True, slots=True)
class Degree:
    """One period. Scores are PLOVER's, −10 (conflict) … 10 (cooperation).

    events: by day; mean: of their scores, weighted by confidence, null without any. level, low, high: the smoothed level and its 95 %
    interval, null where counts do not carry one. covered: documents published in the period that name both sides; whole: all of it.
    """

    period: Period
    events: tuple[TimelineRow, ...]
    mean: float | None
    level: float | None
    low: float | None
    high: float | None
    covered: Covered
    whole: Covered


@dataclass(frozen=True, slots=True)
class Turn:
    """A change point. day: of the first event after it. before, after: mean scores of the stretches on both sides; p: of the test.

    events_before, events_after: the events of those stretches. turning: those near the turn that say most for it.
    """

    day: str
    before: float
    after: float
    p: float
    events_before: tuple[TimelineRow, ...]
    events_after: tuple[TimelineRow, ...]
    turning: tuple[TimelineRow, ...]


@dataclass(frozen=True)
class Temperature:
    """Degrees by period, turns by day. between: codes. step: week, month, quarter or year.

    spread: standard deviation of single events about their period's level, points; drift: of the level's step from period to period; null
    where no level was made. undated: events that stand in no period. scores: event id → score. notes: what it rests on, what is
    missing.
    """

    between: tuple[str, str]
    step: str
    degrees: tuple[Degree, ...]
    turns: tuple[Turn, ...]
    spread: float | None
    drift: float | None
    undated: tuple[TimelineRow, ...]
    scores: dict[str, float]
    notes: tuple[str, ...] = ()
