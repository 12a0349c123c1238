"""A network laid out: parties as dots, acts of one on another as arcs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

import numpy as np
from numpy.typing import NDArray

WIDE, HIGH = 960.0, 640.0
_MARGIN, _LARGEST, _SMALLEST = 46.0, 28.0, 16.0
_STEPS = 200
Pair = tuple[str, str]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Dot:
    """A party. x, y, r: units of the picture. events: in which it acts or is acted on."""

    code: str
    x: float
    y: float
    r: float
    events: int


@dataclass(frozen=True, slots=True)
class Arc:
    """Acts of one party on another. path: of the line, from edge to edge of the dots, its arrowhead at the end. score: mean PLOVER score."""

    actor: str
    recipient: str
    path: str
    head: str
    width: float
    events: int
    score: float


@dataclass(frozen=True, slots=True)
class Graph:
    """A picture of `WIDE` by `HIGH` units. left_out: arcs of fewer events between the parties that are shown."""

    dots: tuple[Dot, ...]
    arcs: tuple[Arc, ...]
    left_out: int


def laid_out(codes: Sequence[str], counts: Mapping[Pair, int], scores: Mapping[Pair, float], most: int) -> Graph:
    """The `most` busiest arcs between the parties `codes`, and those whom these join. The same input gives the same picture."""
    inside = {pair: n for pair, n in counts.items() if pair[0] in codes and pair[1] in codes and pair[0] != pair[1]}
    shown = sorted(inside, key=lambda pair: (-inside[pair], pair))[:most]
    busy = {code: sum(n for pair, n in inside.items() if code in pair) for code in codes}
    codes = [code for code in codes if any(code in pair for pair in shown)]
    places = _places(codes, {pair: inside[pair] for pair in shown})
    top = max(busy.values(), default=1) or 1
    dots = {
        code: Dot(code, round(float(x), 1), round(float(y), 1), round(_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(busy[code] / top), 1), busy[code])
        for code, (x, y) in zip(codes, places)
    }  # fmt: skip
    arcs = [_arc(dots[a], dots[b], inside[a, b], scores[a, b], max(inside.values())) for a, b in shown]
    return Graph(tuple(dots.values()), tuple(arcs), len(inside) - len(shown))


def _places(codes: Sequence[str], weights: Mapping[Pair, int]) -> Floats:
    """(parties, 2): where they stand, so that ways along arcs are as long as they look; the more events, the shorter an arc.

    Stress majorization as Gansner, Koren and North (2004), "Graph drawing by stress majorization", have it, from a circle in order of the
    parties. Then what lies too near is parted.
    """
    n = len(codes)
    if n < 2:
        return _into_frame(np.zeros((n, 2))) if n else np.zeros((0, 2))
    wanted = _lengths(codes, weights)
    weight = np.where(wanted > 0, 1 / np.maximum(wanted, 1e-9) ** 2, 0.0)
    solve = np.linalg.pinv(np.diag(weight.sum(axis=1)) - weight)
    turns = 2 * np.pi * np.arange(n) / n
    at: Floats = np.stack([np.cos(turns) * 1.5, np.sin(turns)], axis=1)
    for _ in range(_STEPS):
        far = np.maximum(np.linalg.norm(at[:, None, :] - at[None, :, :], axis=2), 1e-6)
        ratio = -weight * wanted / far
        np.fill_diagonal(ratio, 0.0)
        np.fill_diagonal(ratio, -ratio.sum(axis=1))
        at = solve @ ratio @ at
    return _apart(_into_frame(at), 2 * _LARGEST + 14)


def _lengths(codes: Sequence[str], weights: Mapping[Pair, int]) -> Floats:
    """(parties, parties): the shortest way along arcs; parties that none joins are a long way apart."""
    n, order = len(codes), {code: place for place, code in enumerate(codes)}
    top = np.log1p(max(weights.values(), default=1))
    found = np.full((n, n), np.inf)
    np.fill_diagonal(found, 0.0)
    for (a, b), events in weights.items():
        one, other = order[a], order[b]
        long = 1.7 - 0.8 * float(np.log1p(events) / top)
        found[one, other] = found[other, one] = min(found[one, other], long)
    for middle in range(n):
        found = np.minimum(found, found[:, middle, None] + found[None, middle, :])
    longest = found[np.isfinite(found)].max(initial=1.0)
    joined: Floats = np.where(np.isfinite(found), found, longest + 1.0)
    return joined


def _into_frame(at: Floats) -> Floats:
    """Stretched over the picture inside its margin."""
    low, high = at.min(axis=0), at.max(axis=0)
    span = np.where(high - low < 1e-6, 1.0, high - low)
    room = np.array([WIDE, HIGH]) - 2 * _MARGIN
    spread: Floats = np.where(high - low < 1e-6, room / 2, (at - low) / span * room) + _MARGIN
    return spread


def _apart(at: Floats, least: float) -> Floats:
    """Moved so that no two stand nearer than `least`, as far as the frame has room."""
    low, high = np.array([_MARGIN, _MARGIN]), np.array([WIDE, HIGH]) - _MARGIN
    for _ in range(80):
        moved = False
        for a in range(len(at)):
            for b in range(a):
                way = at[a] - at[b]
                far = hypot(*way)
                if far < least:
                    push = (way / far if far > 1e-6 else np.array([1.0, 0.0])) * (least - far) / 2
                    at[a], at[b] = at[a] + push, at[b] - push
                    moved = True
        at = np.clip(at, low, high)
        if not moved:
            break
    return at


def _arc(one: Dot, other: Dot, events: int, score: float, most: int) -> Arc:
    """A line that bends to its right, so that the way back has its own side."""
    dx, dy = other.x - one.x, other.y - one.y
    far = max(hypot(dx, dy), 1e-6)
    ux, uy = dx / far, dy / far
    bend = 0.14 * far
    mx, my = (one.x + other.x) / 2 - uy * bend, (one.y + other.y) / 2 + ux * bend
    width = 1.2 + 5.8 * sqrt(events / most)
    sx, sy = _towards(one.x, one.y, mx, my, one.r + 2)
    long = 7 + 1.4 * width
    tx, ty = _towards(other.x, other.y, mx, my, other.r + 3)
    ex, ey = _towards(other.x, other.y, mx, my, other.r + 3 + long)
    path = f"M{sx:.1f} {sy:.1f}Q{mx:.1f} {my:.1f} {ex:.1f} {ey:.1f}"
    back = max(hypot(tx - ex, ty - ey), 1e-6)
    vx, vy = (tx - ex) / back, (ty - ey) / back
    half = 3 + 0.9 * width
    head = f"M{tx:.1f} {ty:.1f}L{ex - vy * half:.1f} {ey + vx * half:.1f}L{ex + vy * half:.1f} {ey - vx * half:.1f}z"
    return Arc(one.code, other.code, path, head, round(width, 1), events, score)


def _towards(x: float, y: float, to_x: float, to_y: float, by: float) -> tuple[float, float]:
    """The point that lies `by` from one towards another."""
    far = max(hypot(to_x - x, to_y - y), 1e-6)
    return x + (to_x - x) / far * by, y + (to_y - y) / far * by
