"""Agreement of reviewers, against figures worked out by hand."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from dragoman.judge.agreement import agreement, kappa
from dragoman.records.judgement import Anchor, Judgement
from dragoman.records.text import Document, Reading, text_id
from stand_in import StandIn

TEXT = "Japan met China. China met France. France met Japan. Japan met France."
CLAIMS = StandIn().code(Document(Reading("a", text_id(TEXT), "a"), TEXT)).value.claims


def judged(author: str, n: int, kind: str, value: object = None, facet: str = "claim") -> Judgement:
    text = None if value is None else json.dumps(value)
    return Judgement(
        f"{author}{n}{kind}{facet}", kind, Anchor.of(CLAIMS[n], facet), text, author, "so", f"2024-05-0{n + 1}"
    )


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # Cohen 1960 has no such small table; 20 + 15 agreed of 50, chance .5: (.7 - .5) / .5.
        (
            {("confirm", "confirm"): 20, ("confirm", "reject"): 5, ("reject", "confirm"): 10, ("reject", "reject"): 15},
            0.4,
        ),
        ({("confirm", "confirm"): 3, ("reject", "reject"): 2}, 1.0),
        ({("confirm", "reject"): 1, ("reject", "confirm"): 1}, -1.0),
        ({("confirm", "confirm"): 7}, None),
        ({}, None),
    ],
)
def test_kappa(table: dict[tuple[str, str], int], expected: float | None) -> None:
    assert kappa(Counter(table)) == (None if expected is None else pytest.approx(expected))


def test_two_reviewers_on_the_claims_that_both_judged() -> None:
    made = [
        judged("Ann", 0, "confirm"), judged("Bob", 0, "confirm"),
        judged("Ann", 1, "reject"), judged("Bob", 1, "correct", ["future"], "aux"),
        judged("Ann", 2, "correct", "AGREE", "event_type"), judged("Bob", 2, "correct", "AGREE", "event_type"),
        judged("Ann", 3, "confirm"),
    ]  # fmt: skip
    (found,) = agreement(CLAIMS, made)
    assert (found.one, found.other, found.both, found.agreed, found.same_values) == ("Ann", "Bob", 3, 2, 1)
    assert found.table == {("confirm", "confirm"): 1, ("reject", "correct"): 1, ("correct", "correct"): 1}
    assert found.kappa == pytest.approx((2 / 3 - 3 / 9) / (1 - 3 / 9))
    assert found.claims == (CLAIMS[1].id,)


def test_the_last_word_of_a_reviewer_counts_and_corrections_add_up() -> None:
    made = [
        judged("Ann", 0, "confirm"), judged("Ann", 0, "correct", ["future"], "aux"), judged("Ann", 0, "correct", "AGREE", "event_type"),
        judged("Bob", 0, "correct", {"event_type": "AGREE", "aux": ["future"]}),
    ]  # fmt: skip
    (found,) = agreement(CLAIMS, made)
    assert (found.table, found.same_values, found.claims) == ({("correct", "correct"): 1}, 1, ())


def test_reviewers_without_a_claim_in_common_are_not_compared() -> None:
    assert agreement(CLAIMS, [judged("Ann", 0, "confirm"), judged("Bob", 1, "confirm")]) == ()
    assert agreement(CLAIMS, []) == ()
