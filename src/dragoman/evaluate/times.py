"""Expressions of time against a gold set: extents, and TIMEX3 values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dragoman.evaluate.rows import json_rows

# A calendar value: a day, month, season, week, year, decade or century, perhaps with a time of day.
CALENDAR = re.compile(r"(BC)?\d{2,4}(-(\d\d|SP|SU|FA|AU|WI|Q\d|H\d|W\d\d))?(-(\d\d|WE))?(T.*)?")
Row = Mapping[str, Any]


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Expressions of a file in the form of WikiWars: `{doc, start, end, value}`; value null where the gold has none.

    path: JSONL with `doc`, `text` and `timexes` (`start`, `end`, `val`) a line. Raises ValueError with the line.
    """
    return [row for rows in json_rows(path, _timexes, "a document with timexes") for row in rows]


def _timexes(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"doc": document["doc"], "start": one["start"], "end": one["end"], "value": one.get("val")}
        for one in document["timexes"]
    ]


def evaluate_times(path: Path, predictions: Iterable[Row], written: Path | None = None) -> dict[str, Any]:
    """Figures of `predictions` (`{doc, start, end, value}`, TIMEX3 values) against the gold file at `path`.

    For `all` and for `calendar` values alone (`CALENDAR`): precision, recall and F1 of exact extents, of overlapping
    ones, and of overlapping ones with the right value. Each gold expression counts for one prediction and the other
    way round; the one with the right value is paired first, then the longer overlap. written: where the predictions go.
    """
    predicted = [dict(p) for p in predictions]
    if written is not None:
        lines = (
            json.dumps({k: p.get(k) for k in ("doc", "start", "end", "value")}, ensure_ascii=False) for p in predicted
        )
        written.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    gold = read_gold(path)
    return {"all": _figures(gold, predicted), "calendar": _figures(_calendar(gold), _calendar(predicted))}


def _calendar(rows: Iterable[Row]) -> list[Row]:
    return [r for r in rows if CALENDAR.fullmatch(str(r.get("value") or ""))]


def _figures(gold: Iterable[Row], predicted: Iterable[Row]) -> dict[str, Any]:
    wanted, given = list(gold), list(predicted)
    exact, overlapping, valued = 0, 0, 0
    by_document: dict[str, tuple[list[Row], list[Row]]] = {}
    for rows, side in ((wanted, 0), (given, 1)):
        for row in rows:
            by_document.setdefault(str(row["doc"]), ([], []))[side].append(row)
    for theirs, ours in by_document.values():
        exact += len({(r["start"], r["end"]) for r in theirs} & {(r["start"], r["end"]) for r in ours})
        overlapping += len(pairs(theirs, ours))
        valued += len(pairs(theirs, ours, valued=True))
    return {
        "gold": len(wanted),
        "predicted": len(given),
        "exact": _prf(exact, len(wanted), len(given)),
        "overlap": _prf(overlapping, len(wanted), len(given)),
        "value": _prf(valued, len(wanted), len(given)),
    }


def pairs(gold: list[Row], predicted: list[Row], valued: bool = False) -> list[tuple[Row, Row]]:
    """Gold and predicted expressions of one document that share a character, each used once; `valued`: of equal value."""
    found = []
    for g in gold:
        for p in predicted:
            shared = min(g["end"], p["end"]) - max(g["start"], p["start"])
            same = g["value"] is not None and g["value"] == p["value"]
            if shared > 0 and (same or not valued):
                found.append((not same, -shared, g["start"], p["start"], g["end"], g, p))
    found.sort(key=lambda f: f[:5])
    used: set[int] = set()
    chosen = []
    for *_, g, p in found:
        if id(g) not in used and id(p) not in used:
            used |= {id(g), id(p)}
            chosen.append((g, p))
    return chosen


def _prf(right: int, wanted: int, given: int) -> dict[str, float]:
    precision = right / given if given else 0.0
    recall = right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
