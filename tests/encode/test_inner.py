"""States of inner layers: one row a piece, the same alone and beside others."""

from __future__ import annotations

import numpy as np

from dragoman.encode.inner import LAYERS, states

TEXT = ("Tokyo protested.", [(0, 5), (6, 15), (15, 16)])


def test_states_have_a_row_a_piece_and_know_their_words() -> None:
    one, other = states([TEXT, ("Oslo agreed to talks", [(0, 4), (5, 11), (12, 14), (15, 20)])])
    assert [layer.shape for layer in one.layers] == [(len(one.words), 384)] * len(LAYERS)
    assert (one.words[0], one.words[-1]) == (-1, -1)
    assert set(one.words) == {-1, 0, 1, 2} and set(other.words) == {-1, 0, 1, 2, 3}
    (alone,) = states([TEXT])
    assert all(np.allclose(a, b, atol=1e-5) for a, b in zip(alone.layers, one.layers))
    assert not np.allclose(one.layers[0], one.layers[1], atol=0.1)


def test_nothing_has_no_states() -> None:
    assert states([]) == []
