"""Sides that an act's sentence leaves open: which there are, what the text says of each party, and when one is given."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dragoman.decode.document import document_alone
from dragoman.find.act import ActFound, Filler, Status
from dragoman.find.coders.confidence import confidence
from dragoman.find.coders.implicit import ACT, LEAST, RECIPIENT, SEEN, TOLD, Case, OpenSides, filled
from dragoman.pipeline.one import code_document, open_sides
from dragoman.records.given import Given
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Mentions, Party

TEXT = (
    "Peru detained four Bolivian fishermen on Lake Titicaca on Monday. "
    "La Paz demanded their release. "
    "Chile and Ecuador held talks in Quito."
)


def coded(text: str = TEXT) -> tuple[list[ActFound], list[Case], ParsedText]:
    document = document_alone(text, Given(published="2016-05-10"))
    acts, cases, parsed, _ = open_sides(document)
    return acts, cases, parsed


def demand() -> tuple[ActFound, Case]:
    acts, cases, parsed = coded()
    case = next(c for c in cases if parsed.words[acts[c.act].trigger] == "demanded")
    return acts[case.act], case


def value(case: Case, code: str, sign: str) -> float:
    names = (*TOLD, *SEEN)
    return float(case.signs[case.codes.index(code), names.index(sign)])


def test_only_acts_with_one_side_known_leave_one_open() -> None:
    acts, cases, _ = coded()
    for case in cases:
        act = acts[case.act]
        assert not act.reciprocal
        assert bool([p for f in act.actors for p in f.mention.parties]) != bool(
            [p for f in act.recipients for p in f.mention.parties]
        )
    assert demand()[1].side == RECIPIENT


def test_only_parties_named_up_to_the_sentence_may_stand_there() -> None:
    _, case = demand()
    assert {"PER", "BOL"} <= set(case.codes)
    assert not {"CHL", "ECU"} & set(case.codes)
    assert case.signs.shape == (len(case.codes), len(TOLD) + len(SEEN))
    assert case.about.shape == (len(ACT),)


def test_what_a_party_did_to_the_one_who_is_given_speaks_for_it() -> None:
    _, case = demand()
    assert value(case, "BOL", "given") == 1.0
    assert value(case, "PER", "did-to-given") == 1.0
    assert value(case, "PER", "hostile-before") > 0
    assert value(case, "PER", "given-did-to") == 0.0


class Sure:
    """Heads that give one candidate a share."""

    def __init__(self, share: float) -> None:
        self.share = share

    def implicit(self, cases: list[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> list[np.ndarray]:
        found = [np.zeros(len(signs) + 1, dtype=np.float32) for _, _, signs in cases]
        for shares in found:
            shares[0], shares[-1] = self.share, 1 - self.share
        return found


class Known:
    """Vectors of nothing."""

    def need(self, sentences: object) -> None:
        pass

    def __getitem__(self, sentence: int) -> np.ndarray:
        return np.zeros((40, 4), dtype=np.float32)

    def mean(self, sentence: int) -> np.ndarray:
        return np.zeros(4, dtype=np.float32)


@pytest.mark.parametrize(("share", "given"), [(LEAST + 0.1, True), (LEAST - 0.1, False)])
def test_a_party_is_given_from_a_share_on(share: float, given: bool) -> None:
    acts, cases, parsed = coded()
    n, case = next((c.act, c) for c in cases if parsed.words[acts[c.act].trigger] == "demanded")
    found = filled(acts, [case], parsed, Known(), Sure(share))[n]  # type: ignore[arg-type]
    if not given:
        assert found == acts[n]
        return
    assert [p.code for f in found.recipients for p in f.mention.parties] == [case.codes[0]]
    assert {f.slot for f in found.recipients} == {"implicit"}
    assert found.implied == pytest.approx(share)
    assert "from the text, not the sentence" in found.why[-1]


def test_the_mention_that_stands_for_a_party_is_one_that_names_it() -> None:
    text = (
        "Peru protested on Monday. Peruvian fishermen stayed at home. Bolivia was silent. The chancellor rejected it."
    )
    acts, cases, parsed = coded(text)
    late = [c for c in cases if "PER" in c.codes and parsed.sentence_index[acts[c.act].trigger] > 1]
    assert late
    for case in late:
        mention = case.mentions[case.codes.index("PER")]
        assert parsed.span(mention.first, mention.last).text == "Peru"


def test_parties_of_acts_far_apart_and_empty_texts_make_no_trouble() -> None:
    assert OpenSides([], coded("Nothing.")[2], Mentions(()), [], lambda m, s: {}).cases() == []
    outcome = code_document(document_alone("It was condemned. They condemned it. Demands were made.", Given()))
    assert not [c for c in outcome.value.claims if any("from the text" in w for w in c.why)]


def test_a_guess_lowers_the_confidence() -> None:
    peru = Mention(0, 1, 0, "name", (Party("PER", "Peru", "Peru", 0, 4),))
    act = ActFound(1, (1,), "verb", "REQUEST", None, (Filler(peru, "subj"),), (), False, Status(), "r", 1, chance=0.9)
    weights = {"alone": {"alone.bias": 2.0}}
    assert confidence(replace(act, implied=0.5), weights) < confidence(act, weights)
