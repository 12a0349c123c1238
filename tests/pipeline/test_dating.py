"""Days of acts that their own sentences do not date: from the text around, of publication, or none; and how candidates are weighed."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.pipeline.dating import ABOUT, LEAST, SIGNS, Undated, likeliest
from dragoman.pipeline.one import code_document, undated
from dragoman.records.claim import Claim
from dragoman.records.text import Document, Reading
from dragoman.records.when import UNKNOWN, When

STORY = """Chad recalls envoy from Sudan after border raid

Chad recalled its ambassador from Sudan on Tuesday, two days after a raid on the border town of Adre killed 14 people.

The foreign ministry accused Khartoum of arming the rebels. Sudan denied the accusation.

The two governments signed a peace agreement in Tripoli in 2006 that soon collapsed. Chadian aircraft had bombed camps inside Darfur, and
Sudanese soldiers had seized two border posts.
"""


def document(text: str, published: str | None) -> Document:
    reading = Reading("r", "t", "story.txt", "story.txt", published=published)
    return Document(reading, text)


def coded(text: str, published: str | None = "2009-05-14") -> list[Claim]:
    return [c for c in code_document(document(text, published)).value.claims if c.event_type]


def days(claims: list[Claim], words: str) -> set[tuple[str | None, str | None]]:
    return {(c.when.first, c.when.last) for c in claims if words in c.trigger.text}


def test_heading_takes_the_day_of_its_story_and_what_is_recalled_takes_none() -> None:
    claims = coded(STORY)
    assert days(claims, "recall") == {("2009-05-12", "2009-05-12")}
    assert ("2009-05-14", "2009-05-14") not in days(claims, "bombed") | days(claims, "seized")
    told = next(c for c in claims if "bombed" in c.trigger.text)
    assert "likeliest by the text around" in told.why[-1]


def test_without_a_day_of_publication_nothing_is_of_publication() -> None:
    claims = coded("Chad accused Sudan of arming rebels.\n\nSudan rejected the charge.", None)
    assert claims
    assert {c.when for c in claims} == {UNKNOWN}


def test_a_reading_in_the_manner_of_a_briefing_keeps_publication() -> None:
    claims = coded(
        "Foreign Ministry spokesperson's remarks\n\nWe strongly condemn Sudan's attack on Chad and call on both sides to talk."
    )
    condemned = days(claims, "condemn")
    assert condemned == {("2009-05-14", "2009-05-14")}


def test_what_was_not_done_keeps_the_day_of_its_report() -> None:
    claims = coded("Remarks\n\nWe do not accept Sudan's accusation and have not attacked Sudan.")
    assert [(c.when.first, c.when.basis) for c in claims if c.aux == ("negation",)] == [("2009-05-14", "published")]


def test_what_is_only_remembered_has_no_day_and_is_background() -> None:
    claims = coded("This year marks the 80th anniversary of Chad's war against Sudan.")
    wars = [c for c in claims if c.trigger.text == "war"]
    assert wars
    assert all(c.when.first is None and "historical" in c.aux for c in wars)


def test_signs_have_the_shapes_that_the_head_takes() -> None:
    claims, cases, ground, vectors = undated(document(STORY, "2009-05-14"))
    assert cases
    for case in cases:
        width = vectors[0].shape[1]
        assert case.signs.shape == (len(case.days), len(SIGNS))
        assert case.verbs.shape == (len(case.days), width)
        assert case.about.shape == (len(ABOUT),)
        assert case.days[0].basis == "published"
        assert not case.verbs[0].any()
        assert claims[case.at][1].event_type
    assert len({len(case.days) for case in cases}) <= len(ground.times) + 1


def case(*candidates: When) -> Undated:
    none = np.zeros((len(candidates), 1), dtype=np.float32)
    return Undated(0, candidates, none, none, np.zeros(1, dtype=np.float32))


DAY = st.integers(0, 400).map(lambda n: (date(2020, 1, 1) + timedelta(days=n)).isoformat())


@given(st.lists(st.tuples(DAY, st.floats(0.01, 1)), max_size=8), st.floats(0.01, 1))
def test_the_likeliest_day_has_the_most_probability_of_all_that_tell_it(
    told: list[tuple[str, float]], none: float
) -> None:
    total = sum(share for _, share in told) + none
    shares = np.array([*(share / total for _, share in told), none / total], dtype=np.float32)
    when, share = likeliest(case(*(When(day, day, "reckoned") for day, _ in told)), shares)
    by_day = {day: sum(x for other, x in told if other == day) / total for day, _ in told}
    best = max(by_day.values(), default=0.0)
    if when is UNKNOWN:
        assert share == pytest.approx(none / total, abs=1e-4)
        assert best <= max(none / total, LEAST) + 1e-4
    else:
        assert share == pytest.approx(best, abs=1e-4)
        assert share >= LEAST - 1e-4
