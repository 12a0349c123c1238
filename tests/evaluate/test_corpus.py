"""End-to-end figures on the corpus: what counts as right, and the calibration of confidence."""

import json
from typing import Any

from dragoman.evaluate.corpus import (
    Predicted,
    Tally,
    act_row,
    add,
    calibration,
    changed,
    read_acts,
    report,
    sides_right,
)


def event(type_: str, start: int, actor: list[str], recipient: list[str], **more: Any) -> dict[str, Any]:
    return {
        "trigger": {"start": start, "end": start + 5, "text": "words"},
        "type": type_,
        "mode": None,
        "modes": [],
        "actor": [{"code": c} for c in actor],
        "recipient": [{"code": c} for c in recipient],
        "reciprocal": False,
        "aux": [],
        **more,
    }


def act(type_: str, start: int, actor: set[str], recipient: set[str], **more: Any) -> Predicted:
    told = {"mode": None, "reciprocal": False, "aux": frozenset(), **more}
    return Predicted(start, start + 5, type_, actor=frozenset(actor), recipient=frozenset(recipient), **told)


def test_direction_counts() -> None:
    gold = event("ACCUSE", 0, ["JPN"], ["CHN"])
    assert sides_right(gold, act("ACCUSE", 0, {"JPN"}, {"CHN"}))
    assert not sides_right(gold, act("ACCUSE", 0, {"CHN"}, {"JPN"}))


def test_sides_of_a_mutual_act_may_come_in_any_order() -> None:
    gold = event("CONSULT", 0, ["JPN"], ["CHN"], reciprocal=True)
    assert sides_right(gold, act("CONSULT", 0, {"CHN", "JPN"}, set(), reciprocal=True))
    assert not sides_right(gold, act("CONSULT", 0, {"JPN"}, {"CHN"}))


def test_each_act_answers_one_gold_act() -> None:
    tally = Tally()
    gold = [event("ACCUSE", 0, ["JPN"], ["CHN"]), event("REQUEST", 20, ["JPN"], ["CHN"], aux=["future"])]
    found = [
        act("ACCUSE", 2, {"JPN"}, {"CHN"}),
        act("REJECT", 3, {"JPN"}, {"CHN"}),
        act("THREATEN", 21, {"JPN"}, set()),
    ]
    add(tally, "s-1", gold, found)
    figures = report(tally)
    assert figures["trigger"] == {"precision": 2 / 3, "recall": 1.0, "f1": 0.8}
    assert figures["full"]["recall"] == 0.5
    assert figures["aux"]["recall"] == 0.0
    assert tally.missed == ["s-1 REQUEST: words [20:25]"]


def test_confidence_that_is_right_on_average_has_no_error() -> None:
    pairs = [(0.8, n % 5 != 0) for n in range(100)] + [(0.2, n % 5 == 0) for n in range(100)]
    figures = calibration(pairs)
    assert figures["ece"] < 0.01
    assert round(figures["auroc"], 2) == 0.8


def test_what_was_gained_and_lost_since_an_earlier_run_is_named() -> None:
    gold = [event("ACCUSE", 0, ["JPN"], ["CHN"]), event("REQUEST", 20, ["JPN"], ["CHN"])]
    now, before = Tally(), Tally()
    add(now, "s-1", gold, [act("ACCUSE", 0, {"JPN"}, {"CHN"})])
    add(before, "s-1", gold, [act("REQUEST", 20, {"JPN"}, {"CHN"})])
    assert changed(now, before) == {"gained": ["s-1 ACCUSE: words [0:5]"], "lost": ["s-1 REQUEST: words [20:25]"]}


def test_acts_are_read_as_they_were_written() -> None:
    acts = [act("ACCUSE", 0, {"JPN"}, {"CHN", "USA"}, aux=frozenset({"future"}))]
    assert read_acts(json.loads(json.dumps(act_row("s-1", acts)))) == ("s-1", acts)
