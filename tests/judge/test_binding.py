from __future__ import annotations

import json
from dataclasses import replace

from dragoman.judge import judged
from dragoman.records.claim import Claim, Speech
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


def test_confirmed_and_corrected_claims_are_vouched_for() -> None:
    first, second = judged(CLAIMS, [judgement("confirm", 6, 9)]).claims
    assert (first.confidence, second.confidence) == (1.0, 0.9)
    assert first.why[-1] == "confirmed by Ann, 2024-05-01: as the ministry says"
    assert judged(CLAIMS, [judgement("correct", 6, 9, "aux", ["negation"])]).claims[0].confidence == 1.0


def test_a_correction_of_several_fields_holds_all_of_them() -> None:
    both = judgement("correct", 6, 9, "claim", {"event_type": "AGREE", "aux": ["future"]})
    seen = judged(CLAIMS, [both]).claims[0]
    assert (seen.event_type, seen.aux) == ("AGREE", ("future",))
    assert both.fields == {"event_type": "AGREE", "aux": ["future"]}


def test_of_claims_that_share_a_trigger_the_one_that_was_judged_is_meant() -> None:
    act = CLAIMS[0]
    told = Speech("indirect", "met", (act.evidence,), act.actor)
    mere = replace(act, id="0" * 20, event_type=None, speech=told)
    other = replace(act, id="f" * 20, event_type="AGREE")
    for meant in (act, mere, other):
        one = replace(judgement("reject", 6, 9), anchor=Anchor.of(meant))
        kept = judged([act, mere, other], [one]).claims
        assert {c.id for c in (act, mere, other)} - {c.id for c in kept} == {meant.id}
    one = replace(judgement("reject", 6, 9), anchor=replace(Anchor.of(other), claim="gone"))
    assert [c.event_type for c in judged([act, mere, other], [one]).claims] == ["CONSULT", None]


def test_an_act_s_judgement_does_not_fall_on_a_mere_speech() -> None:
    act = CLAIMS[0]
    mere = replace(act, id="0" * 20, event_type=None, speech=Speech("indirect", "met", (act.evidence,), act.actor))
    one = replace(judgement("reject", 6, 9), anchor=Anchor.of(act))
    assert judged([mere], [one]).unbound == (one,)
    was_mere = replace(one, anchor=Anchor.of(mere))
    assert judged([replace(mere, event_type="THREATEN")], [was_mere]).claims == ()
    assert judged([act], [was_mere]).unbound == (was_mere,)


def test_what_was_told_within_a_rejected_speech_no_longer_names_it() -> None:
    first, second = CLAIMS
    inner = replace(second, within=first.id, about=first.id)
    (kept,) = judged([first, inner], [judgement("reject", 6, 9)]).claims
    assert (kept.within, kept.about) == (None, None)
    assert judged([first, inner], [judgement("confirm", 6, 9)]).claims[1] == inner
