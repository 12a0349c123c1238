"""Events gathered by who acts on whom, and by where they happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

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


def traffic(pairs: Iterable[tuple[str, str, float]], events: int, most: int) -> Traffic:
    """Who acts on whom, each event once a pair; codes of the `most` busiest parties, counts of all.

    pairs: (actor, recipient, score of the event), in order of the events. events: how many these are of.
    """
    counts: dict[tuple[str, str], int] = {}
    sums: dict[tuple[str, str], float] = {}
    for actor, recipient, score in pairs:
        pair = (actor, recipient)
        counts[pair] = counts.get(pair, 0) + 1
        sums[pair] = sums.get(pair, 0.0) + score
    busy: dict[str, int] = {}
    for pair, count in counts.items():
        for code in pair:
            busy[code] = busy.get(code, 0) + count
    codes = sorted(busy, key=lambda code: (-busy[code], code))
    means = {pair: sums[pair] / count for pair, count in counts.items()}
    return Traffic(tuple(codes[:most]), counts, means, max(0, len(codes) - most), events)


def scenes(
    happened: Iterable[tuple[str | None, str | None, float]], wheres: Callable[[Sequence[int]], Sequence[Where | None]]
) -> Scenes:
    """Places, of (place, first day, score) of each event, oldest first. wheres: gives the places of events by their numbers among these."""
    at: dict[str, list[tuple[str | None, float]]] = {}
    firsts: dict[str, int] = {}
    nowhere = elsewhere = 0
    for number, (spot, day, score) in enumerate(happened):
        if spot is None:
            nowhere += 1
        elif not spot:
            elsewhere += 1
        else:
            at.setdefault(spot, []).append((day, score))
            firsts.setdefault(spot, number)
    places = dict(zip(firsts, wheres(list(firsts.values()))))
    made = [_scene(key, where, found) for key, found in at.items() if (where := places[key]) is not None]
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


def _scene(key: str, where: Where, found: Sequence[tuple[str | None, float]]) -> Scene:
    days = [day for day, _ in found if day]  # oldest first, as the events are
    score = sum(score for _, score in found) / len(found)
    return Scene(key, where, len(found), score, days[0] if days else None, days[-1] if days else None)
