"""Temperature of a pair: scores of its events by period, a smoothed level with its interval, and turns that counts carry."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dragoman.analyse.change_points import LEAST, change_points
from dragoman.analyse.coverage import Coverage
from dragoman.analyse.dyads import pairs
from dragoman.analyse.local_level import smooth
from dragoman.analyse.panel import score_of
from dragoman.analyse.periods import periods, placed
from dragoman.codebook.plover import Plover
from dragoman.records.answers import TimelineRow
from dragoman.records.panel import Period
from dragoman.records.temperature import Degree, Temperature, Turn

# A level is made from at least so many events, in at least so many periods.
EVENTS, PERIODS = 5, 3
# Least standard deviation of single events, points: PLOVER's scores are steps apart, so that equal ones do not make a level certain.
LEAST_SPREAD = 1.0
# On each side of a turn, the events among which those that say most for it are looked for, and how many are named.
NEAR, NAMED = 12, 3
# Documents on each side of a turn, the versions of a story counted once.
LEAST_DOCUMENTS = 3
_Z = 1.959964


def temperature(
    rows: Sequence[TimelineRow], covered: Coverage, plover: Plover, between: tuple[str, str], step: str,
    since: str | None = None, until: str | None = None,
) -> Temperature:  # fmt: skip
    """rows: merged events, as `rows_of` gives them; those count in which the two stand across from each other, and which are told as plain fact.

    since, until: days; null for the first and last of what was published on the pair or happened. Each event weighs by its confidence. The level is that of a local-level model
    (`local_level`): the mean of a period is seen with the variance s²/Σ confidence, where s² is that of single events about their period's mean.
    """
    pair = (min(between), max(between))
    told = (r for r in rows if r.lead.event_type and not r.aux and not r.counted_with_another)
    mine = [r for r in told if _across(r, pair, plover)]
    grid = _grid(mine, covered, pair, step, since, until)
    inside = {p.name for p in grid}
    at = {r.id: placed(r.when, step) for r in mine}
    dated = [r for r in mine if (p := at[r.id]) and p.name in inside]
    undated = tuple(r for r in mine if at[r.id] is None)
    scores = {r.id: score_of(r, plover) for r in mine}
    by_period: dict[str, list[TimelineRow]] = {p.name: [] for p in grid}
    for row in dated:
        by_period[_name(at[row.id])].append(row)
    held = [by_period[p.name] for p in grid]
    means = [_mean(events, scores) for events in held]
    levels, spread, drift = _levels(held, means, scores)
    degrees = tuple(
        Degree(p, tuple(events), mean, *level, covered.of(pair, p, step), covered.of((), p, step))
        for p, events, mean, level in zip(grid, held, means, levels)
    )
    turns, notes = _turns(dated, scores)
    said = (*_about(mine, dated, undated, between, covered, degrees, spread), *notes)
    return Temperature(between, step, degrees, turns, spread, drift, undated, scores, said)


def _across(row: TimelineRow, pair: tuple[str, str], plover: Plover) -> bool:
    """Whether the two stand across from each other; most events of a ledger do not even name both."""
    named = {p.code for p in (*row.actor, *row.recipient)}
    return named.issuperset(pair) and pair in pairs(row, plover)


def _name(period: Period | None) -> str:
    return period.name if period else ""


def _grid(
    rows: Sequence[TimelineRow],
    covered: Coverage,
    pair: tuple[str, str],
    step: str,
    since: str | None,
    until: str | None,
) -> tuple[Period, ...]:
    """Periods from the first to the last day on which something happened between them or a document that names both came out."""
    days = [r.when.first for r in rows if r.when.first and placed(r.when, step)]
    published = covered.days_of(pair)
    days += [published[0], published[-1]] if published else []
    first, last = since or min(days, default=None), until or max(days, default=None)
    return periods(first, last, step) if first and last and first <= last else ()


def _mean(events: Sequence[TimelineRow], scores: dict[str, float]) -> float | None:
    weight = sum(_weight(e) for e in events)
    return sum(_weight(e) * scores[e.id] for e in events) / weight if events else None


def weight_of(row: TimelineRow) -> float | None:
    """How much an event counts in the mean of its year; null where it is not told as plain fact, or lies in no year."""
    return _weight(row) if row.lead.event_type and not row.aux and placed(row.when, "year") else None


def _weight(row: TimelineRow) -> float:
    return max(row.confidence, 0.01)


def _levels(
    held: Sequence[Sequence[TimelineRow]], means: Sequence[float | None], scores: dict[str, float]
) -> tuple[list[tuple[float | None, float | None, float | None]], float | None, float | None]:
    """(level, low, high) of each period, and standard deviations of single events and of the drift; nulls where counts carry no level."""
    nothing: list[tuple[float | None, float | None, float | None]] = [(None, None, None)] * len(held)
    seen = [n for n, events in enumerate(held) if events]
    if sum(map(len, held)) < EVENTS or len(seen) < PERIODS:
        return nothing, None, None
    first, last = seen[0], seen[-1] + 1
    scale = max(_variance(held, means, scores), LEAST_SPREAD**2)
    noise = [scale / sum(map(_weight, e)) if e else math.inf for e in held[first:last]]
    made = smooth(means[first:last], noise, scale)
    for n, level, variance in zip(range(first, last), made.level, made.variance):
        width = _Z * math.sqrt(variance)
        nothing[n] = (level, max(level - width, -10.0), min(level + width, 10.0))
    return nothing, math.sqrt(scale), math.sqrt(made.drift)


def _variance(held: Sequence[Sequence[TimelineRow]], means: Sequence[float | None], scores: dict[str, float]) -> float:
    """Variance of single scores about their period's mean; about the mean of all where few periods have two events."""
    square, free = 0.0, 0
    for events, mean in zip(held, means):
        if mean is not None:
            square += sum((scores[e.id] - mean) ** 2 for e in events)
            free += len(events) - 1
    if free >= EVENTS:
        return square / free
    every = [scores[e.id] for events in held for e in events]
    middle = sum(every) / len(every)
    return sum((s - middle) ** 2 for s in every) / (len(every) - 1)


def _turns(rows: Sequence[TimelineRow], scores: dict[str, float]) -> tuple[tuple[Turn, ...], list[str]]:
    """Turns that counts carry, and what is to be said where none were looked for."""
    ordered = sorted(rows, key=lambda r: (r.when.first or "", r.id))
    if len(ordered) < 2 * LEAST:
        return (), [f"Change points are looked for from {2 * LEAST} events on."] if ordered else []
    try:
        found = change_points([scores[r.id] for r in ordered], [r.when.first or "" for r in ordered])
    except ImportError as error:
        return (), [f"{error}."]
    bounds = [0, *(place for place, _ in found), len(ordered)]
    turns = [_turn(ordered[bounds[n] : p], ordered[p : bounds[n + 2]], q, scores) for n, (p, q) in enumerate(found)]
    kept = tuple(t for t in turns if t is not None)
    return kept, [] if kept else ["No change point is carried by the counts."]


def _turn(
    before: Sequence[TimelineRow], after: Sequence[TimelineRow], p: float, scores: dict[str, float]
) -> Turn | None:
    """The turn between two stretches; null where one rests on too few documents."""
    if min(len({c.document for r in part for c in r.claims}) for part in (before, after)) < LEAST_DOCUMENTS:
        return None
    old, new = (sum(scores[r.id] for r in part) / len(part) for part in (before, after))
    up = 1 if new > old else -1
    middle = (old + new) / 2
    ends = sorted(before[-NEAR:], key=lambda r: up * (scores[r.id] - middle))[: NAMED - 1]
    begins = sorted(after[:NEAR], key=lambda r: -up * (scores[r.id] - middle))[:NAMED]
    named = sorted([*ends, *begins], key=lambda r: r.when.first or "")
    return Turn(after[0].when.first or "", old, new, p, tuple(before), tuple(after), tuple(named))


def _about(
    mine: Sequence[TimelineRow], dated: Sequence[TimelineRow], undated: Sequence[TimelineRow], between: tuple[str, str],
    covered: Coverage, degrees: Sequence[Degree], spread: float | None,
) -> list[str]:  # fmt: skip
    """What it rests on and what is missing, in sentences."""
    one, other = between
    days = covered.published
    if not days and not covered.undated:
        return ["The ledger holds no report; read some with `dragoman read`."]
    published = covered.days_of((min(between), max(between)))
    named = f", published {published[0]} to {published[-1]}" if published else ""
    notes = [f"{len(published)} of {len(days) + covered.undated} documents name both {one} and {other}{named}."]
    if not mine:
        return [*notes, f"No event between {one} and {other} is told as plain fact in this ledger."]
    if not dated:
        known = sorted(r.when.first for r in mine if r.when.first)
        where = f"; those of known day are of {known[0]} to {known[-1]}" if known else ""
        notes.append(f"None of the {len(mine)} events between them lies in the period asked for{where}.")
    elif spread is None:
        notes.append(
            f"{len(dated)} events in {sum(bool(d.events) for d in degrees)} periods carry no level: {EVENTS} in {PERIODS} are needed."
        )
    if days and degrees and degrees[-1].period.last < days[0]:
        notes.append(f"The period ends before the first report ({days[0]}): nothing of it is covered.")
    if undated:
        notes.append(f"{len(undated)} events of an unknown day, or of a stretch longer than a period, are left out.")
    if covered.undated:
        notes.append(f"{covered.undated} documents have no publication day and count for no period's coverage.")
    return notes
