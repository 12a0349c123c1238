"""Which claims of a story's later versions say again what an earlier one said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.merge.repeats import Story
from dragoman.records.claim import Claim
from dragoman.records.text import Document, Reading, text_id
from dragoman.records.when import When
from stand_in import StandIn

FIRST = "Tokyo: Japan met China for long talks on trade. China met France."
LATER = f"Another headline\n{FIRST}"


def claims(text: str, name: str = "a.txt", when: When | None = None) -> tuple[Claim, ...]:
    found = StandIn().code(Document(Reading(name, text_id(text), name, published="2024-03-01"), text)).value.claims
    return tuple(replace(c, when=when) for c in found) if when else found


def again(
    text: str, first: When | None = None, then: When | None = None, published: str = "2024-03-01"
) -> list[str | None]:
    """For each claim of `text`, after FIRST, the words of the claim that it repeats."""
    story = Story()
    assert story.repeated(FIRST, claims(FIRST, when=first), "2024-03-01") == [None, None]
    found = story.repeated(text, claims(text, "b.txt", then), published)
    assert all(said is None or said.document == "a.txt" for said in found)
    return [said.first.evidence.text if said else None for said in found]


def reckoned(day: str, last: str | None = None) -> When:
    return When(day, last or day, "reckoned", "then")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Headline\n\nTokyo:  Japan met China for\n long talks on trade.\nChina met France.", ["Japan met China", "China met France"]),
        ("France met China. China met France. Japan met France.", [None, "China met France", None]),
        ("Japan met China, it is said.", ["Japan met China"]),
        ("China met Japan.", [None]),
        ("Nothing.", []),
    ],
)  # fmt: skip
def test_what_is_said_again(text: str, expected: list[str | None]) -> None:
    assert again(text) == expected


def test_a_claim_is_repeated_once_a_version() -> None:
    assert again("China met France. China met France.") == ["China met France", None]


def test_a_day_that_moves_with_the_report_makes_another_claim() -> None:
    today, next_day = reckoned("2024-03-01"), reckoned("2024-03-02")
    assert again(LATER, today, next_day, "2024-03-02") == [None, None]
    assert again(LATER, today, today, "2024-03-02") == ["Japan met China", "China met France"]


def test_a_weekday_read_a_week_off_or_a_span_of_months_is_the_same_claim() -> None:
    friday, week_off = reckoned("2024-03-01"), reckoned("2024-03-08")
    assert again(LATER, friday, week_off, "2024-03-03") == ["Japan met China", "China met France"]
    months, moved = reckoned("2023-07-01", "2024-03-01"), reckoned("2023-07-02", "2024-03-02")
    assert again(LATER, months, moved, "2024-03-02") == ["Japan met China", "China met France"]


def test_in_changed_words_a_told_day_must_be_the_same() -> None:
    assert again("Yes, China met France.", reckoned("2024-03-01"), reckoned("2024-03-02")) == [None]
    assert again("Yes, China met France.", reckoned("2024-03-01"), reckoned("2024-03-01")) == ["China met France"]
