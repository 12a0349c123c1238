"""How likely an act is right (type, both countries, direction and aux): boosted trees over what its decision shows, or its words.

The trees are fitted on labelled text that the coder was not tuned on (training/coder/calibrate.py) and stand in labels.json.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp, log, prod
from typing import Any, TypeAlias

from dragoman.find.act import ActFound, Filler
from dragoman.find.acts import codes

PLAIN = 0.5  # least chance of words that mean nothing else, whatever the encoder thinks of them
CONSTRUED = 0.4  # least confidence of such words between two parties: on goldsets/wires 7 of 9 are right, for which the trees say .2
# (sign, threshold, the tree at or below it, the tree above it), or what a leaf adds to the log odds
Tree: TypeAlias = Any


def logit(p: float, least: float = 1e-3) -> float:
    """Log odds, kept within those of `least` and its complement."""
    p = min(1 - least, max(least, p))
    return log(p / (1 - p))


def as_worded(act: ActFound) -> ActFound:
    """The act without a side that only the text tells (implicit.py), whose likelihood counts apart."""
    if act.implied == 1.0:
        return act
    actors, recipients = (tuple(f for f in side if f.slot != "implicit") for side in (act.actors, act.recipients))
    return replace(act, actors=actors, recipients=recipients)


def signs(act: ActFound) -> dict[str, float]:
    """What the confidence is reckoned from; 0 for what is absent. The act must have a decision."""
    act = as_worded(act)
    d = act.decision
    assert d is not None
    fillers = (*act.actors, *act.recipients)
    roles = sorted(d.roles)
    return {
        "type": logit(d.type),
        "act": logit(act.weight),
        "runner_up": d.runner_up[1],
        "margin": d.type - d.runner_up[1],
        "role": logit(roles[0] if roles else 0.5),
        "next_role": roles[1] if len(roles) > 1 else 1.0,
        "roles": prod(roles) if roles else 0.5,
        "left_out": logit(d.left_out),
        "placed.actor": logit(d.placed[0]),
        "placed.recipient": logit(d.placed[1]),
        "aux": d.aux,
        "both": d.reciprocal,
        "framed_same": float(d.framed == act.type),
        "framed_other": float(d.framed is not None and d.framed != act.type),
        "several": float(max(0, len(fillers) - 2)),
        "unresolved": float(any(not any(p.code for p in f.mention.parties) for f in fillers)),
        "place": float(any(f.mention.place for f in fillers)),
        "reciprocal": float(act.reciprocal),
        **_of_side("actor", act.actors),
        **_of_side("recipient", act.recipients),
        **{f"kind.{kind}": 1.0 for kind in {f.mention.kind for f in fillers}},
        **{f"aux.{name}": 1.0 for name in act.status.aux},
        f"type.{act.type}": 1.0,
        f"next.{d.runner_up[0]}": 1.0,
        f"word.{act.kind}": 1.0,
    }


def _of_side(side: str, fillers: Sequence[Filler]) -> dict[str, float]:
    """How many stand in a role, of how many states, the least sure of them, and the kind of the first."""
    return {
        f"{side}s": float(len(fillers)),
        f"{side}.states": float(len({p.code for f in fillers for p in f.mention.parties if p.code})),
        f"{side}.weight": min((f.mention.weight for f in fillers), default=1.0),
        f"{side}.{fillers[0].mention.kind if fillers else 'none'}": 1.0,
    }


def doubts(act: ActFound) -> dict[str, float]:
    """What the confidence of an act without a decision is reckoned from, the tuned coder having read the text.

    An act without a chance lies in how something is said, which that coder does not judge.
    """
    act = as_worded(act)
    states = {p.code for f in (*act.actors, *act.recipients) for p in f.mention.parties if p.code}
    chance = max(act.chance or 0.0, PLAIN) if act.sure else act.chance
    return {
        "alone.bias": 1.0,
        "alone.worded": logit(worded(act), 0.02),
        "alone.chance": 0.0 if chance is None else logit(chance, 0.01),
        "alone.said": float(chance is None),
        "alone.demand": float(act.rule == "derived:demand"),
        "alone.between": float(len(states) > 1),
        "alone.aux": float(bool(act.status.aux)),
    }


def worded(act: ActFound) -> float:
    """How surely the words mean the act, lowered for each guess in its roles, .02–.99: the confidence by the frames alone."""
    value = 0.92 * act.weight
    for filler in (*act.actors, *act.recipients):
        value *= filler.mention.weight
        if filler.slot.endswith(".any"):
            value *= 0.92
        if filler.mention.kind in ("pronoun", "group"):
            value *= 0.95
        if filler.slot in ("place", "counterpart") or filler.slot.startswith("inner"):
            value *= 0.85
    if not act.recipients and not act.reciprocal:
        value *= 0.85
    return max(0.02, min(0.99, value))


def confidence(act: ActFound, calibration: Mapping[str, Any]) -> float:
    """The probability that the act is right, .02–.98.

    calibration: `base` and `trees` over `signs`, and the weights `alone` of `doubts`; empty for the frames alone.
    """
    if act.decision is None and not calibration:
        return round(worded(act), 2)
    if act.decision is None:
        weights = calibration.get("alone", {})
        total = sum(weights.get(name, 0.0) * value for name, value in doubts(act).items())
    else:
        shown = signs(act)
        total = calibration.get("base", 0.0) + sum(leaf(tree, shown) for tree in calibration.get("trees", ()))
    value = act.implied / (1 + exp(-max(-30.0, min(30.0, total))))
    several = act.reciprocal and len(codes((*act.actors, *act.recipients))) > 1
    if act.sure and (several or (codes(act.actors) and codes(act.recipients) - codes(act.actors))):
        value = max(value, CONSTRUED * act.implied)
    return round(min(0.98, max(0.02, value)), 2)


def leaf(tree: Tree, shown: Mapping[str, float]) -> float:
    """What the leaf adds that the signs lead to; a sign that is not shown is 0."""
    while not isinstance(tree, float):
        name, threshold, below, above = tree
        tree = below if shown.get(name, 0.0) <= threshold else above
    return tree
