"""Given pairs: accuracy and F1 of one label a row, over types and over quad classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

# How the given-pairs sets tie their labels to quad classes (CONCEDE and RETREAT are one class, YIELD).
QUAD = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "ACCUSE": 3, "REQUEST": 3, "REJECT": 3,
    "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip


def f1_by_label(gold: Sequence[str], predicted: Sequence[str]) -> dict[str, float]:
    """F1 of each label that the gold holds. Both sequences in the same order."""
    right = Counter(g for g, p in zip(gold, predicted) if g == p)
    golds, guesses = Counter(gold), Counter(predicted)
    return {label: 2 * right[label] / (golds[label] + guesses[label]) for label in sorted(golds)}


def evaluate_relations(gold: Sequence[str], predicted: Sequence[str]) -> dict[str, Any]:
    """Accuracy, macro-F1 over the gold's labels, quad accuracy, and F1 by label. Raises ValueError on unequal lengths."""
    if len(gold) != len(predicted):
        raise ValueError(f"{len(gold)} gold labels, but {len(predicted)} predictions")
    by_label = f1_by_label(gold, predicted)
    count = max(1, len(gold))
    return {
        "rows": len(gold),
        "accuracy": sum(g == p for g, p in zip(gold, predicted)) / count,
        "macro_f1": sum(by_label.values()) / max(1, len(by_label)),
        "quad_accuracy": sum(QUAD.get(g) == QUAD.get(p) for g, p in zip(gold, predicted)) / count,
        "f1": by_label,
    }
