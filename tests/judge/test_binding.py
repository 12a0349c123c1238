from __future__ import annotations

import json

from dragoman.judge import judged
from dragoman.records.claim import Claim
from dragoman.records.judgement import Anchor, Judgement
from dragoman.records.text import Document, Reading, Span, text_id
from stand_in import StandIn

TEXT = "Japan met China. China met France."
CLAIMS = StandIn().code(Document(Reading("a", text_id(TEXT), "a", published="2023-04-02"), TEXT)).value.claims


def judgement(kind: str, start: int, end: int, facet: str = "claim", value: object = None, id_: str = "j") -> Judgement:
    anchor = Anchor(text_id(TEXT), Span(start, end, TEXT[start:end]), facet)
    text = value if kind == "undo" else json.dumps(value)
    return Judgement(id_, kind, anchor, text, "Ann", "as the ministry says", "2024-05-01")  # type: ignore[arg-type]


def evidence(claims: tuple[Claim, ...]) -> list[str]:
    return [claim.evidence.text for claim in claims]


def test_without_judgements_claims_are_as_they_were() -> None:
    assert judged(CLAIMS, ()).claims == CLAIMS


def test_a_rejected_claim_is_gone() -> None:
    assert evidence(judged(CLAIMS, [judgement("reject", 6, 9)]).claims) == ["China met France"]


def test_a_correction_sets_a_field_and_says_who() -> None:
    seen = judged(CLAIMS, [judgement("correct", 6, 9, "event_type", "AGREE")])
    assert [claim.event_type for claim in seen.claims] == ["AGREE", "CONSULT"]
    assert seen.claims[0].id == CLAIMS[0].id
    assert seen.claims[0].why[-1] == "corrected by Ann, 2024-05-01: as the ministry says"
    when = {
        "first": "2023-04-01",
        "last": "2023-04-01",
        "basis": "stated",
        "text": None,
        "start": None,
        "end": None,
        "timex": None,
    }
    assert judged(CLAIMS, [judgement("correct", 6, 9, "when", when)]).claims[0].when.first == "2023-04-01"


def test_it_binds_by_half_of_the_trigger_and_else_to_nothing() -> None:
    assert judged(CLAIMS, [judgement("reject", 5, 9)]).unbound == ()
    far = judgement("reject", 0, 9)
    assert judged(CLAIMS, [far]).unbound == (far,) and judged(CLAIMS, [far]).claims == CLAIMS


def test_an_undone_judgement_does_nothing() -> None:
    seen = judged(CLAIMS, [judgement("reject", 6, 9), judgement("undo", 6, 9, value="j", id_="k")])
    assert seen.claims == CLAIMS and seen.unbound == ()


def test_later_corrections_come_after_earlier_ones() -> None:
    both = [judgement("correct", 6, 9, "event_type", "AGREE"), judgement("correct", 6, 9, "event_type", "REQUEST", "k")]
    assert judged(CLAIMS, both).claims[0].event_type == "REQUEST"
