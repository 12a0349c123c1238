"""Expressions of time in bad input: no crash, spans in order and verbatim, characters that do not show read through."""

from __future__ import annotations

import itertools
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.annotate import annotate
from dragoman.codebook.times import load_times
from dragoman.find.times import find_times
from dragoman.resolve.days import resolve_days
from unparsed import unparsed

TIMES = load_times()
WORDS = [
    "on", "in", "since", "until", "from", "to", "between", "and", "the", "of", "last", "next", "this", "early", "week",
    "month", "years", "ago", "later", "May", "March", "february", "Friday", "Sunday", "FRIDAY", "31", "30", "29", "2023",
    "1999", "0", "99", "'90s", "fiscal", "first", "half", "quarter", "decade", "century", "BC", "weekend", "today", "noon",
    "0230", "GMT", "p.m.", "-", "–", "/", ",", ".", "(", ")", "31/12/2020", "2023-02-30", "12.13.2014", "a", "few", "’s",
    "\u200bMay", "Fri\u200bday", "\u202e5\u202c", "e\u0301te\u0301", "二", "１２", "٣", "\ufeff", "²", "Ⅳ", "every", "other",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=18).map(" ".join)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.none() | st.dates().map(date.isoformat))
def test_any_words_give_spans_in_order_and_days_in_order(text: str, published: str | None) -> None:
    parsed = unparsed(text)
    found = find_times(parsed, TIMES)
    assert all(e.text == text[e.start : e.end] for e in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    for when in resolve_days(parsed, found, published, TIMES).value:
        assert (when.first is None) == (when.last is None) == (when.basis == "unknown")
        assert when.first is None or (when.first <= (when.last or "") and date.fromisoformat(when.first))


def test_characters_that_do_not_show_are_read_through() -> None:
    text = "They met on Fri\u200bday, \u200e5\u200f May\u00a02023\u2060, and on 2023\u200b-\u200b05\u200b-\u200b04."
    parsed = annotate(text)
    found = find_times(parsed, TIMES)
    whens = resolve_days(parsed, found, "2023-05-10", TIMES).value
    assert [w.first for w in whens] == ["2023-05-05", "2023-05-04"]
    assert all(w.text == text[w.start : w.end] for w in whens)


def test_what_cannot_be_is_said_so() -> None:
    cases = {
        "They met on 31 February 2020.": "day.none",
        "They met on 30 February.": "day.none",
        "They met on Friday, 4 April 2023.": "day.contradictory",
        "They met from 9 May to 3 May 2023.": "day.contradictory",
        "They met on 04/05/2023.": "day.ambiguous",
    }
    for text, code in cases.items():
        parsed = annotate(text)
        outcome = resolve_days(parsed, find_times(parsed, TIMES), "2023-05-10", TIMES)
        assert [w.basis for w in outcome.value] == ["unknown"], text
        assert [p.code for p in outcome.problems] == [code], text
        assert all(str(p) for p in outcome.problems)
