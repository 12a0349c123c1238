"""Whom a denial, a rejection or a condemnation is aimed at where its sentence names nobody; acts on one side only; statements cut where the report goes on."""

from __future__ import annotations

import pytest

from dragoman.decode.document import document_alone
from dragoman.pipeline.one import code_document
from dragoman.records.claim import Claim
from dragoman.records.given import Given


def claims(text: str, publisher: str | None = None) -> tuple[Claim, ...]:
    given = Given(published="2023-05-10", publisher=publisher)
    return code_document(document_alone(text, given)).value.claims


def sides(text: str, trigger: str, publisher: str | None = None) -> tuple[set[str | None], set[str | None]]:
    found = next(c for c in reversed(claims(text, publisher)) if c.event_type and c.trigger.text == trigger)
    return {p.code for p in found.actor}, {p.code for p in found.recipient}


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("Chad accused Libya of arming rebels. Tripoli rejected the accusation.", "rejected", {"LBY"}, {"TCD"}),
        ("Peru expelled two Bolivian diplomats. Bolivia condemned the expulsion.", "condemned", {"BOL"}, {"PER"}),
        ("Kenya accused Somalia of sheltering gunmen. Somalia denied that it had done so.", "denied", {"SOM"}, {"KEN"}),
        ("Norway demanded an apology from Russia. Moscow dismissed the demand.", "dismissed", {"RUS"}, {"NOR"}),
    ],
)
def test_an_answer_is_aimed_at_whoever_did_what_it_answers(
    text: str, trigger: str, actor: set[str], recipient: set[str]
) -> None:
    assert sides(text, trigger) == (actor, recipient)


@pytest.mark.parametrize(
    "text",
    [
        "Chad accused Libya of arming rebels. Niger closed its market.",
        "Peru and Bolivia expelled diplomats of Chile. Ecuador rejected the plan.",
    ],
)
def test_what_answers_nothing_stays_as_it_is(text: str) -> None:
    answered = [c for c in claims(text) if any("what it answers" in w for w in c.why)]
    assert answered == []


def test_a_ministry_speaks_of_its_own_minister_and_government() -> None:
    text = "The Minister condemned the attack by Eritrean troops. The Government demanded an apology from Eritrea."
    publisher = "Ministry of External Affairs of Sri Lanka"
    assert sides(text, "condemned", publisher)[0] == {"LKA"}
    assert sides(text, "demanded", publisher) == ({"LKA"}, {"ERI"})


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Ankara said that the strikes had broken the truce and that its patience was at an end.",
            ["the strikes had broken the truce and that its patience was at an end"],
        ),
        (
            "Greece said the men lost their way in bad weather, while Turkish prosecutors are investigating them.",
            ["the men lost their way in bad weather"],
        ),
        ("Norway said the raids threatened peace and demanded that Russia withdraw.", ["the raids threatened peace"]),
        (
            "“Sanctions never help,” Foreign Minister Vladimir Makei of Belarus was quoted as saying by state media.",
            None,
        ),
    ],
)
def test_a_statement_ends_where_the_report_goes_on(text: str, content: list[str] | None) -> None:
    told = [c.speech for c in claims(text) if c.speech]
    if content is None:
        assert [s.speakers[0].code for s in told] == ["BLR"]
    else:
        assert [p.text for p in told[0].content] == content


def test_allegations_according_to_which_have_no_speaker_of_their_own() -> None:
    text = "The ministry of Algeria rejects the allegations of the press, according to which the trucks carried arms."
    assert all(p.text for c in claims(text) for p in (*c.actor, *c.recipient))
    assert not [c for c in claims(text) if c.speech and c.speech.cue == "according to"]
