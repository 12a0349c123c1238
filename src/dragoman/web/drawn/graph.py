"""A network laid out: parties as dots, acts of one on another as arcs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

import numpy as np
from numpy.typing import NDArray

WIDE, HIGH = 960.0, 640.0
_MARGIN, _LARGEST, _SMALLEST = 46.0, 26.0, 9.0
_STEPS = 400
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
    """The parties `codes`, the busiest first, and the `most` busiest arcs between them. The same input gives the same picture."""
    inside = {pair: n for pair, n in counts.items() if pair[0] in codes and pair[1] in codes and pair[0] != pair[1]}
    shown = sorted(inside, key=lambda pair: (-inside[pair], pair))[:most]
    busy = {code: sum(n for pair, n in inside.items() if code in pair) for code in codes}
    places = _places(codes, {pair: inside[pair] for pair in shown})
    top = max(busy.values(), default=1) or 1
    dots = {
        code: Dot(code, round(float(x), 1), round(float(y), 1), round(_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(busy[code] / top), 1), busy[code])
        for code, (x, y) in zip(codes, places)
    }  # fmt: skip
    arcs = [_arc(dots[a], dots[b], inside[a, b], scores[a, b], max(inside.values())) for a, b in shown]
    return Graph(tuple(dots.values()), tuple(arcs), len(inside) - len(shown))


def _places(codes: Sequence[str], weights: Mapping[Pair, int]) -> Floats:
    """(parties, 2): where they stand.

    Forces as Fruchterman and Reingold (1991), "Graph drawing by force-directed placement", have them: all push each other away, arcs pull by
    the logarithm of their events; the start is a circle in order of the parties, and each step goes less far. Then what lies too near is parted.
    """
    n = len(codes)
    turns = 2 * np.pi * np.arange(n) / max(n, 1)
    at = np.stack([np.cos(turns), np.sin(turns)], axis=1) * (0.5 + 0.02 * np.arange(n))[:, None]
    pull = np.zeros((n, n))
    order = {code: place for place, code in enumerate(codes)}
    for (a, b), events in weights.items():
        pull[order[a], order[b]] += np.log1p(events)
        pull[order[b], order[a]] += np.log1p(events)
    pull = pull / max(pull.max(), 1e-9) if n else pull
    ideal = 1.6 / sqrt(max(n, 1))
    for step in range(_STEPS):
        apart = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.linalg.norm(apart, axis=2), 0.02)
        force = ideal**2 / far**2 - pull * far / ideal - 0.03
        np.fill_diagonal(force, 0.0)
        move = (apart * (force / 1.0)[:, :, None]).sum(axis=1)
        length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
        at = at + move / length * np.minimum(length, 0.12 * (1 - step / _STEPS))
    return _apart(_into_frame(at), 2 * _LARGEST + 14) if n else at


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
