"""Events gathered by who acts on whom, and by where they happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.records.answers import TimelineRow
from dragoman.records.claim import Where


@dataclass(frozen=True, slots=True)
class Traffic:
    """Who acts on whom. codes: the busiest first. counts: (actor, recipient) → events; scores: → mean PLOVER score; events: how many were looked at."""

    codes: tuple[str, ...]
    counts: dict[tuple[str, str], int]
    scores: dict[tuple[str, str], float]
    left_out: int
    events: int


@dataclass(frozen=True, slots=True)
class Scene:
    """A place where events happened. key: what it is named by in addresses. events: how many. score: their mean. first, last: days."""

    key: str
    where: Where
    events: int
    score: float
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Scenes:
    """Places where events happened, the busiest first. nowhere: events of which no report says where; elsewhere: those whose place has no coordinates."""

    scenes: tuple[Scene, ...]
    nowhere: int
    elsewhere: int


def traffic(pairs: Iterable[tuple[str, str, int, float]], events: int, most: int) -> Traffic:
    """Who acts on whom, each event once a pair; codes of the `most` busiest parties, counts of all.

    pairs: (actor, recipient, events, sum of their scores), in order of the first event. events: how many these are of.
    """
    told = list(pairs)
    counts = {(actor, recipient): number for actor, recipient, number, _ in told}
    busy: dict[str, int] = {}
    for pair, count in counts.items():
        for code in pair:
            busy[code] = busy.get(code, 0) + count
    codes = sorted(busy, key=lambda code: (-busy[code], code))
    means = {(actor, recipient): total / number for actor, recipient, number, total in told}
    return Traffic(tuple(codes[:most]), counts, means, max(0, len(codes) - most), events)


class At(NamedTuple):
    """The events at one place, by its key. score: their sum. first, last: days. number: of the earliest event, as its place is asked for."""

    spot: str | None
    events: int
    score: float
    first: str | None
    last: str | None
    number: int


def scenes(happened: Iterable[At], wheres: Callable[[Sequence[int]], Sequence[Where | None]]) -> Scenes:
    """Places, in order of their earliest events. wheres: gives the places of events by their numbers."""
    told = list(happened)
    nowhere, elsewhere = (sum(one.events for one in told if one.spot == spot) for spot in (None, ""))
    drawn = [one for one in told if one.spot]
    made = [
        Scene(one.spot, where, one.events, one.score / one.events, one.first, one.last)
        for one, where in zip(drawn, wheres([one.number for one in drawn]))
        if one.spot and where is not None
    ]
    return Scenes(tuple(sorted(made, key=lambda one: (-one.events, one.where.name))), nowhere, elsewhere)


def where_of(row: TimelineRow) -> Where | None:
    """The place that the claim which stands for the event names, else the first claim that names one."""
    return row.lead.where or next((claim.where for claim in row.claims if claim.where), None)


def spot_of(row: TimelineRow) -> str | None:
    """What the event's place is named by in addresses; empty for one without coordinates, null where none is told."""
    where = where_of(row)
    if where is None:
        return None
    if where.lat is None or where.lon is None:
        return ""
    return str(where.geonameid) if where.geonameid else f"{where.lat},{where.lon}"
