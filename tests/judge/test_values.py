"""Values of corrections: short forms, JSON, and what the codebook and the text do not allow."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.judge.fields import CORRECTABLE, FieldError, Known, check_fields
from dragoman.judge.values import correction
from dragoman.library.known_values import known_values
from dragoman.records.claim import Claim, Speech
from dragoman.records.claim_json import BODY, body_claim, claim_body
from dragoman.records.text import Document, Reading, text_id
from stand_in import StandIn

TEXT = "Japan met China in Tokyo. China met France."
CLAIM = StandIn().code(Document(Reading("a", text_id(TEXT), "a", published="2023-04-02"), TEXT)).value.claims[0]


@cache
def known() -> Known:
    return known_values(None)


def corrected(claim: Claim = CLAIM, **wanted: Any) -> dict[str, Any]:
    return correction(claim, TEXT, wanted, known(), frozenset({CLAIM.id, "x"}))


def days(value: str) -> tuple[str | None, str | None, str]:
    when = corrected(when=value)["when"]
    return when["first"], when["last"], when["basis"]


def test_days() -> None:
    assert days("2023-04-05") == ("2023-04-05", "2023-04-05", "stated")
    assert days("2024-02") == ("2024-02-01", "2024-02-29", "stated")
    assert days("2023") == ("2023-01-01", "2023-12-31", "stated")
    assert days("2023-04-01..2023-05") == ("2023-04-01", "2023-05-31", "stated")
    assert days("unknown") == (None, None, "unknown")


def test_the_words_that_told_the_day_stay_beside_it() -> None:
    worded = replace(CLAIM, when=replace(CLAIM.when, text="Tokyo", start=19, end=24))
    assert corrected(worded, when="2023-01-01")["when"]["text"] == "Tokyo"


def test_a_type_brings_its_score_and_drops_a_mode_that_it_has_not() -> None:
    assert corrected(event_type="agree") == {"event_type": "AGREE", "score": known().plover.score_of("AGREE")}
    visit = replace(CLAIM, mode="visit")
    found = corrected(visit, event_type="ASSAULT")
    assert (found["event_type"], found["mode"]) == ("ASSAULT", None)
    assert corrected(event_type="COERCE", mode="arrest")["score"] == known().plover.score_of("COERCE", "arrest")
    assert corrected(event_type="AGREE", score="3")["score"] == 3.0


def test_lists() -> None:
    assert corrected(aux="negation, future") == {"aux": ["negation", "future"]}
    assert corrected(aux="none", issues="taiwan") == {"aux": [], "issues": ["taiwan"]}
    assert corrected(reciprocal="no") == {"reciprocal": False}


def test_a_party_keeps_the_words_that_stand_for_it() -> None:
    (party,) = corrected(actor="KOR:MIL")["actor"]
    assert (party["code"], party["sector"], party["name"]) == ("KOR", "MIL", "South Korea")
    assert (party["start"], party["end"], party["text"]) == (0, 5, "Japan")
    assert corrected(actor="south korea:mil")["actor"] == [party]
    assert corrected(actor=[{"code": "KOR", "sector": "MIL", "name": "South Korea"}])["actor"] == [party]


def test_further_parties_name_their_words() -> None:
    one, two = corrected(actor="JPN:GOV, CHN:GOV@China")["actor"]
    assert (one["text"], two["text"], two["start"]) == ("Japan", "China", 10)
    (only,) = corrected(actor="JPN@Tokyo")["actor"]
    assert (only["text"], only["start"], only["end"]) == ("Tokyo", 19, 24)
    assert corrected(recipient="none") == {"recipient": []}


def test_the_same_party_keeps_what_is_known_of_it() -> None:
    named = replace(CLAIM, actor=(replace(CLAIM.actor[0], office="prime minister", wikidata="Q1", name="Kishida"),))
    (party,) = corrected(named, actor="JPN:LEG")["actor"]
    assert (party["name"], party["office"], party["wikidata"], party["sector"]) == (
        "Kishida",
        "prime minister",
        "Q1",
        "LEG",
    )
    (other,) = corrected(named, actor="CHN")["actor"]
    assert (other["name"], other["office"], other["wikidata"], other["sector"]) == ("China", None, None, None)


def test_speakers_follow_the_actor_of_a_speech() -> None:
    told = replace(CLAIM, event_type=None, speech=Speech("indirect", "met", (CLAIM.evidence,), CLAIM.actor))
    found = corrected(told, actor="CHN:GOV")
    assert found["speech"]["speakers"] == found["actor"]
    assert found["speech"]["speaker"] == {"code": "CHN", "name": "China"}


def test_places_come_from_the_gazetteer() -> None:
    where = corrected(where="Beijing")["where"]
    assert (where["name"], where["country"], where["text"]) == ("Beijing", "CHN", None) and where["lat"] > 39


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({}, "nothing to correct"),
        ({"evidence": "x"}, "'evidence' is no field that can be corrected"),
        ({"tone": "x"}, "'tone' is no field"),
        ({"event_type": "TALK"}, "'TALK' is no PLOVER type; take of AGREE, "),
        ({"event_type": "none"}, "only a speech can be without a type"),
        ({"mode": "arrest"}, "'arrest' is no mode of CONSULT; it has "),
        ({"event_type": "AGREE", "mode": "visit"}, "'visit' is no mode of AGREE"),
        ({"aux": "past"}, "'past' is no auxiliary mode; take of historical"),
        ({"contexts": "cooking"}, "'cooking' is no context"),
        ({"issues": "tea"}, "'tea' is no issue of the codebook"),
        ({"actor": "Atlantis"}, "'Atlantis' is no country"),
        ({"actor": "JPN:XYZ"}, "'XYZ' is no PLOVER sector"),
        ({"actor": "JPN,CHN"}, "needs its words in the document, as in JPN:GOV@Tokyo"),
        ({"actor": "JPN@Osaka"}, "the document has no words 'Osaka'"),
        ({"actor": [{"code": "ZZZ", "text": "Japan"}]}, "'ZZZ' is no code of a state or body"),
        ({"actor": [{"code": "JPN", "text": "China", "start": 0, "end": 5}]}, "the text has 'Japan' at 0, not 'China'"),
        ({"actor": [{"code": "JPN", "colour": "red"}]}, "is not in the form of an exported claim"),
        ({"actor": 7}, "7 is no list of parties"),
        ({"actor": "[7"}, "is not JSON"),
        ({"when": "2023-02-29"}, "'2023-02-29' is no day"),
        ({"when": "soon"}, "'soon' is no day"),
        ({"when": "0000"}, "'0000' is no day"),
        ({"when": "2023-04-02..2023-04-01"}, "ends before it begins"),
        ({"when": {"first": "2023-04-02"}}, "is not in the form of an exported claim"),
        ({"where": "Qqqville"}, "'Qqqville' is no place of the gazetteer"),
        ({"reciprocal": "maybe"}, "neither yes nor no"),
        ({"score": "11"}, "11.0 is no score"),
        ({"score": "high"}, "'high' is no number"),
        ({"within": "nothing"}, "'nothing' is no claim of the same document"),
        ({"quantities": "three"}, "give its whole value as JSON"),
        ({"quantities": [{"n": 3, "of": "ships", "text": "ships", "start": 0, "end": 5}]}, "the text has 'Japan' at 0"),
    ],
)
def test_what_a_field_cannot_take(wanted: dict[str, Any], says: str) -> None:
    with pytest.raises(FieldError) as caught:
        corrected(**wanted)
    assert says in str(caught.value)


def test_fields_of_a_whole_claim_are_taken_as_they_are() -> None:
    body = {name: value for name, value in claim_body(CLAIM).items() if name in CORRECTABLE}
    check_fields(body, TEXT, known(), CLAIM)
    assert set(body) == {f.name for f in BODY} - {"evidence", "trigger", "why", "confidence"}


@given(st.dates(date(1900, 1, 1)), st.dates(date(1900, 1, 1)))
def test_any_two_days_in_their_order_come_back(one: date, other: date) -> None:
    first, last = sorted([one, other])
    assert days(f"{first}..{last}") == (first.isoformat(), last.isoformat(), "stated")


@given(st.sampled_from(CORRECTABLE), st.text(max_size=40) | st.none() | st.integers() | st.lists(st.text(max_size=5)))
def test_any_value_is_taken_whole_or_told_in_one_line(name: str, value: Any) -> None:
    try:
        fields = corrected(**{name: value})
    except FieldError as error:
        assert str(error)
        return
    body = {**claim_body(CLAIM), **json.loads(json.dumps(fields))}
    again = body_claim(CLAIM.id, CLAIM.document, CLAIM.text_id, body)
    assert claim_body(again) == body
