"""Floors: figures that a change must not lower; `goldsets/floors.json` holds them and the sentences that are missed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# Figures that count something (claims) have no floor; those named here have a ceiling.
CEILINGS = {"spans_not_verbatim"}
MISSED = "missed"


@dataclass(frozen=True)
class Measured:
    """Figures of one set by `part.figure`, and what was missed by part."""

    figures: dict[str, float]
    missed: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """lower: a line for each figure under its floor. lost: sentences missed now and not before; gained: the reverse."""

    lower: tuple[str, ...]
    lost: tuple[str, ...]
    gained: tuple[str, ...]

    def __str__(self) -> str:
        lines = [*self.lower, *(f"lost    {line}" for line in self.lost), *(f"gained  {line}" for line in self.gained)]
        return "\n".join(lines)


def measured(report: Mapping[str, Mapping[str, Any]]) -> Measured:
    """The shares and ceilings of a scorer's report, and its lists of what was missed."""
    figures, missed = {}, {}
    for part, values in report.items():
        for name, value in values.items():
            if name == MISSED:
                missed[part] = tuple(value)
            elif isinstance(value, float) or name in CEILINGS:
                figures[f"{part}.{name}"] = value
    return Measured(figures, missed)


def read_floors(path: Path, name: str) -> tuple[Measured, float]:
    """The floors of the set called `name`, and the noise that its figures may fall by. Raises KeyError."""
    stored = json.loads(path.read_text(encoding="utf-8"))[name]
    return Measured(stored["figures"], {part: tuple(lines) for part, lines in stored[MISSED].items()}), stored["noise"]


def compare(floors: Measured, now: Measured, noise: float = 0.0) -> Comparison:
    """What is lower than its floor by more than `noise`, and which sentences made the difference."""
    lower = []
    for name, floor in floors.figures.items():
        value = now.figures.get(name)
        ceiling = name.split(".")[-1] in CEILINGS
        if value is None or (value > floor if ceiling else value < floor - noise):
            lower.append(f"{name} {'gone' if value is None else f'{value:.3f}'}, floor {floor:.3f}")
    before = {line for lines in floors.missed.values() for line in lines}
    after = {line for lines in now.missed.values() for line in lines}
    return Comparison(tuple(lower), tuple(sorted(after - before)), tuple(sorted(before - after)))


def pin(path: Path, name: str, now: Measured, noise: float = 0.0, lower: bool = False) -> None:
    """Writes the figures of now as floors; one that fell keeps its floor unless `lower` says so."""
    stored = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    old = stored.get(name, {"figures": {}})["figures"]
    figures = {}
    for figure, value in now.figures.items():
        ceiling = figure.split(".")[-1] in CEILINGS
        best = min if ceiling else max
        figures[figure] = value if lower or figure not in old else best(value, old[figure])
    missed = {part: list(lines) for part, lines in now.missed.items()}
    stored[name] = {"noise": noise, "figures": figures, MISSED: missed}
    path.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
