"""What a ministry's own text says without naming the speaker, and a visit told by its host."""

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


def test_a_guest_visits_the_host() -> None:
    found = next(
        c for c in claims("The president of Kenya was received by Prime Minister Modi in New Delhi.") if c.event_type
    )
    assert ({p.code for p in found.actor}, {p.code for p in found.recipient}) == ({"KEN"}, {"IND"})


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [("Lithuania protested to Belarus on Tuesday. An unmanned aerial vehicle entered Lithuania.", "entered", "LTU")],
)
def test_a_craft_does_not_enter_its_own_state(text: str, trigger: str, actor: str) -> None:
    found = [c for c in claims(text) if c.event_type == "MOBILIZE" and c.trigger.text == trigger]
    assert all(actor not in {p.code for p in c.actor} for c in found)
