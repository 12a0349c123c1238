"""The encoder: one vector a word, the same alone and in any batch."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.encode import load_encoder
from dragoman.encode.encoder import pieces_of

SENTENCES = (
    "Japan and China met.",
    "Oslo said on Tuesday that it had recalled its envoy to Quito after the seizure of two trawlers.",
    "Talks failed.",
    "The ministers of Peru, Chile and Bolivia signed an agreement on water in La Paz.",
)


def worded(text: str) -> tuple[str, list[tuple[int, int]]]:
    found, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        found.append((start, at))
    return text, found


@settings(max_examples=8, deadline=None)
@given(st.permutations(range(len(SENTENCES))))
def test_a_sentence_has_the_same_vectors_in_any_batch(order: list[int]) -> None:
    encoder = load_encoder()
    alone = [encoder.words([worded(s)])[0] for s in SENTENCES]
    together = encoder.words([worded(SENTENCES[n]) for n in order])
    for n, vectors in zip(order, together):
        assert vectors.shape == (len(SENTENCES[n].split()), 384)
        np.testing.assert_allclose(vectors, alone[n], atol=1e-4)


def test_words_beyond_the_limit_have_vectors_of_zeros() -> None:
    (vectors,) = load_encoder().words([worded("one " * 400)])
    assert np.abs(vectors[0]).sum() > 0
    assert not vectors[-1].any()


@pytest.mark.parametrize(
    ("offsets", "found"),
    [
        ([(0, 0), (0, 3), (3, 5), (6, 9), (0, 0)], [[1, 2], [3]]),
        ([(0, 0), (0, 9)], [[1], [1]]),
        ([], [[], []]),
    ],
)
def test_a_word_has_the_pieces_that_share_a_character_with_it(offsets: list, found: list) -> None:
    assert pieces_of([(0, 5), (6, 9)], offsets) == found


def test_no_batch_has_more_padding_than_a_run_is_worth() -> None:
    from dragoman.encode.encoder import _BATCH, _PIECES, _RUN, _groups

    lengths = sorted([3, 3, 4, 4, 4, 9, 30, 31, 31, 80, 120, 160] * 9)
    groups = _groups(list(range(len(lengths))), lengths)
    assert [n for group in groups for n in group] == list(range(len(lengths)))
    for group in groups:
        sizes = [lengths[n] for n in group]
        assert len(group) <= _BATCH and len(group) * max(sizes) <= max(_PIECES, max(sizes))
        assert all(n * (size - sizes[n - 1]) <= _RUN for n, size in enumerate(sizes) if n)
