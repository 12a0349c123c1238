"""Thresholds and the confidence's weights, fitted on the corpus's dev parts coded end to end, articles as whole documents."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.evaluate.corpus import Predicted, paired, sides_right
from dragoman.find.act import ActFound
from dragoman.find.coders.confidence import doubts, signs
from dragoman.pipeline.options import Options
from dragoman.pipeline.predict_corpus import articles_with_acts, predict_with_acts

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
START = {"act": 0.35, "role": 0.4, "aux": 0.4, "context": 0.4}
RIDGE = 1.0


def coded(
    record: Mapping[str, Any], predicted: Sequence[tuple[Predicted, ActFound | None]]
) -> list[tuple[dict[str, float], bool]]:
    """(what its confidence is reckoned from, right) of each act that the program finds in a sentence."""
    matched = {id(p): e for e, p in paired(record["events"], [p for p, _ in predicted])}
    found = []
    for p, act in predicted:
        if act is not None:
            e = matched.get(id(p))
            right = e is not None and e["type"] == p.type and sides_right(e, p) and frozenset(e["aux"]) == p.aux
            found.append((signs(act) if act.decision is not None else doubts(act), right))
    return found


def records(name: str) -> list[dict[str, Any]]:
    """The records of a file of the corpus."""
    return [json.loads(line) for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]


def logistic(rows: list[tuple[dict[str, float], bool]], rounds: int = 60) -> dict[str, float]:
    """Ridge logistic regression by Newton's method; weight of each sign."""
    names = sorted({name for signs, _ in rows for name in signs})
    x = np.array([[s.get(n, 0.0) for n in names] for s, _ in rows])
    y = np.array([float(r) for _, r in rows])
    w = np.zeros(len(names))
    penalty = np.full(len(names), RIDGE)
    penalty[[n for n, name in enumerate(names) if name.endswith("bias")]] = 0.01
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return {n: round(float(v), 5) for n, v in zip(names, w)}


def fitted(weights: Path | None) -> dict[str, Any]:
    """`thresholds` and `calibration` for labels.json; without weights yet, the ones to start from."""
    if weights is None:
        return {"thresholds": START, "calibration": {}}
    options = Options(weights=weights)
    alone_ones = [r for name in ("dev.jsonl", "dev-by-sa.jsonl", "written-dev.jsonl") for r in records(name)]
    found = [(record, predict_with_acts(record, options)) for record in alone_ones]
    found += articles_with_acts(records("articles-dev.jsonl"), options)
    rows = [row for record, predicted in found for row in coded(record, predicted)]
    decided = [row for row in rows if "alone.bias" not in row[0]]
    alone = [row for row in rows if "alone.bias" in row[0]]
    return {"thresholds": START, "calibration": logistic(decided) | logistic(alone)}
