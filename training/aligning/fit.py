"""Fits the model that aligns two accounts: src/dragoman/analyse/aligning/weights.json.

    python training/aligning/fit.py [--pairs goldsets/compare]

Logistic regression (maximum likelihood with an L2 penalty, by Newton's method) over features of pairs of the program's own points, on the development half of the
written pairs (split.json). A gold link that several pairs of the program's points stand for counts fully for the likeliest of them and a
quarter for the others. Thresholds are chosen by leaving out one pair at a time. The same run gives the same file.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.analyse.aligning.features import features
from dragoman.analyse.aligning.marks import marks_of
from dragoman.analyse.aligning.matching import Link, matched
from dragoman.analyse.aligning.model import WEIGHTS, Logistic
from dragoman.analyse.aligning.relations import NAMES, relation_features
from dragoman.evaluate.compare import GoldPair, read_pairs, stands_for
from dragoman.library.pointing import knowledge
from dragoman.library.scoring_compare import pointed_pair
from dragoman.records.pointed import Pointed

HERE = Path(__file__).parent
PENALTY, FURTHER_WEIGHT = 15.0, 0.25
MUTUAL, FURTHER = np.arange(0.15, 0.55, 0.05), np.arange(0.4, 0.95, 0.05)
Array = NDArray[np.float64]


class Pair:
    """A gold pair with the features of the program's points and what each pair of points stands for."""

    def __init__(self, gold: GoldPair, sides: tuple[list[Pointed], list[Pointed]]) -> None:
        known = knowledge()
        self.gold, (self.left, self.right), self.known = gold, sides, known
        self.values, self.names = features(self.left, self.right, known.rareness, known.wider)
        stand = [
            [stands_for((p.point.span.start, p.point.span.end), gold.points[side]) for p in points]
            for side, points in zip(("left", "right"), sides)
        ]
        self.links = {
            (a, b): {(x, y) for x in stand[0][a] for y in stand[1][b]}
            for a in range(len(self.left))
            for b in range(len(self.right))
        }
        self.right_ones = np.zeros(self.values.shape[:2])
        for at, stood in self.links.items():
            self.right_ones[at] = bool(stood & gold.relations.keys())
        self.weight = self._weights()

    def _weights(self) -> Array:
        """1, or FURTHER_WEIGHT for right pairs that are not the likeliest for any gold link."""
        index = {name: n for n, name in enumerate(self.names)}
        worth = self.values[:, :, index["sentence_anchors"]] + self.values[:, :, index["anchors"]]
        worth = worth + 3 * self.values[:, :, index["likeness_0"]]
        likeliest = set()
        for link in self.gold.relations:
            stand = [at for at, stood in self.links.items() if link in stood]
            if stand:
                likeliest.add(max(stand, key=lambda at: worth[at]))
        weight = np.ones(self.right_ones.shape)
        for at in self.links:
            if self.right_ones[at] and at not in likeliest:
                weight[at] = FURTHER_WEIGHT
        return weight

    def told(self, likeness: Array, mutual: float, further: float) -> set[tuple[str, str]]:
        """Gold links that the program's links stand for, right and wrong ones."""
        return set().union(*(self.links[at] for at in matched(likeness, mutual, further)))


def fitted(names: Sequence[str], values: Array, truth: Array, weight: Array, penalty: float) -> Logistic:
    """values: (rows, features)."""
    mean, scale = values.mean(0), values.std(0) + 1e-6
    rows = np.column_stack([(values - mean) / scale, np.ones(len(values))])
    ridge = np.diag([penalty] * len(names) + [1e-6])
    found = np.zeros(rows.shape[1])
    for _ in range(50):
        sure = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (weight * (truth - sure)) - ridge @ found
        step = np.linalg.solve((rows * (weight * sure * (1 - sure))[:, None]).T @ rows + ridge, slope)
        found += step
        if np.abs(step).max() < 1e-9:
            break
    return Logistic(tuple(names), mean, scale, found[:-1], float(found[-1]))


def link_model(pairs: Sequence[Pair]) -> Logistic:
    flat = [(p.values.reshape(-1, len(p.names)), p.right_ones.ravel(), p.weight.ravel()) for p in pairs]
    values, truth, weight = (np.concatenate(parts) for parts in zip(*flat))
    return fitted(pairs[0].names, values, truth, weight, PENALTY)


def f1(likeness: Mapping[str, Array], pairs: Sequence[Pair], mutual: float, further: float) -> float:
    told = [(p.told(likeness[p.gold.id], mutual, further), set(p.gold.relations)) for p in pairs]
    right = sum(len(a & b) for a, b in told)
    return 2 * right / max(1, sum(len(a) + len(b) for a, b in told))


def left_out(pairs: Sequence[Pair]) -> dict[str, Array]:
    return {p.gold.id: link_model([o for o in pairs if o is not p])(p.values, p.names) for p in pairs}


def relation_models(pairs: Sequence[Pair]) -> tuple[Logistic, Logistic]:
    """Contested or not; of what is not, the same or in other words."""
    values, truth = [], []
    link = link_model(pairs)
    for p in pairs:
        likeness = link(p.values, p.names)
        for (a, b), stood in p.links.items():
            relations = {p.gold.relations[s] for s in stood if s in p.gold.relations}
            if len(relations) == 1:
                made = Link(a, b, float(likeness[a, b]), p.values[a, b])
                marks = marks_of(p.left[a].point, p.right[b].point, p.known.names)
                values.append(relation_features(p.left[a], p.right[b], made, p.names, marks))
                truth.append(relations.pop())
    grid, told = np.array(values), np.array(truth)
    contested = fitted(NAMES, grid, (told == "contested") * 1.0, np.ones(len(told)), 5.0)
    agreed = told != "contested"
    return contested, fitted(NAMES, grid[agreed], (told[agreed] == "same") * 1.0, np.ones(agreed.sum()), 5.0)


def as_data(model: Logistic) -> dict[str, object]:
    rounded = {k: [float(f"{x:.6g}") for x in getattr(model, k)] for k in ("mean", "scale", "weights")}
    return {"names": list(model.names), **rounded, "bias": float(f"{model.bias:.6g}")}


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--pairs", type=Path, default=HERE.parents[1] / "goldsets/compare")
    given = reader.parse_args()
    pairs = [Pair(gold, pointed_pair(gold)) for gold in read_pairs(given.pairs) if gold.part == "development"]
    likeness = left_out(pairs)
    best = max((round(f1(likeness, pairs, m, f), 4), -f, -m) for m in MUTUAL for f in FURTHER if f >= m)
    print(
        f"development, one pair left out at a time: F1 {best[0]:.3f} at mutual {-best[2]:.2f}, further {-best[1]:.2f}"
    )
    contested, same = relation_models(pairs)
    thresholds = {"mutual": round(-best[2], 2), "further": round(-best[1], 2), "contested": 0.5, "same": 0.5}
    models = {"link": as_data(link_model(pairs)), "contested": as_data(contested), "same": as_data(same)}
    WEIGHTS.write_text(json.dumps({**models, "thresholds": thresholds}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
