"""The heads in numpy: probabilities, and roles that do not depend on the order of mentions."""

import numpy as np

from dragoman.encode import load_heads
from dragoman.encode.heads import Heard
from dragoman.find.coders.features import PAIR_WIDTH, WORD_WIDTH
from dragoman.find.coders.word_relations import RELATIONS
from dragoman.resolve.referents import LINK_WIDTH, NONE_WIDTH, SIGNS

RNG = np.random.default_rng(5)
WIDTH, HEARD, MENTIONS = 384, 192, 5


def roles(order: list[int]) -> np.ndarray:
    rng = np.random.default_rng(7)
    heads = load_heads()
    vectors, values = rng.normal(size=(9, WIDTH)).astype(np.float32), np.zeros((9, WORD_WIDTH), dtype=np.float32)
    heard, _ = heads.words(vectors, values, np.zeros((9, 9), dtype=np.int8), range(9))
    mention = rng.normal(size=(MENTIONS, 2 * WIDTH)).astype(np.float32)
    places, slots, paths = np.arange(1, 1 + MENTIONS), rng.integers(0, 5, MENTIONS), rng.integers(0, 5, MENTIONS)
    pair = rng.random((MENTIONS, PAIR_WIDTH)).astype(np.float32)
    same = np.eye(MENTIONS, dtype=np.float32)
    same[0, 2] = same[2, 0] = 1
    own = (part[order] for part in (mention, slots, paths, pair))
    mention, slots, paths, pair = own
    return heads.roles(
        heard, np.array([0]), places[order], vectors, values, np.array([3]), mention, slots[None], paths[None], pair[None],
        same[np.ix_(order, order)],
    )[0]  # fmt: skip


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
    _, types = heads.words(vectors, values, np.eye(2, dtype=np.int8), [0, 1])
    assert types.shape == (2, len(heads.labels.types))
    np.testing.assert_allclose(types.sum(-1), 1, atol=1e-5)
    modes, aux, contexts, both = heads.acts(vectors, vectors, values, np.array([1, 2]))
    assert modes.shape == (2, len(heads.labels.modes))
    assert aux.shape == (2, len(heads.labels.aux))
    assert contexts.shape == (2, len(heads.labels.contexts))
    assert both.shape == (2,)
    assert ((aux >= 0) & (aux <= 1)).all()


def heard(relations: list[list[int]]) -> Heard:
    rng = np.random.default_rng(13)
    vectors = rng.normal(size=(3, WIDTH)).astype(np.float32)
    told, _ = load_heads().words(
        vectors, np.zeros((3, WORD_WIDTH), dtype=np.float32), np.array(relations, dtype=np.int8), range(3)
    )
    return told


def test_words_are_told_by_what_they_are_to_each_other() -> None:
    subject, object_ = RELATIONS.index("subject"), RELATIONS.index("object")
    governor = RELATIONS.index("governor")
    one = heard([[1, subject, object_], [governor, 1, 0], [governor, 0, 1]])
    other = heard([[1, object_, subject], [governor, 1, 0], [governor, 0, 1]])
    for told, turned in zip(one, other, strict=True):
        assert told.shape == (3, HEARD)
        assert np.abs(told[0] - turned[0]).max() > 1e-3


def referents(order: list[int]) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(11)
    own, other = rng.normal(size=2 * WIDTH).astype(np.float32), rng.normal(size=(4, 2 * WIDTH)).astype(np.float32)
    signs, link = rng.random((3, len(SIGNS))).astype(np.float32), rng.random((4, LINK_WIDTH)).astype(np.float32)
    candidates, paths = np.array([0, 1, 1, 2])[order], np.array([0, 1, 2, 0])[order]
    none = np.zeros(NONE_WIDTH, dtype=np.float32)
    heads = load_heads()
    return heads.referents(own, 1, none, signs, heads.standing(other[order]), candidates, paths, link[order])


def test_referents_are_probabilities_of_candidates_and_none() -> None:
    shares, linked = referents([0, 1, 2, 3])
    assert shares.shape == (4,) and linked.shape == (4,)
    np.testing.assert_allclose(shares.sum(), 1, atol=1e-5)


def test_the_order_of_links_does_not_matter_and_each_weighs() -> None:
    order = [2, 0, 3, 1]
    (whole, linked), (turned, moved) = referents([0, 1, 2, 3]), referents(order)
    np.testing.assert_allclose(turned, whole, atol=1e-5)
    np.testing.assert_allclose(moved, linked[order], atol=1e-5)
    assert np.abs(referents([0, 1, 3])[0] - whole).max() > 1e-6


def test_without_links_the_signs_alone_decide() -> None:
    shares, linked = referents([])
    assert shares.shape == (4,) and linked.shape == (0,)
