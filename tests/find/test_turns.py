"""Turns of transcripts: who is named before a colon says what follows, to the other speaker."""

from __future__ import annotations

import pytest
from tests.resolve.test_strangers import TABLES, codes, mention

from dragoman.annotate import annotate
from dragoman.find.turns import turns

TALKS = (
    "The presidents met in Moscow. * * * President of Russia Vladimir Putin: Mr President, we will sign it. "
    "President of Belarus Alexander Lukashenko: I thank you. Vladimir Putin: Let us go on. "
    "Alexander Lukashenko: They will come."
)


def told(text: str) -> list[tuple[str | None, str]]:
    parsed = annotate(text)
    return [(parsed.span(*a).text if a else None, parsed.span(*b).text) for a, b in turns(parsed, TABLES.cues)]


def test_names_before_colons() -> None:
    found = told(TALKS)
    assert [label for label, _ in found] == [
        "President of Russia Vladimir Putin",
        "President of Belarus Alexander Lukashenko",
        "Vladimir Putin",
        "Alexander Lukashenko",
    ]
    assert found[1][1] == "I thank you."


def test_questions_and_answers() -> None:
    briefing = "AFP: Does China support it?\n\nWang Wenbin: We do.\n\nReuters: And Japan?\n\nWang Wenbin: Ask Japan."
    assert [label for label, _ in told(briefing)] == ["AFP", "Wang Wenbin", "Reuters", "Wang Wenbin"]
    assert told("Q: Will Japan act?\nA: We will not.") == [("Q", "Will Japan act?"), (None, "We will not.")]


@pytest.mark.parametrize(
    "text",
    [
        "KABUL: The Taliban ambushed a convoy. Source: Reuters.",
        "He said: Japan is right. She said: No.",
        "Time: 10:30. Place: Geneva.",
    ],
)
def test_other_colons(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("words", "code"), [("we", "RUS"), ("I", "BLR"), ("you", "RUS")])
def test_who_speaks_and_who_is_told(words: str, code: str) -> None:
    publisher = "Presidential Executive Office of Russia (kremlin.ru)"
    assert codes(mention(TALKS, words, "Russian-Belarusian talks", publisher)) == {code}
