"""What opposes what: rival names and differing numbers, verbatim on both sides."""

from __future__ import annotations

from dragoman.analyse.aligning.marks import marks_of
from dragoman.codebook.rival_names import load_rival_names
from dragoman.records.comparison import Point
from dragoman.records.text import Span

OFFSET = 100


def point(text: str, document: str = "a") -> Point:
    return Point(document, Span(OFFSET, OFFSET + len(text), text), 0, 0, len(text.split()))


def found(left: str, right: str) -> list[tuple[str, str, str]]:
    marks = marks_of(point(left), point(right, "b"), load_rival_names())
    return [(m.kind, m.left.text, m.right.text) for m in marks]


def test_names_of_one_place_that_take_different_sides() -> None:
    assert found("Ships entered waters off the Senkaku Islands.", "Diaoyu Dao is inherent territory.") == [
        ("name", "Senkaku Islands", "Diaoyu Dao")
    ]
    assert found("Ships near the Senkaku Islands.", "The Senkaku Islands are ours.") == []


def test_both_names_on_one_side_oppose_nothing() -> None:
    assert found("The Senkaku Islands, which China calls Diaoyu Dao.", "Diaoyu Dao is inherent territory.") == []


def test_numbers_of_the_same_thing() -> None:
    assert found("Four vessels were seized and 12 crew held.", "14 crew were held.") == [
        ("number", "12 crew", "14 crew")
    ]
    assert found("12 crew were held on 3 May 2021.", "12 crew were held on 4 May 2020.") == []


def test_marks_lie_in_the_document() -> None:
    (mark,) = marks_of(point("the Persian Gulf"), point("the Arabian Gulf"), load_rival_names())
    assert (mark.left.start, mark.left.end, mark.note) == (OFFSET + 4, OFFSET + 16, "the Gulf between Iran and Arabia")
