"""Which points of two sides tell the same thing: links, one to one or one to many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.analyse.aligning.features import features
from dragoman.analyse.aligning.model import Model
from dragoman.codebook.rareness import Rareness
from dragoman.records.pointed import Pointed


@dataclass(frozen=True, slots=True)
class Link:
    """left, right: numbers of points. likeness: probability that they tell the same thing. values: features of the pair."""

    left: int
    right: int
    likeness: float
    values: NDArray[np.float64]


def align(
    left: Sequence[Pointed],
    right: Sequence[Pointed],
    model: Model,
    rareness: Rareness,
    wider: Callable[[frozenset[str]], frozenset[str]],
) -> tuple[tuple[Link, ...], tuple[str, ...]]:
    """The links, in order of the left side, and the names of their features; none where a side has no points."""
    if not left or not right:
        return (), ()
    values, names = features(left, right, rareness, wider)
    likeness = model.link(values, names)
    chosen = matched(likeness, model.thresholds["mutual"], model.thresholds["further"])
    return tuple(Link(a, b, float(likeness[a, b]), values[a, b]) for a, b in chosen), names


def matched(likeness: NDArray[np.float64], mutual: float, further: float) -> list[tuple[int, int]]:
    """Pairs that are each other's best from `mutual` on; the best of one alone from half way on; any from `further` on."""
    found = []
    for a, b in np.ndindex(*likeness.shape):
        best_of_left = likeness[a, b] >= likeness[a].max()
        best_of_right = likeness[a, b] >= likeness[:, b].max()
        least = mutual if best_of_left and best_of_right else further
        if best_of_left != best_of_right:
            least = (mutual + further) / 2
        if likeness[a, b] >= least:
            found.append((int(a), int(b)))
    return found
