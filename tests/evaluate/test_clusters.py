"""Measures of clusters against figures worked out by hand, and their bounds."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.evaluate.clusters import _best_sum, score_clusters


def test_figures_worked_out_by_hand() -> None:
    gold = {"a": "1", "b": "1", "c": "1", "d": "2", "e": "2"}
    said = {"a": "x", "b": "x", "c": "y", "d": "y", "e": "y"}
    found = score_clusters(gold, said)
    # B³ precision: a, b 1; c 1/3; d, e 2/3. recall: a, b 2/3; c 1/3; d, e 1.
    assert found["b3_precision"] == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert found["b3_recall"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert (found["pair_precision"], found["pair_recall"]) == (pytest.approx(2 / 4), pytest.approx(2 / 4))
    assert (found["muc_precision"], found["muc_recall"]) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    # φ4: {a,b,c}–{a,b} 4/5, {d,e}–{c,d,e} 4/5
    assert found["ceafe_precision"] == found["ceafe_recall"] == pytest.approx((4 / 5 + 4 / 5) / 2)
    assert found["b3_f1_lone"] == pytest.approx(2 * 1 * 0.4 / 1.4)


def test_no_mentions_and_other_mentions() -> None:
    assert set(score_clusters({}, {}).values()) == {1.0}
    with pytest.raises(ValueError, match="different mentions"):
        score_clusters({"a": "1"}, {"b": "1"})


NAMED = st.dictionaries(st.integers(0, 12).map(str), st.tuples(st.sampled_from("123"), st.sampled_from("xyz")))


@given(NAMED)
def test_the_same_clusters_are_perfect_and_sides_swap(named: dict[str, tuple[str, str]]) -> None:
    gold, said = {m: g for m, (g, _) in named.items()}, {m: s for m, (_, s) in named.items()}
    forth, back = score_clusters(gold, said), score_clusters(said, gold)
    for name in ("b3", "pair", "muc", "ceafe"):
        assert forth[f"{name}_precision"] == pytest.approx(back[f"{name}_recall"])
        assert 0 <= forth[f"{name}_f1"] <= 1 + 1e-9
        assert score_clusters(gold, gold)[f"{name}_f1"] == pytest.approx(1.0)


TABLES = st.integers(1, 4).flatmap(
    lambda rows: st.integers(rows, 5).flatmap(
        lambda columns: st.lists(
            st.lists(st.floats(0, 1), min_size=columns, max_size=columns), min_size=rows, max_size=rows
        )
    )
)


@given(TABLES)
def test_the_best_alignment_is_the_best_of_all(table: list[list[float]]) -> None:
    every = permutations(range(len(table[0])), len(table))
    assert _best_sum(table) == pytest.approx(max(sum(row[c] for row, c in zip(table, chosen)) for chosen in every))
