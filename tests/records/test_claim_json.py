from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records.claim import Claim, Quantity, Source, Speech, Where
from dragoman.records.claim_json import NAMES, claim_object, told_claim
from dragoman.records.party import Party
from dragoman.records.text import Reading, Span
from dragoman.records.told import ToldClaim
from dragoman.records.when import When

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MAYBE = st.none() | TEXT
AT = st.integers(0, 10_000)
SPANS = st.builds(Span, AT, AT, TEXT)
PARTIES = st.builds(
    Party,
    code=MAYBE,
    name=TEXT,
    text=TEXT,
    start=AT,
    end=AT,
    sector=MAYBE,
    org=MAYBE,
    office=MAYBE,
    wikidata=MAYBE,
    why=TEXT,
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
WHENS = st.builds(
    When, first=MAYBE, last=MAYBE, basis=TEXT, text=MAYBE, start=st.none() | AT, end=st.none() | AT, timex=MAYBE
)
WHERES = st.builds(
    Where,
    name=TEXT,
    country=MAYBE,
    lat=st.none() | NUMBERS,
    lon=st.none() | NUMBERS,
    geonameid=st.none() | AT,
    text=MAYBE,
    start=st.none() | AT,
    end=st.none() | AT,
)
SOURCES = st.builds(Source, name=TEXT, code=MAYBE, text=TEXT, start=AT, end=AT)


def many(of: st.SearchStrategy) -> st.SearchStrategy:  # type: ignore[type-arg]
    return st.lists(of, max_size=3).map(tuple)


SPEECHES = st.builds(
    Speech, kind=TEXT, cue=TEXT, content=many(SPANS), speakers=many(PARTIES), addressee=MAYBE, via=MAYBE
)
CLAIMS = st.builds(
    Claim,
    id=TEXT,
    document=st.just("d"),
    text_id=st.just("t"),
    evidence=SPANS,
    trigger=SPANS,
    event_type=MAYBE,
    mode=MAYBE,
    contexts=many(TEXT),
    actor=many(PARTIES),
    recipient=many(PARTIES),
    reciprocal=st.booleans(),
    when=WHENS,
    where=st.none() | WHERES,
    quantities=many(st.builds(Quantity, NUMBERS, TEXT, TEXT, AT, AT)),
    aux=many(TEXT),
    per=many(SOURCES),
    within=MAYBE,
    about=MAYBE,
    speech=st.none() | SPEECHES,
    issues=many(TEXT),
    score=st.none() | NUMBERS,
    confidence=st.floats(0, 1),
    also=many(SPANS),
    why=many(TEXT),
)


@settings(max_examples=150, deadline=None)
@given(claim=CLAIMS, publisher=MAYBE, published=MAYBE, event=MAYBE, copy_of=MAYBE)
def test_what_is_written_reads_back(
    claim: Claim, publisher: str | None, published: str | None, event: str | None, copy_of: str | None
) -> None:
    told = ToldClaim(claim, Reading("d", "t", "d.txt", publisher, published), "run", event, copy_of, event)
    assert told_claim(json.loads(json.dumps(claim_object(told)))) == told


def claim(**fields: object) -> Claim:
    values = {
        "id": "c1",
        "document": "a.txt",
        "text_id": "t",
        "evidence": Span(0, 9, "Qin spoke"),
        "trigger": Span(4, 9, "spoke"),
        "event_type": None,
    }
    return Claim(**{**values, **fields})  # type: ignore[arg-type]


def test_fields_and_their_order_are_those_of_the_design() -> None:
    told = ToldClaim(claim(), Reading("a.txt", "t", "in/a.txt", "AP", "2023-04-02"), "run1", "e1", None)
    assert tuple(claim_object(told)) == NAMES
    assert NAMES == (
        "id",
        "document",
        "text_id",
        "run",
        "source",
        "publisher",
        "published",
        "copy_of",
        "event",
        "part_of",
        "evidence",
        "trigger",
        "also",
        "event_type",
        "mode",
        "contexts",
        "actor",
        "recipient",
        "reciprocal",
        "when",
        "where",
        "quantities",
        "aux",
        "per",
        "within",
        "about",
        "speech",
        "issues",
        "score",
        "confidence",
        "why",
    )


def test_the_outlet_is_the_last_link_when_it_is_known() -> None:
    said = claim(per=(Source("Qin Gang", "CHN", "Qin", 0, 3),))
    with_outlet = claim_object(ToldClaim(said, Reading("a.txt", "t", "a.txt", "AP"), "r"))["per"]
    without = claim_object(ToldClaim(said, Reading("a.txt", "t", "a.txt"), "r"))["per"]
    assert [(s["name"], s["code"], s["text"]) for s in with_outlet] == [("Qin Gang", "CHN", "Qin"), ("AP", None, None)]
    assert [s["name"] for s in without] == ["Qin Gang"]


def test_an_outlet_that_stands_already_is_not_written_twice() -> None:
    said = claim(per=(Source("Qin Gang", "CHN", "Qin", 0, 3), Source("AP")))
    told = ToldClaim(said, Reading("a.txt", "t", "a.txt", "AP"), "r")
    assert [s["name"] for s in claim_object(told)["per"]] == ["Qin Gang", "AP"]


def test_speech_names_its_first_speaker_and_all() -> None:
    speakers = tuple(Party(c, n, n, 0, 3, "GOV") for c, n in (("CHN", "Qin Gang"), ("JPN", "Hayashi")))
    speech = Speech("direct", "said", (Span(0, 2, "ab"),), speakers, None, "the Ministry")
    written = claim_object(ToldClaim(claim(speech=speech), Reading("a.txt", "t", "a.txt"), "r"))["speech"]
    assert written["speaker"] == {"code": "CHN", "name": "Qin Gang"}
    assert [s["name"] for s in written["speakers"]] == ["Qin Gang", "Hayashi"]
    assert written["content"] == [{"start": 0, "end": 2, "text": "ab"}]
