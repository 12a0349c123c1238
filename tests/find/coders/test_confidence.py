"""Confidence of acts: bounds, and what lowers it."""

from dataclasses import replace

import pytest

from dragoman.find.act import ActFound, Filler, Status
from dragoman.find.coders.confidence import confidence, doubts, leaf, logit, signs, worded
from dragoman.find.coders.decision import Decision
from dragoman.records.party import Mention, Party


def side(code: str | None, kind: str = "name", weight: float = 1.0) -> Filler:
    return Filler(Mention(0, 1, 0, kind, (Party(code, "A", "A", 0, 1),), weight=weight), "subj")


ACT = ActFound(3, (3,), "verb", "ACCUSE", None, (side("JPN"),), (side("CHN"),), False, Status(), "ACCUSE/accuse", 3)
SURE = Decision(0.97, ("REJECT", 0.01), (0.9, 0.95), 0.05, 0.45, 0.02, "ACCUSE")
CALIBRATION = {
    "base": -1.0,
    "trees": [["role", 1.0, -0.5, ["type", 2.0, 0.0, 0.8]], ["kind.pronoun", 0.5, 0.1, -0.4]],
    "alone": {"alone.bias": -3.0, "alone.chance": 0.4, "alone.between": 1.0},
}


def test_by_the_frames_alone_it_is_what_the_words_are_worth() -> None:
    assert confidence(ACT, {}) == round(worded(ACT), 2) == 0.92


@pytest.mark.parametrize("less", [{"actors": (side("JPN", "pronoun"),)}, {"recipients": ()}, {"weight": 0.5}])
def test_guesses_lower_it(less: dict) -> None:
    assert worded(replace(ACT, **less)) < worded(ACT)


def test_a_decision_is_weighed_by_its_probabilities() -> None:
    decided = replace(ACT, decision=SURE)
    doubtful = replace(ACT, decision=replace(SURE, roles=(0.5, 0.95)))
    assert confidence(doubtful, CALIBRATION) < confidence(decided, CALIBRATION)
    assert set(signs(decided)) >= {"type", "role", "type.ACCUSE", "actor.name"}


def test_a_tree_leads_by_its_signs_to_a_leaf() -> None:
    tree = ["role", 1.0, -0.5, ["type", 2.0, 0.0, 0.8]]
    assert [leaf(tree, {"role": r, "type": t}) for r, t in ((1.0, 3.0), (1.1, 2.0), (1.1, 2.1))] == [-0.5, 0.0, 0.8]
    assert leaf(tree, {}) == -0.5


def test_an_act_that_the_encoder_does_not_see_rises_with_its_doubt() -> None:
    low, high = (confidence(replace(ACT, chance=c), CALIBRATION) for c in (0.04, 0.4))
    assert low < high
    assert doubts(ACT)["alone.between"] == 1.0
    assert doubts(replace(ACT, recipients=()))["alone.between"] == 0.0


def test_log_odds_are_kept_within_bounds() -> None:
    assert logit(0.0) == pytest.approx(-logit(1.0))
    assert logit(0.5) == 0.0
