"""Claims that may decide are looked up by parties and words; what is found is what a look at every claim finds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from claims_by_hand import act, party, selected
from dragoman.analyse import outcomes
from dragoman.analyse.binding import bound
from dragoman.analyse.outcomes import Later, later_claims, weights
from dragoman.codebook.commitments import load_commitment_words
from dragoman.codebook.rareness import load_rareness, stem
from dragoman.records.commitment import Bound
from dragoman.records.text import text_id

COUNTRIES = {"Japan": "JPN", "China": "CHN", "South Korea": "KOR", "United States": "USA"}
DEEDS = ("sent frigates to", "met envoys of", "opened a hotline with", "lectured")
WORDS, RARENESS = load_commitment_words(), load_rareness()


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Bound, Later]:
    """A promise of one to one, or to nobody, and up to twelve claims of any two of four countries, or of one."""
    texts: dict[str, str] = {}
    claims = []
    one, other = draw(st.permutations(sorted(COUNTRIES)))[:2]
    promise = f"{one} pledged to send frigates and open a hotline to {other} by the end of March 2021."
    to = [party(promise, other, COUNTRIES[other])] if draw(st.booleans()) else []
    texts["p"] = promise
    claims.append(
        act(promise, promise[:-1], "pledged", "AGREE", [party(promise, one, COUNTRIES[one])], to, document="p")
    )
    for number in range(draw(st.integers(0, 12))):
        who, whom = draw(st.permutations(sorted(COUNTRIES)))[:2]
        text = f"{who} {draw(st.sampled_from(DEEDS))} {whom} in {number}."
        sides = [party(text, whom, COUNTRIES[whom])] if draw(st.booleans()) else []
        kind = draw(st.sampled_from(("AID", "CONSULT", "AGREE")))
        texts[f"d{number}"] = text
        claims.append(act(text, text[:-1], who, kind, [party(text, who, COUNTRIES[who])], sides, document=f"d{number}"))
    found = selected(texts, claims, dict.fromkeys(texts, "2021-01-01"))
    (lead,) = (b for b in bound(found, WORDS) if b.text_id == text_id(promise))
    if draw(st.booleans()):
        lead = replace(lead, deadline=None)
    return lead, later_claims(found, WORDS, RARENESS, 0.0)


def all_looked_at(lead: Bound, who: set[str], later: Later) -> list[int]:
    """As the definition says, claim by claim."""
    pair = who | {p.code for p in lead.to if p.code}
    own = set(weights(lead, WORDS, RARENESS))
    found = []
    for place, claim in enumerate(later.claims):
        codes = later.codes[place]
        stems = {stem(w) for w in outcomes._WORD.findall(later.sentence(place).lower())}
        contact = lead.deadline is not None and len(pair) > 1 and claim.event_type == "CONSULT"
        with_other = len(pair) == 1 or len(codes & pair) > 1 or len(codes) == 1
        if codes & who and with_other and (own & stems or contact):
            found.append(place)
    return found


@settings(max_examples=60, deadline=None)
@given(ledgers())
def test_the_look_up_finds_what_a_look_at_every_claim_finds(made: tuple[Bound, Later]) -> None:
    lead, later = made
    who = {p.code for p in lead.who if p.code}
    matter: Any = outcomes._matter_of(lead, later)
    assert outcomes._candidates(lead, who, matter, later) == all_looked_at(lead, who, later)


def test_documents_that_name_parties_are_counted_after_a_day_and_up_to_another() -> None:
    texts = {f"d{n}": f"Japan met China in {n}." for n in range(4)}
    claims = [
        act(t, t[:-1], "met", "CONSULT", [party(t, "Japan", "JPN")], [party(t, "China", "CHN")], document=d)
        for d, t in texts.items()
    ]
    days = {"d0": "2021-01-01", "d1": "2021-01-02", "d2": "2021-01-03", "d3": "2021-01-04"}
    later = later_claims(selected(texts, claims, days), WORDS, RARENESS, 0.0)
    assert later.naming(frozenset({"JPN", "CHN"}), "2021-01-01", "2021-01-03") == 2
    assert later.naming(frozenset({"JPN", "CHN"}), "2021-01-03", "2021-01-01") == 0
    assert later.naming(frozenset({"JPN", "USA"}), "2020-01-01", "2021-12-31") == 0
