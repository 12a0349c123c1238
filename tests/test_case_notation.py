"""The notation itself: what it writes of claims, and how it refuses what it does not understand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from case_notation import CaseError, accept, notation, read_cases
from dragoman.records.claim import Claim, Quantity, Source, Speech, Where
from dragoman.records.party import Party
from dragoman.records.text import Document, Reading, Span, text_id
from dragoman.records.when import UNKNOWN, When
from stand_in import StandIn

TEXT = "Japan met China on Sunday."
HEADER = "# what this file is for\n=== a meeting\npublished: 2023-04-02\n---\n"
CASE = f"{HEADER}{TEXT}\n---\nCONSULT JPN > CHN | met | unknown\n"


def claim(**fields: object) -> Claim:
    (one,) = StandIn().code(Document(Reading("a", text_id(TEXT), "a", published="2023-04-02"), TEXT)).value.claims
    return replace(one, **fields)  # type: ignore[arg-type]


def test_an_act() -> None:
    assert notation([claim()]) == ("CONSULT JPN:GOV <> CHN:GOV | met | 2023-04-02 published",)
    assert notation([]) == ("none",)


def test_parties_days_and_aux() -> None:
    crew = Party(None, "Japanese crew", "x", 0, 1)
    nato = Party("IGO", "NATO", "x", 0, 1, org="NATO")
    one = claim(
        mode="meet",
        actor=(crew, nato),
        recipient=(),
        reciprocal=False,
        when=When("2023-04-01", "2023-04-02", "reckoned", "over the weekend", 0, 5),
        aux=("historical", "negation"),
    )
    line = "CONSULT-meet ?Japanese_crew,IGO/NATO | met | 2023-04-01..2023-04-02 reckoned{} | historical negation"
    assert notation([one]) == (line.format(""),)
    assert notation([one], ("expression",)) == (line.format(" “over the weekend”"),)
    assert notation([claim(actor=(), when=UNKNOWN)]) == ("CONSULT - <> CHN:GOV | met | unknown",)


def test_fields_are_shown_in_one_order_and_only_when_asked() -> None:
    one = claim(
        per=(Source("Qin Gang", "CHN", "Qin", 0, 3), Source("AP")),
        where=Where("Beijing", "CHN"),
        quantities=(Quantity(3.0, "ships", "three ships", 0, 5),),
        contexts=("diplomatic",),
        within="speech",
    )
    shown = ("quantities", "where", "per", "within", "contexts", "issues")
    assert notation([claim(id="speech"), one], shown)[1] == (
        "CONSULT JPN:GOV <> CHN:GOV | met | 2023-04-02 published | per: Qin Gang/CHN < AP | issues: bilateral-relations"
        " | within: 1 | where: Beijing/CHN | quantities: 3 ships | contexts: diplomatic"
    )
    assert "per:" not in notation([one])[0]


def test_a_speech_shows_the_ends_of_what_it_says() -> None:
    content = Span(0, 1, "one two three four five six seven eight nine ten eleven")
    speaker = Party("CHN", "Qin Gang", "Qin", 0, 3, "GOV")
    speech = Speech("direct", "said", (content, Span(2, 3, "short")), (speaker,), None, "the Ministry")
    one = claim(event_type=None, actor=(), recipient=(), reciprocal=False, speech=speech)
    assert notation([one], ("via",)) == (
        "SPEECH CHN:GOV | met | 2023-04-02 published | via: the Ministry"
        " | direct: one two three four … eight nine ten eleven + short",
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("published:", "publishd:"), r":3: 'publishd: 2023-04-02' is not one of the keys"),
        (("=== a meeting", "a meeting"), ":1: a case begins with"),
        (("# what", "what"), ":1: a case begins with"),
        (("---\nCON", "CON"), ":2: a case has two lines `---`.* found 1"),
        (("CONSULT JPN > CHN | met | unknown", ""), ":2: no expectation"),
        ((TEXT, " "), ":2: the case has no text"),
        (("published: 2023-04-02", "show: pre"), ":2: show: pre is not among per,"),
    ],
)
def test_what_is_not_in_the_notation_is_refused_with_its_line(
    tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    path = tmp_path / "a.case"
    path.write_text(CASE.replace(*change), encoding="utf-8")
    with pytest.raises(CaseError, match=says):
        read_cases(path)


def test_two_cases_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    path.write_text(CASE + CASE.split("\n", 1)[1], encoding="utf-8")
    with pytest.raises(CaseError, match="two cases are called 'a meeting'"):
        read_cases(path)


def test_accepting_rewrites_one_case_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    other = f"=== other\n---\n{TEXT}\n---\n# why there is none\nnone\n"
    path.write_text(f"{CASE}\n{other}", encoding="utf-8")
    first, second = read_cases(path)
    accept(first, ["ONE JPN | met | unknown", "TWO CHN | met | unknown"])
    assert path.read_text() == (
        CASE.replace("CONSULT JPN > CHN | met | unknown", "ONE JPN | met | unknown\nTWO CHN | met | unknown")
        + f"\n{other}"
    )
    accept(second, ["ONE JPN | met | unknown"])
    assert path.read_text().endswith("---\nONE JPN | met | unknown\n# why there is none\n")
    assert [case.expected for case in read_cases(path)][1] == ("ONE JPN | met | unknown",)


def test_accepting_refuses_that_all_claims_vanish(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    path.write_text(CASE, encoding="utf-8")
    with pytest.raises(CaseError, match="all claims of 'a meeting' vanish"):
        accept(read_cases(path)[0], ["none"])
    assert path.read_text() == CASE
