"""Events gathered by who acts on whom, and by where they happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.library.row_facts import Facts
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
    """A place where events happened. key: what it is named by in addresses. rows: its events, oldest first. score: their mean. first, last: days."""

    key: str
    where: Where
    rows: tuple[TimelineRow, ...]
    score: float
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Scenes:
    """Places where events happened, the busiest first. nowhere: events of which no report says where; elsewhere: those whose place has no coordinates."""

    scenes: tuple[Scene, ...]
    nowhere: int
    elsewhere: int


def traffic(chosen: Iterable[Facts], most: int) -> Traffic:
    """Who acts on whom, each event once a pair; codes of the `most` busiest parties, counts of all."""
    counts: dict[tuple[str, str], int] = {}
    sums: dict[tuple[str, str], float] = {}
    events = 0
    for one in chosen:
        events += 1
        score = one.row.lead.score or 0.0
        for pair in one.pairs:
            counts[pair] = counts.get(pair, 0) + 1
            sums[pair] = sums.get(pair, 0.0) + score
    busy: dict[str, int] = {}
    for pair, count in counts.items():
        for code in pair:
            busy[code] = busy.get(code, 0) + count
    codes = sorted(busy, key=lambda code: (-busy[code], code))
    means = {pair: sums[pair] / count for pair, count in counts.items()}
    return Traffic(tuple(codes[:most]), counts, means, max(0, len(codes) - most), events)


def scenes(rows: Iterable[TimelineRow]) -> Scenes:
    """Where events happened: at the place that the claim which stands for the event names, else the first claim that names one."""
    at: dict[str, list[TimelineRow]] = {}
    wheres: dict[str, Where] = {}
    nowhere = elsewhere = 0
    for row in rows:
        where = row.lead.where or next((claim.where for claim in row.claims if claim.where), None)
        if where is None:
            nowhere += 1
        elif where.lat is None or where.lon is None:
            elsewhere += 1
        else:
            key = str(where.geonameid) if where.geonameid else f"{where.lat},{where.lon}"
            at.setdefault(key, []).append(row)
            wheres.setdefault(key, where)
    made = [_scene(key, wheres[key], tuple(found)) for key, found in at.items()]
    return Scenes(tuple(sorted(made, key=lambda one: (-len(one.rows), one.where.name))), nowhere, elsewhere)


def _scene(key: str, where: Where, rows: tuple[TimelineRow, ...]) -> Scene:
    days = [row.when.first for row in rows if row.when.first]  # oldest first, as the rows are
    score = sum(row.lead.score or 0.0 for row in rows) / len(rows)
    return Scene(key, where, rows, score, days[0] if days else None, days[-1] if days else None)
