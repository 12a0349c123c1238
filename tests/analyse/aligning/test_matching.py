"""Pairs are matched by how likely they are, and by whether each is the other's best."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dragoman.analyse.aligning.matching import matched


def test_each_others_best_needs_least_and_the_best_of_one_alone_half_way_more() -> None:
    likeness = np.array([[0.30, 0.10, 0.05], [0.20, 0.90, 0.75], [0.01, 0.02, 0.50]])
    assert matched(likeness, mutual=0.25, further=0.8) == [(0, 0), (1, 1), (1, 2)]
    assert matched(likeness, mutual=0.25, further=0.7) == [(0, 0), (1, 1), (1, 2), (2, 2)]


def test_nothing_is_matched_that_is_unlikely() -> None:
    assert matched(np.array([[0.1]]), 0.25, 0.7) == []


@given(arrays(float, (3, 4), elements=st.floats(0, 1)))
def test_turning_the_sides_round_turns_the_links_round(likeness: np.ndarray) -> None:
    assert {(b, a) for a, b in matched(likeness, 0.25, 0.7)} == set(matched(likeness.T, 0.25, 0.7))
