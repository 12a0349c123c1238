"""Who stands on each side of an act, all the text heard: the candidates, who is chosen, and what then stands on the side."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dragoman.decode.document import document_alone
from dragoman.find.act import ActFound
from dragoman.find.coders.implicit import ACTOR, RECIPIENT
from dragoman.find.coders.placing import ABOUT, SIGNS, Weighing, changed, choice
from dragoman.pipeline.one import weighed_sides
from dragoman.records.given import Given
from dragoman.records.parsed import ParsedText
from dragoman.records.party import IMPLICIT, Mention, Party

TEXT = "Kenya and Uganda disagree about an island. The police arrested ten Ugandan fishermen there on Monday."


def weighed() -> tuple[list[ActFound], list[Weighing], ParsedText]:
    return weighed_sides(document_alone(TEXT, Given(published="2018-02-05")))


def side(word: str, which: str) -> tuple[ActFound, Weighing, ParsedText]:
    acts, sides, parsed = weighed()
    one = next(w for w in sides if parsed.words[acts[w.act].trigger] == word and w.side == which)
    return acts[one.act], one, parsed


def value(one: Weighing, code: str, sign: str) -> float:
    return float(one.signs[one.codes.index(code), SIGNS.index(sign)])


def signs(**told: dict[str, float]) -> tuple[tuple[str, ...], np.ndarray]:
    """Candidates with what is said of them, by sign."""
    found = np.zeros((len(told), len(SIGNS)), dtype=np.float32)
    for row, of in enumerate(told.values()):
        for name, strength in of.items():
            found[row, SIGNS.index(name)] = strength
    return tuple(told), found


def test_signs_and_their_names_are_one_to_one() -> None:
    assert len(set(SIGNS)) == len(SIGNS)
    assert len(set(ABOUT)) == len(ABOUT)


def test_both_sides_of_acts_that_are_not_mutual_are_weighed() -> None:
    acts, sides, _ = weighed()
    assert {w.side for w in sides} == {ACTOR, RECIPIENT}
    assert not any(acts[w.act].reciprocal for w in sides)
    for one in sides:
        assert one.signs.shape == (len(one.codes), len(SIGNS))
        assert one.about.shape == (len(ABOUT),)
        assert len(one.mentions) == len(one.codes)


def test_those_whom_a_word_in_doubt_may_stand_for_are_candidates() -> None:
    _, one, _ = side("arrested", ACTOR)
    assert {"KEN", "UGA"} == set(one.codes)
    assert value(one, "KEN", "alternative") > 0 < value(one, "UGA", "alternative")
    assert value(one, "KEN", "role") + value(one, "UGA", "role") > 0


@pytest.mark.parametrize(
    ("told", "shares", "chosen"),
    [
        ({"PER": {"in": 1}, "BOL": {}}, [0.9, 0.1], {"PER"}),
        ({"PER": {"in": 1, "doubt": 1}, "BOL": {}}, [0.2, 0.6], {"BOL"}),
        ({"PER": {"in": 1}, "BOL": {}}, [0.1, 0.8], {"PER"}),  # whom the words name stays
        ({"PER": {"in": 1, "slot.implicit": 1}, "BOL": {}}, [0.1, 0.5], {"BOL"}),
        ({"PER": {}, "BOL": {}}, [0.1, 0.6], {"BOL"}),
        ({"PER": {}, "BOL": {}}, [0.1, 0.3], set()),
        ({"PER": {}, "BOL": {"opposite": 1}}, [0.1, 0.6], set()),  # hardly to itself
        ({"PER": {"in": 1}, "BOL": {"in": 1}, "CHL": {}}, [0.9, 0.1, 0.2], {"PER"}),
        ({"PER": {"in": 1, "doubt": 1}, "BOL": {}}, [0.55, 0.6], {"PER"}),  # not by so little
    ],
)
def test_choice(told: dict[str, dict[str, float]], shares: list[float], chosen: set[str]) -> None:
    candidates, said = signs(**told)
    assert choice(candidates, np.array(shares, dtype=np.float32), said) == chosen


def test_a_word_in_doubt_stands_for_another_than_before() -> None:
    act, one, parsed = side("arrested", ACTOR)
    before = {p.code for f in act.actors for p in f.mention.parties}
    other = ({"KEN", "UGA"} - before).pop()
    after = changed(act, one, {other}, dict.fromkeys(one.codes, 0.5), parsed)
    assert [(p.code, p.text) for f in after.actors for p in f.mention.parties] == [(other, "The police")]
    assert "by all that the text tells" in after.why[-1]


def test_who_was_last_named_stands_where_no_word_does() -> None:
    act, one, parsed = side("arrested", RECIPIENT)
    peru = Mention(0, 1, 0, "name", (Party("PER", "Peru", "Peru", 0, 4),))
    alone = replace(one, codes=("PER",), mentions=(peru,), signs=one.signs[:1])
    after = changed(replace(act, recipients=()), alone, {"PER"}, {"PER": 0.7}, parsed)
    assert [(f.slot, f.mention.parties[0].why) for f in after.recipients] == [("implicit", IMPLICIT)]
    assert after.implied == 0.7


def test_of_a_group_those_stay_who_are_chosen() -> None:
    act, one, parsed = side("arrested", RECIPIENT)
    (filler,) = act.recipients
    both = tuple(replace(filler.mention.parties[0], code=code) for code in ("UGA", "KEN"))
    group = replace(filler, mention=replace(filler.mention, parties=both, shares=()))
    after = changed(replace(act, recipients=(group,)), one, {"UGA"}, dict.fromkeys(one.codes, 0.5), parsed)
    assert [p.code for f in after.recipients for p in f.mention.parties] == ["UGA"]
