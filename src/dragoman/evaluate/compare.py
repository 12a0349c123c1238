"""Alignment of two accounts against gold: links between points, whatever points the program cuts.

A point of the program stands for the gold points with which it shares at least half of the shorter one's characters; a link of it for
all pairs of such points. Precision and recall are over links of gold points, so that points cut too coarsely cost precision, and what is
cut too finely costs nothing as long as one of the pieces is linked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Ends = tuple[int, int]
Ids = tuple[str, str]


@dataclass(frozen=True)
class GoldPair:
    """sides: text, ministry, day of left and right. points: side → id → (start, end). relations: link → relation. part: which half it is in."""

    id: str
    day: str
    sides: Mapping[str, Mapping[str, Any]]
    points: Mapping[str, Mapping[str, Ends]]
    relations: Mapping[Ids, str]
    part: str


@dataclass(frozen=True)
class Answered:
    """What the program says of a pair. points: side → (start, end) in order. relations: (left number, right number) → relation."""

    points: Mapping[str, Sequence[Ends]]
    relations: Mapping[tuple[int, int], str]


def read_pairs(folder: Path) -> list[GoldPair]:
    """The pairs of a folder in the form of goldsets/compare. Raises ValueError with file and line; OSError."""
    found = []
    split = {i: part for part, ids in _object(folder / "split.json").items() if isinstance(ids, list) for i in ids}
    for prefix in ("", "real-"):
        points, rows = _lines(folder / f"{prefix}points.jsonl"), _lines(folder / f"{prefix}alignment.jsonl")
        for pair in _lines(folder / ("real.jsonl" if prefix else "pairs.jsonl")):
            mine = {
                side: {p["id"]: (p["start"], p["end"]) for p in points if p["pair"] == pair["id"] and p["side"] == side}
                for side in ("left", "right")
            }
            told = [r for r in rows if r["pair"] == pair["id"]]
            links = {(a, b): r["relation"] for r in told for a in r["left"] for b in r["right"]}
            part = "real" if prefix else split.get(pair["id"], "written")
            found.append(GoldPair(pair["id"], pair["day"], {s: pair[s] for s in mine}, mine, links, part))
    return found


def _object(path: Path) -> dict[str, Any]:
    value = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return value if isinstance(value, dict) else {}


def _lines(path: Path) -> list[dict[str, Any]]:
    found = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                found.append(json.loads(line))
            except ValueError as error:
                raise ValueError(f"{path}:{number}: {error}") from error
    return found


def stands_for(point: Ends, gold: Mapping[str, Ends]) -> list[str]:
    """Ids of the gold points that a point of the program stands for."""
    return [i for i, ends in gold.items() if 2 * _shared(point, ends) >= min(point[1] - point[0], ends[1] - ends[0])]


def _shared(one: Ends, other: Ends) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def gold_links(gold: GoldPair, answered: Answered) -> dict[Ids, str]:
    """The program's links as links of gold points, each with the relation that the program gives."""
    names = {side: [stands_for(p, gold.points[side]) for p in answered.points[side]] for side in ("left", "right")}
    return {
        (a, b): relation
        for (left, right), relation in answered.relations.items()
        for a in names["left"][left]
        for b in names["right"][right]
    }


def score_compare(pairs: Iterable[tuple[GoldPair, Answered]]) -> dict[str, Any]:
    """Figures by part (development, held_back, written: both; real), with the links missed and the false ones."""
    by_part: dict[str, list[tuple[GoldPair, Answered]]] = {}
    for gold, answered in pairs:
        parts = ["real"] if gold.part == "real" else dict.fromkeys(["written", gold.part])
        for part in parts:
            by_part.setdefault(part, []).append((gold, answered))
    return {part: _figures(chosen) for part, chosen in sorted(by_part.items())}


def _figures(chosen: Sequence[tuple[GoldPair, Answered]]) -> dict[str, Any]:
    told = {(g.id, *link): r for g, a in chosen for link, r in gold_links(g, a).items()}
    gold = {(g.id, *link): r for g, _ in chosen for link, r in g.relations.items()}
    right = told.keys() & gold.keys()
    precision, recall = len(right) / len(told) if told else 0.0, len(right) / len(gold) if gold else 0.0
    whole = [
        len(stands_for(ends, g.points[side])) == 1 for g, a in chosen for side in a.points for ends in a.points[side]
    ]
    return {
        "pairs": len(chosen),
        "links": len(gold),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "relation_right": sum(told[link] == gold[link] for link in right) / len(right) if right else 0.0,
        "one_gold_point": sum(whole) / len(whole) if whole else 0.0,
        "missed": [" ".join(link) for link in sorted(gold.keys() - told.keys())],
        "false": [" ".join(link) for link in sorted(told.keys() - gold.keys())],
    }
