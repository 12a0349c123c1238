"""Samples: strata are covered, draws repeat, precision is weighted back to the ledger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.evaluate.sampling import draw, precision, wilson
from dragoman.records.text import Reading
from happenings import PLOVER, happening

READINGS = {"a": Reading("a", "ta", "a", "AP", "2022-01-02"), "b": Reading("b", "tb", "b", "Kyodo")}
COUNTS = st.dictionaries(st.sampled_from(("AID", "CONSULT", "THREATEN", "ASSAULT")), st.integers(1, 40), min_size=1)


@given(COUNTS, st.integers(4, 60), st.booleans())
def test_every_stratum_is_drawn_from_and_none_twice(counts: dict[str, int], n: int, proportional: bool) -> None:
    kinds = [kind for kind, count in counts.items() for _ in range(count)]
    claims = [happening(i, "JPN", "CHN", None, kind) for i, kind in enumerate(kinds)]
    drawn = draw(claims, READINGS, PLOVER, ["type"], n, 0, proportional)
    assert len(drawn) == min(n, len(claims)) == len({one.claim.id for one in drawn})
    assert {one.stratum: one.size for one in drawn} == counts
    assert drawn == draw(reversed(claims), READINGS, PLOVER, ["type"], n, 0, proportional)
    if not proportional:
        shares = [sum(one.stratum == kind for one in drawn) for kind in counts]
        assert all(share >= min(max(shares) - 1, counts[kind]) for share, kind in zip(shares, counts))


def test_strata_cross_and_too_many_are_refused() -> None:
    claims = [
        happening(i, "JPN", "CHN", None, kind, document=d) for i, (kind, d) in enumerate((("AID", "a"), ("AID", "b")))
    ]
    drawn = draw(claims, READINGS, PLOVER, ["type", "source"], 2, 0)
    assert {one.stratum for one in drawn} == {"AID | AP", "AID | Kyodo"}
    with pytest.raises(ValueError, match="2 strata are more than 1"):
        draw(claims, READINGS, PLOVER, ["source"], 1, 0)
    with pytest.raises(ValueError, match="'colour' is no stratum"):
        draw(claims, READINGS, PLOVER, ["colour"], 1, 0)


def test_wilson_by_known_values() -> None:
    """81 of 263: Newcombe, Statistics in Medicine 17 (1998), table I."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


def test_precision_is_weighted_by_the_strata_of_the_ledger() -> None:
    answers = [("A", 900, {"claim_right": True})] * 10 + [("B", 100, {"claim_right": False})] * 10
    checked = precision(answers)
    assert checked.overall["claim_right"].share == pytest.approx(0.9)
    low, high = checked.overall["claim_right"].low, checked.overall["claim_right"].high
    assert low is not None and high is not None and low < 0.9 < high
    assert set(checked.overall) == {"claim_right"}


def test_equal_weights_give_the_plain_interval() -> None:
    answers = [("A", 50, {"day_right": n < 9}) for n in range(10)]
    answers += [("B", 50, {"day_right": n < 7}) for n in range(10)]
    found = precision(answers).overall["day_right"]
    assert (found.low, found.high) == pytest.approx(wilson(16, 20))


def test_a_stratum_without_an_answer_is_told() -> None:
    checked = precision([("A", 60, {"claim_right": True}), ("B", 40, {"claim_right": None})])
    assert checked.overall["claim_right"].weight == pytest.approx(0.6)
    assert checked.notes == ("claim_right: no answer for B; the whole stands for 60% of the ledger's claims.",)
