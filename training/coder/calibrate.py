"""`python training/coder/calibrate.py [--unseen PATTERN]`: thresholds and the confidence's trees, into labels.json of the weights.

Fitted on the corpus's dev parts coded end to end, articles as whole documents, and on the training articles whose ids begin with PATTERN
(a regular expression), for which it must hold that the encoder was not tuned on them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

from dragoman.encode.weights_files import SHIPPED
from dragoman.evaluate.corpus import Predicted, paired, sides_right
from dragoman.find.act import ActFound
from dragoman.find.coders.confidence import Tree, doubts, signs
from dragoman.pipeline.options import Options
from dragoman.pipeline.predict_corpus import articles_with_acts, predict_with_acts

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
START = {"act": 0.28, "role": 0.4, "aux": 0.4, "context": 0.4}
RIDGE = 1.0
TREES = {
    "n_estimators": 120,
    "learning_rate": 0.08,
    "max_leaf_nodes": 8,
    "max_depth": 6,
    "min_samples_leaf": 25,
    "subsample": 0.7,
}
RARE = 25  # signs that fewer acts show are left out
Row = tuple[dict[str, float], bool]


def coded(record: Mapping[str, Any], predicted: Sequence[tuple[Predicted, ActFound | None]]) -> list[Row]:
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


def logistic(rows: list[Row], rounds: int = 60) -> dict[str, float]:
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


def boosted(rows: list[Row], seed: int = 1) -> dict[str, Any]:
    """`base` and `trees` of gradient boosting (Friedman 2001) on the log odds of being right."""
    count = Counter(name for shown, _ in rows for name in shown)
    names = sorted(name for name, n in count.items() if n >= RARE)
    x = np.array([[s.get(n, 0.0) for n in names] for s, _ in rows])
    y = np.array([r for _, r in rows])
    model = GradientBoostingClassifier(**TREES, random_state=seed).fit(x, y)
    base = float(np.log(y.mean() / (1 - y.mean())))
    return {"base": round(base, 4), "trees": [_tree(one[0].tree_, 0, names) for one in model.estimators_]}


def _tree(tree: Any, node: int, names: Sequence[str]) -> Tree:
    if tree.children_left[node] < 0:
        return round(float(tree.value[node][0][0]) * TREES["learning_rate"], 4)
    below, above = (_tree(tree, int(side[node]), names) for side in (tree.children_left, tree.children_right))
    return [names[tree.feature[node]], round(float(tree.threshold[node]), 4), below, above]


def rows_of(weights: Path | None, unseen: str | None) -> tuple[list[Row], list[Row]]:
    """Rows of acts that the encoder decided, and of those that the frames alone found."""
    options = Options(weights=weights) if weights else None
    lone = [r for name in ("dev.jsonl", "dev-by-sa.jsonl", "written-dev.jsonl") for r in records(name)]
    articles = records("articles-dev.jsonl")
    if unseen:
        articles += [r for r in records("articles-train.jsonl") if re.match(unseen, r["doc"])]
    found = [(record, predict_with_acts(record, options)) for record in lone]
    found += articles_with_acts(articles, options)
    rows = [row for record, predicted in found for row in coded(record, predicted)]
    return [row for row in rows if "alone.bias" not in row[0]], [row for row in rows if "alone.bias" in row[0]]


def fitted(weights: Path | None, unseen: str | None = None) -> dict[str, Any]:
    """`thresholds` and `calibration` for labels.json; without weights yet, the ones to start from."""
    if weights is None:
        return {"thresholds": START, "calibration": {"base": 0.0, "trees": [], "alone": {}}}
    decided, alone = rows_of(weights, unseen)
    return {"thresholds": START, "calibration": {**boosted(decided), "alone": logistic(alone)}}


def written(labels: Mapping[str, Any]) -> str:
    """labels.json as text, a value a line, a tree a line."""
    trees = ",\n".join(json.dumps(tree) for tree in labels["calibration"]["trees"])
    rest = {**labels, "calibration": {**labels["calibration"], "trees": ["TREES"]}}
    return json.dumps(rest, indent=0, ensure_ascii=False).replace('"TREES"', trees) + "\n"


def main() -> None:
    """Fits for the weights that ship, and writes."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--unseen", help="pattern of training articles that the encoder was not tuned on")
    path = SHIPPED / "labels.json"
    told = json.loads(path.read_text(encoding="utf-8")) | fitted(SHIPPED, asked.parse_args().unseen)
    path.write_text(written(told), encoding="utf-8")


if __name__ == "__main__":
    main()
