"""How two points that tell the same thing stand to each other: the same, in other words, or contested."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.analyse.aligning.matching import Link
from dragoman.analyse.aligning.model import Model
from dragoman.records.comparison import Mark
from dragoman.records.pointed import Pointed

NAMES = (
    "likeness", "likeness_0", "likeness_1", "shared", "rival_names", "numbers_differ", "both_joint", "one_joint", "opposing_both",
    "opposing_one", "negated_one", "other_actor", "length", "meeting",
)  # fmt: skip


def relation_features(
    one: Pointed, other: Pointed, link: Link, names: Sequence[str], marks: Sequence[Mark]
) -> NDArray[np.float64]:
    """Values of NAMES for a linked pair. names: of the link's features."""
    value = dict(zip(names, link.values))
    union = one.stems | other.stems
    counts = one.opposing, other.opposing
    sizes = sorted((one.point.words, other.point.words))
    return np.array(
        [
            link.likeness,
            value["likeness_0"],
            value["likeness_1"],
            len(one.stems & other.stems) / max(1, len(union)),
            any(mark.kind == "name" for mark in marks),
            any(mark.kind == "number" for mark in marks),
            one.joint and other.joint,
            one.joint != other.joint,
            min(2, min(counts)),
            min(3, max(counts)),
            one.negated != other.negated,
            value["other_actor"],
            sizes[0] / max(1, sizes[1]),
            {one.point.topic, other.point.topic} <= {"meeting", "next-steps"},
        ],
        dtype=float,
    )


def relation_of(values: Sequence[NDArray[np.float64]], marks: Sequence[Mark], model: Model) -> str:
    """The relation of a row from the features of its links. A rival name makes it contested whatever the rest."""
    if any(mark.kind == "name" for mark in marks):
        return "contested"
    grid = np.array(values)
    if model.contested(grid, NAMES).max() >= model.thresholds["contested"]:
        return "contested"
    return "same" if model.same(grid, NAMES).max() >= model.thresholds["same"] else "other-words"
