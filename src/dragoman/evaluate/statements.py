"""Statements against a gold set: source, cue and content spans in token numbers, exact and overlapping."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.evaluate.rows import json_rows

ROLES = ("source", "cue", "content")
Row = Mapping[str, Any]
Tokens = tuple[int, int]


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Rows of a file in the form of PolNeAR: JSONL with `id` and `spans` (`role`, `start`, `end`) a line.

    Raises ValueError that names file and line.
    """
    return list(json_rows(path, _labelled, "a row with id and spans"))


def _labelled(row: dict[str, Any]) -> dict[str, Any]:
    spans = [{"role": s["role"], "start": s["start"], "end": s["end"]} for s in row["spans"]]
    return {"id": row["id"], "spans": spans}


def evaluate_statements(gold: Sequence[Row], predicted: Sequence[Row]) -> dict[str, Any]:
    """Precision, recall and F1 of each role, over all rows; micro-averages over the spans.

    gold, predicted: rows `{id, spans: [{role, start, end}]}` in the same order, token numbers, end not included. A
    span given twice in a row counts once. `exact`: same first and last token. `overlap`: gold and predicted spans of
    a role that share a token, each used once, the longer overlap first. Raises ValueError when the rows are not the
    same rows, or a role is unknown.
    """
    if len(gold) != len(predicted):
        raise ValueError(f"{len(gold)} gold rows, but {len(predicted)} predictions")
    counts: dict[str, Counter[str]] = {role: Counter() for role in ROLES}
    for number, (theirs, ours) in enumerate(zip(gold, predicted), 1):
        if theirs["id"] != ours["id"]:
            raise ValueError(f"row {number}: gold is of {theirs['id']!r}, the prediction of {ours['id']!r}")
        wanted, given = _by_role(theirs, number), _by_role(ours, number)
        for role in ROLES:
            counts[role].update(
                gold=len(wanted[role]),
                predicted=len(given[role]),
                exact=len(wanted[role] & given[role]),
                overlap=overlapping(wanted[role], given[role]),
            )
    return {"rows": len(gold), **{role: _figures(counts[role]) for role in ROLES}}


def overlapping(gold: set[Tokens], predicted: set[Tokens]) -> int:
    """How many pairs of a gold and a predicted span share a token, each span used once, the longer overlap first."""
    shared = sorted(
        (-(min(g[1], p[1]) - max(g[0], p[0])), g, p)
        for g in gold
        for p in predicted
        if min(g[1], p[1]) > max(g[0], p[0])
    )
    used_gold: set[Tokens] = set()
    used_predicted: set[Tokens] = set()
    for _, g, p in shared:
        if g not in used_gold and p not in used_predicted:
            used_gold.add(g)
            used_predicted.add(p)
    return len(used_gold)


def _by_role(row: Row, number: int) -> dict[str, set[Tokens]]:
    found: dict[str, set[Tokens]] = {role: set() for role in ROLES}
    for span in row["spans"]:
        if span["role"] not in found:
            raise ValueError(f"row {number}: {span['role']!r} is none of {', '.join(ROLES)}")
        found[span["role"]].add((span["start"], span["end"]))
    return found


def _figures(count: Counter[str]) -> dict[str, Any]:
    gold, predicted = count["gold"], count["predicted"]
    figures: dict[str, Any] = {"gold": gold, "predicted": predicted}
    for match in ("exact", "overlap"):
        figures[match] = _prf(count[match], gold, predicted)
    return figures


def _prf(right: int, wanted: int, given: int) -> dict[str, float]:
    precision = right / given if given else 0.0
    recall = right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
