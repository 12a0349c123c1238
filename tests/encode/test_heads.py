"""The heads in numpy: probabilities, and roles that do not depend on the order of mentions."""

import numpy as np

from dragoman.encode import load_heads
from dragoman.find.coders.features import PAIR_WIDTH, WORD_WIDTH

RNG = np.random.default_rng(5)
WIDTH, MENTIONS = 384, 5


def roles(order: list[int]) -> np.ndarray:
    rng = np.random.default_rng(7)
    trigger, values = rng.normal(size=WIDTH).astype(np.float32), np.zeros(WORD_WIDTH, dtype=np.float32)
    mention = rng.normal(size=(MENTIONS, 2 * WIDTH)).astype(np.float32)
    slots, paths = rng.integers(0, 5, MENTIONS), rng.integers(0, 5, MENTIONS)
    pair = rng.random((MENTIONS, PAIR_WIDTH)).astype(np.float32)
    return load_heads().roles(trigger, values, 3, mention[order], slots[order], paths[order], pair[order])


def test_roles_are_probabilities_of_each_mention() -> None:
    found = roles(list(range(MENTIONS)))
    assert found.shape == (MENTIONS, 3)
    np.testing.assert_allclose(found.sum(-1), 1, atol=1e-5)


def test_the_order_of_mentions_does_not_matter() -> None:
    order = [3, 0, 4, 1, 2]
    np.testing.assert_allclose(roles(order), roles(list(range(MENTIONS)))[order], atol=1e-5)


def test_a_mention_weighs_on_the_roles_of_the_others() -> None:
    assert np.abs(roles([0, 1])[0] - roles([0, 1, 2, 3, 4])[0]).max() > 1e-6


def test_types_and_labels_have_the_shapes_of_their_names() -> None:
    heads = load_heads()
    vectors = RNG.normal(size=(2, WIDTH)).astype(np.float32)
    values = np.zeros((2, WORD_WIDTH), dtype=np.float32)
    types = heads.words(vectors, values)
    assert types.shape == (2, len(heads.labels.types))
    np.testing.assert_allclose(types.sum(-1), 1, atol=1e-5)
    modes, aux, contexts, both = heads.acts(vectors, vectors, values, np.array([1, 2]))
    assert modes.shape == (2, len(heads.labels.modes))
    assert aux.shape == (2, len(heads.labels.aux))
    assert contexts.shape == (2, len(heads.labels.contexts))
    assert both.shape == (2,)
    assert ((aux >= 0) & (aux <= 1)).all()
