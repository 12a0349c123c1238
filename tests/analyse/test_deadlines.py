"""Deadlines: the days that words set, from the day on which they are said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analyse.deadlines import deadline
from dragoman.codebook.commitments import DeadlineForm, load_commitment_words

WORDS = load_commitment_words()


@pytest.mark.parametrize("form", WORDS.deadlines, ids=[f.example[0] for f in WORDS.deadlines])
def test_each_form_reads_its_example(form: DeadlineForm) -> None:
    told, made, first, last = form.example
    found = deadline(f"They agreed to meet {told}.", 12, 100, made, WORDS)
    assert found is not None
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    "words",
    ["They agreed to meet.", "They agreed on 3 January to meet.", "They met last week and agreed to stay in touch."],
)
def test_days_that_are_past_are_none(words: str) -> None:
    assert deadline(words, words.index("agreed"), 0, "2024-05-10", WORDS) is None


def test_some_months_are_no_deadline_but_a_number_of_them_is() -> None:
    said = "They agreed to meet in the coming {}."
    assert deadline(said.format("months"), 12, 100, "2024-05-10", WORDS) is None
    found = deadline(said.format("two months"), 12, 100, "2024-05-10", WORDS)
    assert found is not None and found.last == "2024-07-10"


@pytest.mark.parametrize(
    ("words", "last"),
    [("before 2025", "2024-12-31"), ("before July", "2024-06-30"), ("before the end of 2025", "2025-12-31")],
)
def test_before_a_stretch_ends_where_it_begins(words: str, last: str) -> None:
    found = deadline(f"They promised to do it {words}.", 5, 0, "2024-05-10", WORDS)
    assert found is not None and found.last == last


@given(
    st.sampled_from([f.example[0] for f in WORDS.deadlines]),
    st.dates(date(1990, 1, 1), date(2040, 12, 31)),
    st.integers(0, 1000),
)
def test_a_deadline_never_lies_before_its_promise_and_is_verbatim(told: str, made: date, offset: int) -> None:
    sentence = f"They promised to do it {told}."
    found = deadline(sentence, 5, offset, made.isoformat(), WORDS)
    if found is not None:
        assert found.last is not None and found.first is not None and found.start is not None and found.end is not None
        assert found.last >= made.isoformat()
        assert found.first <= found.last
        assert sentence[found.start - offset : found.end - offset] == found.text
