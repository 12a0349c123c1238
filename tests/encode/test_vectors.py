"""A text's vectors: each sentence encoded once, mentions as mean and head."""

import numpy as np

from dragoman.annotate import annotate
from dragoman.encode import Vectors, load_encoder

TEXT = "Oslo recalled its envoy. Quito did not answer. Talks failed."


class Counting:
    """An encoder that counts the sentences it reads."""

    def __init__(self) -> None:
        self.read = 0

    def words(self, sentences):  # type: ignore[no-untyped-def]
        self.read += len(sentences)
        return load_encoder().words(sentences)


def test_each_sentence_is_encoded_once() -> None:
    encoder = Counting()
    vectors = Vectors(annotate(TEXT), encoder)  # type: ignore[arg-type]
    vectors.need([0, 2])
    vectors.need([0, 1])
    assert vectors[2].shape == (3, 384)
    assert encoder.read == 3


def test_a_mention_is_the_mean_of_its_words_and_its_head() -> None:
    parsed = annotate(TEXT)
    vectors = Vectors(parsed, load_encoder())
    found = vectors.mention(2, 4, 3)
    np.testing.assert_allclose(found[:384], vectors[0][2:4].mean(0), atol=1e-6)
    np.testing.assert_allclose(found[384:], vectors[0][3], atol=1e-6)
