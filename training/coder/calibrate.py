"""Thresholds and the confidence's weights, fitted on the corpus's dev part coded end to end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.evaluate.corpus import paired, sides_right
from dragoman.find.act import ActFound
from dragoman.find.coders.confidence import signs
from dragoman.pipeline import one
from dragoman.pipeline.options import Options
from dragoman.pipeline.predict_corpus import lead_of, predict_record

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
START = {"act": 0.5, "role": 0.4, "aux": 0.4, "context": 0.4}
RIDGE = 1.0
# Of 54 acts in half of dev that only frames or the manner of speaking gave, 2 were right; their mean value was .39.
UNDECIDED = 0.1
UNDECIDED_BETWEEN = 0.3  # between two states such acts are right more often; set by reading, not fitted


def coded(record: Mapping[str, Any], options: Options) -> list[tuple[dict[str, float], bool]]:
    """(signs, right) of each act that the program finds in a sentence."""
    acts: dict[int, ActFound] = {}
    plain = one.act_claim

    def watched(act: ActFound, *rest: Any) -> Any:
        claim = plain(act, *rest)
        if act.decision is not None:
            acts[claim.trigger.start] = act
        return claim

    one.act_claim = watched
    try:
        predicted = predict_record(record, options)
    finally:
        one.act_claim = plain
    matched = {id(p): e for e, p in paired(record["events"], predicted)}
    shift = len(lead_of(record))
    found = []
    for p in predicted:
        act = acts.get(p.start + shift)
        if act is not None:
            e = matched.get(id(p))
            right = e is not None and e["type"] == p.type and sides_right(e, p) and frozenset(e["aux"]) == p.aux
            found.append((signs(act), right))
    return found


def logistic(rows: list[tuple[dict[str, float], bool]], rounds: int = 60) -> dict[str, float]:
    """Ridge logistic regression by Newton's method; weight of each sign."""
    names = sorted(rows[0][0])
    x = np.array([[s[n] for n in names] for s, _ in rows])
    y = np.array([float(r) for _, r in rows])
    w = np.zeros(len(names))
    penalty = np.full(len(names), RIDGE)
    penalty[names.index("bias")] = 0.01
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
    rows = []
    for name in ("dev.jsonl", "dev-by-sa.jsonl", "written-dev.jsonl"):
        for line in (CORPUS / name).read_text(encoding="utf-8").splitlines():
            rows += coded(json.loads(line), options)
    return {
        "thresholds": START,
        "calibration": {**logistic(rows), "undecided": UNDECIDED, "undecided_between": UNDECIDED_BETWEEN},
    }
