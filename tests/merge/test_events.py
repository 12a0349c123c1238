"""Merging claims into events: what becomes one, what stays apart, and that order changes nothing."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from claims_by_hand import act, day, party
from dragoman.merge.events import merge_events
from dragoman.records.claim import Claim
from dragoman.records.text import Span, text_id
from dragoman.records.when import UNKNOWN, When

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


def test_talks_of_one_day_go_over_several_matters():
    told = kyodo("Kamikawa met", "met", "CONSULT", [kamikawa(KYODO), wang(KYODO)], reciprocal=True)
    about = [replace(c, issues=(issue,)) for c, issue in ((kyodo_talks(), "taiwan"), (told, "export-controls"))]
    assert one(*about)
    undated = [replace(c, when=UNKNOWN) for c in about]
    assert not one(*undated)


def test_talks_in_the_land_of_one_are_the_talks_and_days_that_one_text_tells_apart_are_two():
    abroad = replace(ap_met(), mode="visit")
    assert one(abroad, kyodo_talks())
    met = kyodo("Kamikawa met", "met", "CONSULT", [kamikawa(KYODO), wang(KYODO)], reciprocal=True)
    assert one(kyodo_talks(), met)
    assert not one(kyodo_talks(), replace(met, when=day("2024-07-25")))


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


CLUES = (
    "On Monday Kenyan police arrested opposition leader Amos Wanyama in Kisumu over a leaked ledger.",
    "Protests continue after Monday's arrest of Amos Wanyama in Kisumu over the leaked ledger.",
    "Border guards arrested trade unionist Ruth Chebet at the port of Mombasa with a forged passport.",
)


def arrest(number: int, words: str, whom: str, when: When) -> Claim:
    text = CLUES[number]
    police = [party(text, "Kenyan police", "KEN")] if "Kenyan police" in text else []
    whom_by = [party(text, whom, "KEN", whom)]
    return act(text, text, words, "COERCE", police, whom_by, document=f"arrest{number}.txt", mode="arrest", when=when)


def told_arrests() -> list[Claim]:
    monday = day("2024-05-06")
    return [
        arrest(0, "arrested", "Amos Wanyama", monday),
        arrest(1, "arrest", "Amos Wanyama", monday),
        arrest(2, "arrested", "Ruth Chebet", day("2024-05-07", basis="published")),
    ]


PUBLISHED = {"arrest0.txt": "2024-05-07", "arrest1.txt": "2024-05-09", "arrest2.txt": "2024-05-07"}


def texts(id_: str) -> str:
    return next(text for text in CLUES if text_id(text) == id_)


def test_a_deed_told_again_by_verb_and_noun_is_one_and_another_of_its_kind_is_not():
    first, again, other = told_arrests()
    events = merge_events([other, again, first], PUBLISHED, texts)
    assert [set(e.claims) for e in events] == [{first.id, again.id}, {other.id}]
    (why,) = events[0].why
    assert "both name the deed with the same word (“arrested”, “arrest”)" in why
    assert "both on 2024-05-06" in why and "wanyam" in why


def test_reading_in_pieces_gives_the_events_of_reading_at_once():
    claims = [*told_arrests(), *MADE]
    whole = merge_events(claims, PUBLISHED)
    for size in range(len(claims) + 1):
        assert merge_events([*claims[size:], *claims[:size]], PUBLISHED) == whole


def test_what_was_agreed_at_talks_is_a_part_of_them_and_not_the_same():
    text = "Wang Yi met Yoko Kamikawa in Laos on Friday. They agreed to set up a hotline for Japan and China."
    both = [wang(text), kamikawa(text)]
    met = act(text, "Wang Yi met Yoko Kamikawa in Laos on Friday", "met", "CONSULT", both, when=FRIDAY, reciprocal=True)
    agreed = act(text, "They agreed to set up a hotline", "agreed", "AGREE", both, when=FRIDAY, reciprocal=True)
    talks, deal = merge_events([agreed, met])
    assert (talks.claims, talks.part_of) == ((met.id,), None)
    assert (deal.claims, deal.part_of) == ((agreed.id,), met.id)
    assert deal.why == (f"part of {met.id}: {agreed.id} is told with {met.id}, of the same parties and day",)
    earlier = replace(agreed, when=day("2024-03-01"))
    assert [e.part_of for e in merge_events([earlier, met])] == [None, None]


def test_talks_on_a_visit_are_a_part_of_it():
    text = "Wang Yi visited Japan on Friday. Wang Yi met Yoko Kamikawa there."
    visit = act(
        text, "Wang Yi visited Japan on Friday", "visited", "CONSULT", [wang(text)], [party(text, "Japan", "JPN")],
        when=FRIDAY, mode="visit",
    )  # fmt: skip
    met = act(
        text, "Wang Yi met Yoko Kamikawa", "met", "CONSULT", [wang(text), kamikawa(text)], when=FRIDAY, reciprocal=True
    )
    assert {e.id: e.part_of for e in merge_events([visit, met])} == {visit.id: None, met.id: visit.id}


def test_the_same_persons_talk_of_several_matters_in_one_text():
    text = "Wang Yi told Kamikawa to mind Taiwan. Kamikawa told Wang Yi to lift the ban."
    both = [wang(text), kamikawa(text)]
    likely = ("day reckoned from “on Friday”, told at 3: likeliest by the text around (0.90)",)
    told = [
        replace(act(text, evidence, "told", "CONSULT", both, when=FRIDAY, reciprocal=True, issues=(issue,)), why=likely)
        for evidence, issue in (
            ("Wang Yi told Kamikawa to mind Taiwan", "taiwan"),
            ("Kamikawa told Wang Yi", "food-import-bans"),
        )
    ]
    told[1] = replace(told[1], trigger=Span.of(text, text.rindex("told"), text.rindex("told") + 4), id="b" * 20)
    assert len(merge_events(told, {"a.txt": "2024-07-26"})) == 1
    undated = [replace(one, when=UNKNOWN, why=()) for one in told]
    assert len(merge_events(undated, {"a.txt": "2024-07-26"})) == 2
