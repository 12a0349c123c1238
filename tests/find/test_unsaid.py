"""What a ministry's own text says without naming the speaker."""

from __future__ import annotations

import pytest

from dragoman.decode.document import document_alone
from dragoman.pipeline.one import code_document
from dragoman.records.claim import Claim
from dragoman.records.given import Given

MINISTRY = "Ministry of Foreign Affairs of Lithuania"
OPENING = "The Ministry summoned the chargé d'affaires of Belarus. "


def claims(text: str, publisher: str | None = None) -> tuple[Claim, ...]:
    return code_document(document_alone(text, Given(published="2023-05-10", publisher=publisher))).value.claims


def speakers(text: str, publisher: str | None) -> set[str | None]:
    found = [c for c in claims(text, publisher) if c.speech]
    return {p.code for c in found for p in (c.speech.speakers if c.speech else ())}


@pytest.mark.parametrize(
    "said",
    [
        "It was stated that the border would be closed.",
        "It was underlined that the treaty remains in force.",
        "The representative of Belarus was told that the border would be closed.",
    ],
)
def test_what_a_ministry_says_without_a_speaker_is_its_states(said: str) -> None:
    assert speakers(OPENING + said, MINISTRY) == {"LTU"}
    assert speakers(OPENING + said, "Baltic Wire, Riga") == set()


def test_who_is_told_something_does_not_say_it() -> None:
    assert speakers(OPENING + "The Lithuanian minister was told that talks had begun.", MINISTRY) == set()


def test_blame_in_what_is_said_so_is_the_publishers() -> None:
    text = (
        OPENING + "The representative of Belarus was told that such actions are a gross violation of international law."
    )
    found = next(c for c in claims(text, MINISTRY) if c.event_type == "ACCUSE" and c.trigger.text == "violation")
    assert ({p.code for p in found.actor}, {p.code for p in found.recipient}) == ({"LTU"}, {"BLR"})
