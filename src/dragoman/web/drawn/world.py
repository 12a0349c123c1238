"""A map: which part of the world is shown, and where its places stand on it.

Degrees are drawn as they are, longer to the east by the cosine of the middle latitude, so that shapes there are true. The map turns: it is cut
where the widest stretch without a place is, so that the Pacific lies in one piece where both of its shores are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import cos, radians, sqrt

WIDE = 960.0
Place = tuple[float, float, int, str]
_LEAST_SPAN, _MARGIN = 44.0, 0.16  # degrees of longitude at least; share of the span around the outermost places
_SMALLEST, _LARGEST = 3.5, 20.0
_MOST = 0.8  # of the events, that the part shown has to hold
_SOUTH, _NORTH = -58.0, 80.0
_TALLEST, _FLATTEST = 0.62, 0.42  # height by width


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, by its key: units from the upper left. label: whether there is room for its name, and on which side of it."""

    key: str
    x: float
    y: float
    r: float
    label: str


@dataclass(frozen=True, slots=True)
class World:
    """A map of `WIDE` by `high` units. transform, shifts: for the land's path, which is drawn once for each shift, tenths of a degree.

    spots: of the places that are shown, in their order; outside: how many others lie beyond the edge.
    """

    high: float
    transform: str
    shifts: tuple[int, ...]
    spots: tuple[Spot, ...]
    outside: int


@lru_cache(maxsize=1)
def land() -> str:
    """The land's outline as an SVG path, tenths of a degree; see `vendored/LICENSES.md`."""
    return files("dragoman.web").joinpath("vendored", "land-110m.path").read_text(encoding="utf-8").strip()


def world_of(places: Sequence[Place], names: Mapping[str, str], whole: bool = False) -> World:
    """places: (latitude, longitude, events, key), the busiest first. names: key → name. whole: the whole world, and not only the part that most events lie in."""
    near = list(places) if whole else _near(places)
    outside = len(places) - len(near)
    places = near
    west = _west([lon for _, lon, _, _ in places]) if places else -180.0
    east = [west + (lon - west) % 360 for _, lon, _, _ in places]
    north = [lat for lat, _, _, _ in places]
    left, right, low, high = _frame(east, north, whole or not places, west)
    stretch = cos(radians(max(min((low + high) / 2, 60.0), -60.0)))
    scale = WIDE / ((right - left) * stretch)
    top = max((n for _, _, n, _ in places), default=1)
    at = [
        ((x - left) * stretch * scale, (high - y) * scale, _SMALLEST + (_LARGEST - _SMALLEST) * sqrt(n / top))
        for x, y, (_, _, n, _) in zip(east, north, places)
    ]  # fmt: skip
    labels = _labels(at, [names[key] for *_, key in places], (high - low) * scale)
    spots = tuple(
        Spot(place[3], round(x, 1), round(y, 1), round(r, 1), label)
        for place, (x, y, r), label in zip(places, at, labels)
    )
    transform = f"translate({-left * stretch * scale:.2f} {high * scale:.2f}) scale({stretch * scale / 10:.5f} {scale / 10:.5f})"
    shifts = tuple(turn * 3600 for turn in range(-1, 3) if left < 200 + turn * 360 and right > -200 + turn * 360)
    return World(round((high - low) * scale, 1), transform, shifts, spots, outside)


def _near(places: Sequence[Place]) -> list[Place]:
    """All places; where most events lie in a part that is less than half as wide, those of that part."""
    if len(places) < 3:
        return list(places)
    west = _west([lon for _, lon, _, _ in places])
    ordered = sorted(places, key=lambda place: (place[1] - west) % 360)
    east = [(lon - west) % 360 for _, lon, _, _ in ordered]
    wanted = _MOST * sum(n for _, _, n, _ in ordered)
    best, first, held = (360.0, 0, len(ordered) - 1), 0, 0
    for last, (_, _, n, _) in enumerate(ordered):
        held += n
        while held - ordered[first][2] >= wanted:
            held -= ordered[first][2]
            first += 1
        if held >= wanted:
            best = min(best, (east[last] - east[first], first, last))
    wide, first, last = best
    wide = max(wide, _LEAST_SPAN)
    if wide > (east[-1] - east[0]) / 2:
        return list(places)
    middle = (east[first] + east[last]) / 2
    inside = {id(place) for place, x in zip(ordered, east) if abs(x - middle) <= wide / 2 * (1 + _MARGIN)}
    return [place for place in places if id(place) in inside]


def _west(longitudes: Sequence[float]) -> float:
    """Where the map is cut: the place that lies behind the widest stretch without one, seen towards the east."""
    ordered = sorted({lon % 360 for lon in longitudes})
    gaps = [((b - a) % 360 or 360.0, b) for a, b in zip(ordered, [*ordered[1:], ordered[0]])]
    west = max(gaps, key=lambda gap: (gap[0], -gap[1]))[1]
    return west - 360 if west > 180 else west


def _frame(
    east: Sequence[float], north: Sequence[float], whole: bool, west: float
) -> tuple[float, float, float, float]:
    """(left, right, low, high) in degrees."""
    if whole:
        middle = (min(east) + max(east)) / 2 if east else 10.0
        return middle - 180, middle + 180, _SOUTH, _NORTH
    span = min(max((max(east) - min(east)) * (1 + 2 * _MARGIN), _LEAST_SPAN), 360.0)
    middle = (min(east) + max(east)) / 2
    tall = (max(north) - min(north)) * (1 + 2 * _MARGIN)
    centre = (min(north) + max(north)) / 2
    stretch = cos(radians(max(min(centre, 60.0), -60.0)))
    if tall > span * stretch * _TALLEST:
        span = min(tall / stretch / _TALLEST, 360.0)
    tall = max(tall, span * stretch * _FLATTEST)
    low = max(min(centre - tall / 2, 91.0 - tall), -91.0)
    return middle - span / 2, middle + span / 2, low, low + tall


def _labels(at: Sequence[tuple[float, float, float]], names: Sequence[str], high: float) -> list[str]:
    """For each place the side of its name, `start` (right of it) or `end`, or nothing where it would run over another place or name."""
    taken: list[tuple[float, float, float, float]] = []
    dots = [(x - r, y - r, x + r, y + r) for x, y, r in at]
    found = []
    for n, ((x, y, r), name) in enumerate(zip(at, names)):
        wide = 8.6 * len(name) + 6
        sides = (
            ("start", (x + r + 2, y - 9, x + r + 2 + wide, y + 9)),
            ("end", (x - r - 2 - wide, y - 9, x - r - 2, y + 9)),
        )
        for side, box in sides:
            others = [*taken, *(dot for m, dot in enumerate(dots[:60]) if m != n)]
            if (
                box[0] > 2
                and box[2] < WIDE - 2
                and box[1] > 0
                and box[3] < high
                and not any(_over(box, one) for one in others)
            ):
                taken.append(box)
                found.append(side)
                break
        else:
            found.append("")
    return found


def _over(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
