"""Points: sentences, and the clauses in them that tell things of their own."""

from __future__ import annotations

import pytest

from dragoman.annotate import annotate
from dragoman.codebook.points import load_point_words
from dragoman.find.points import find_points


def points(text: str) -> list[str]:
    parsed = annotate(text)
    return [parsed.span(first, last).text for first, last in find_points(parsed, load_point_words())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The two sides agreed to reopen the military hotline and to hold the next round of talks in Oslo.",
            [
                "The two sides agreed to reopen the military hotline",
                "to hold the next round of talks in Oslo.",
            ],
        ),
        (
            "The minister said that the talks were useful, and that the border would be opened in May.",
            ["The minister said that the talks were useful", "that the border would be opened in May."],
        ),
        ("The ministers met and held talks in Oslo.", ["The ministers met and held talks in Oslo."]),
        (
            "Oslo is, was and will remain the capital of Norway.",
            ["Oslo is, was and will remain the capital of Norway."],
        ),
    ],
    ids=["agreed to and to", "said that and that", "too short to part", "was and will remain"],
)
def test_a_sentence_is_parted_where_it_tells_two_things(text: str, expected: list[str]) -> None:
    assert points(text) == expected


def test_numbers_headings_and_announcements_are_no_points() -> None:
    text = "Talks in Oslo\n\nThe overview of the talks is as follows.\n\n1. The ministers discussed the fishing quotas.\n\n(End)"
    assert points(text) == ["The ministers discussed the fishing quotas."]


def test_nothing_gives_no_points() -> None:
    assert points("") == []
