"""Merging claims into events: what becomes one, what stays apart, and that order changes nothing."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from claims_by_hand import act, day, party
from dragoman.merge.events import merge_events
from dragoman.records.claim import Claim
from dragoman.records.text import Span
from dragoman.records.when import UNKNOWN

AP = (
    "Wang Yi met Yoko Kamikawa in Laos on Friday. In their talks Kamikawa urged Beijing to lift the import ban on "
    "Japanese seafood. China did not lift the import ban on seafood. Wang Yi visited Japan in June."
)
KYODO = (
    "Yoko Kamikawa held talks with Wang Yi on July 26. Kamikawa urged China to lift the import ban on seafood. "
    "Kamikawa urged China to release detained citizens. Kamikawa met Qin Gang on July 26."
)
FRIDAY = day("2024-07-26")
MINISTER = "foreign minister"


def wang(text: str):
    return party(text, "Wang Yi", "CHN", "Wang Yi", MINISTER)


def kamikawa(text: str):
    return party(text, "Kamikawa", "JPN", "Yoko Kamikawa", MINISTER)


def ap_met() -> Claim:
    return act(
        AP,
        "Wang Yi met Yoko Kamikawa in Laos on Friday",
        "met",
        "CONSULT",
        [wang(AP), kamikawa(AP)],
        when=FRIDAY,
        reciprocal=True,
    )


def ap_urged() -> Claim:
    evidence = "Kamikawa urged Beijing to lift the import ban on Japanese seafood"
    return act(
        AP,
        evidence,
        "urged",
        "REQUEST",
        [kamikawa(AP)],
        [party(AP, "Beijing", "CHN")],
        mode="yield",
        when=day("2024-07-26", basis="published"),
    )


def kyodo(evidence: str, trigger: str, event_type: str, actor, recipient=(), **more) -> Claim:
    return act(
        KYODO,
        evidence,
        trigger,
        event_type,
        actor,
        recipient,
        document="kyodo.txt",
        when=more.pop("when", FRIDAY),
        **more,
    )


def kyodo_talks() -> Claim:
    both = [kamikawa(KYODO), wang(KYODO)]
    return kyodo("Yoko Kamikawa held talks with Wang Yi on July 26", "talks", "CONSULT", both, reciprocal=True)


def kyodo_urged() -> Claim:
    china = [party(KYODO, "China", "CHN")]
    return kyodo(
        "Kamikawa urged China to lift the import ban on seafood",
        "urged",
        "REQUEST",
        [kamikawa(KYODO)],
        china,
        mode="yield",
    )


def grouped(*claims: Claim) -> set[frozenset[str]]:
    return {frozenset(e.claims) for e in merge_events(claims, {"a.txt": "2024-07-26", "kyodo.txt": "2024-07-27"})}


def one(*claims: Claim) -> bool:
    return frozenset(c.id for c in claims) in grouped(*claims)


def test_meeting_and_talks_of_the_same_pair_and_day_are_one():
    assert one(ap_met(), kyodo_talks())


def test_the_same_demand_in_two_reports_is_one():
    assert one(ap_urged(), kyodo_urged())


def test_two_demands_of_one_meeting_stay_apart():
    release = kyodo(
        "Kamikawa urged China to release detained citizens",
        "urged China to release",
        "REQUEST",
        [kamikawa(KYODO)],
        [party(KYODO, "China", "CHN")],
        mode="yield",
    )
    assert not one(kyodo_urged(), release)


def test_another_person_of_the_same_state_stays_apart():
    qin = party(KYODO, "Qin Gang", "CHN", "Qin Gang", MINISTER)
    met = kyodo("Kamikawa met Qin Gang on July 26", "met", "CONSULT", [kamikawa(KYODO), qin], reciprocal=True)
    assert not one(met, kyodo_talks())


def test_another_day_stays_apart():
    later = replace(kyodo_talks(), when=day("2024-07-29"))
    assert not one(ap_met(), later)


def test_a_denied_act_never_joins_an_asserted_one():
    denied = replace(kyodo_urged(), aux=("negation",))
    assert not one(ap_urged(), denied)


def test_a_visit_is_not_the_meeting_on_it_nor_the_visit_back():
    visit = act(
        AP,
        "Wang Yi visited Japan in June",
        "visited",
        "CONSULT",
        [wang(AP)],
        [party(AP, "Japan", "JPN")],
        when=FRIDAY,
        mode="visit",
    )
    back = replace(visit, id="back", actor=visit.recipient, recipient=visit.actor)
    assert not one(visit, ap_met())
    assert not one(visit, back)


def test_several_months_of_consultations_are_not_one_meeting():
    spring = replace(kyodo_talks(), when=day("2024-04-01", "2024-07-26"))
    assert not one(ap_met(), spring)


def test_without_any_day_the_same_words_of_another_report_are_not_enough_by_type_alone():
    undated = replace(kyodo_talks(), when=UNKNOWN)
    assert not one(ap_met(), undated)


def test_the_event_is_named_for_its_earliest_claim():
    (event,) = merge_events([kyodo_talks(), ap_met()], {"a.txt": "2024-07-26", "kyodo.txt": "2024-07-27"})
    assert event.id == ap_met().id
    assert event.claims == (ap_met().id, kyodo_talks().id)
    assert len(event.why) == 1


def test_no_claims_no_events():
    assert merge_events([]) == ()


MADE = [ap_met(), ap_urged(), kyodo_talks(), kyodo_urged()]


@st.composite
def some_claims(draw: st.DrawFn) -> list[Claim]:
    found = []
    for n in range(draw(st.integers(0, 14))):
        base = draw(st.sampled_from(MADE))
        shift = draw(st.integers(0, 3))
        when = draw(
            st.sampled_from([FRIDAY, day("2024-07-25", "2024-07-27"), day("2024-07-26", basis="published"), UNKNOWN])
        )
        evidence = Span(base.evidence.start + shift, base.evidence.end, base.evidence.text[shift:])
        aux = draw(st.sampled_from([(), ("negation",), ("historical",)]))
        document = draw(st.sampled_from(["a.txt", "kyodo.txt", "c.txt"]))
        found.append(
            replace(base, id=f"{n:02}", evidence=evidence, when=when, aux=aux, document=document, text_id=document)
        )
    return found


@settings(max_examples=60, deadline=None)
@given(some_claims(), st.integers(0, 10))
def test_events_part_the_claims_and_order_changes_nothing(claims: list[Claim], seed: int):
    events = merge_events(claims)
    ids = [i for e in events for i in e.claims]
    assert sorted(ids) == sorted(c.id for c in claims)
    assert all(e.id == e.claims[0] for e in events)
    shuffled = list(claims)
    random.Random(seed).shuffle(shuffled)
    assert merge_events(shuffled) == events
    by_id = {c.id: c for c in claims}
    for event in events:
        assert len({"negation" in by_id[i].aux for i in event.claims}) == 1
