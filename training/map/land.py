"""The land of the map: Natural Earth's 1:110m outline, as one SVG path.

    python -m training.map.land land-110m.json src/dragoman/web/vendored/land-110m.path

`land-110m.json` is TopoJSON as the npm package world-atlas 2.0.2 has it. Lengths are tenths of a degree, from longitude 0 and latitude 0 to the
east and south; islands whose outline has fewer than four points at that grain are left out. No border is in it: many are disputed, and the
ledger takes no side.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

GRAIN = 10  # units a degree
Ring = list[tuple[int, int]]
Point = tuple[float, float]


def path_of(topology: dict[str, Any]) -> str:
    """The path, its longest rings first."""
    rings = sorted(_rings(topology), key=len, reverse=True)
    return "".join(_drawn(ring) for ring in rings if len(ring) > 3)


def _rings(topology: dict[str, Any]) -> Iterator[Ring]:
    arcs = [_degrees(arc, topology["transform"]) for arc in topology["arcs"]]
    for shape in topology["objects"]["land"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            for numbers in polygon:
                points = _in_one([p for n in numbers for p in (arcs[n] if n >= 0 else arcs[~n][::-1])])
                units = [(round(x * GRAIN), round(-y * GRAIN)) for x, y in points]
                yield [p for n, p in enumerate(units) if n == 0 or p != units[n - 1]]


def _in_one(points: Sequence[Point]) -> list[Point]:
    """A ring that goes on over longitude 180, in place of one that jumps to the other edge; one around a pole goes down to it at its ends."""
    shift, found = 0.0, [points[0]]
    for (x, _), (next_x, y) in pairwise(points):
        if abs(next_x - x) > 180:
            shift += 360.0 if next_x < x else -360.0
        found.append((next_x + shift, y))
    if round(found[0][0] - found[-1][0]):  # around a pole
        pole = 90.0 if found[0][1] > 0 else -90.0
        found += [(found[-1][0], pole), (found[0][0], pole), found[0]]
    return found


def _degrees(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> list[tuple[float, float]]:
    """The points of an arc, which holds each as its distance from the one before."""
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    across, up = accumulate(p[0] for p in arc), accumulate(p[1] for p in arc)
    return [(x * wide + left, y * high + low) for x, y in zip(across, up)]


def _drawn(ring: Ring) -> str:
    """`M` the first point, `l` the way to each further one; the last is the first again."""
    steps = (f"{c - a} {d - b}" for (a, b), (c, d) in pairwise(ring[:-1]))
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps).replace(' -', '-')}z"


if __name__ == "__main__":
    made = path_of(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    Path(sys.argv[2]).write_text(made + "\n", encoding="utf-8")
