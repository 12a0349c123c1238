"""How likely an act is right (type, both countries, direction and aux): logistic over what its decision shows, or its words.

The weights are fitted on the corpus's dev part (training/coder/calibrate.py) and stand in labels.json.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log

from dragoman.find.act import ActFound


def logit(p: float, least: float = 1e-3) -> float:
    """Log odds, kept within those of `least` and its complement."""
    p = min(1 - least, max(least, p))
    return log(p / (1 - p))


def signs(act: ActFound) -> dict[str, float]:
    """What the confidence is reckoned from; 0 for what is absent. The act must have a decision."""
    d = act.decision
    assert d is not None
    fillers = (*act.actors, *act.recipients)
    kinds = [f.mention.kind for f in fillers]
    return {
        "bias": 1.0,
        "type": logit(d.type),
        "act": logit(act.weight),
        "margin": d.type - d.runner_up[1],
        "role": logit(min(d.roles, default=0.5)),
        "left_out": logit(d.left_out),
        "aux": d.aux,
        "aux_any": float(bool(act.status.aux)),
        "framed_same": float(d.framed == act.type),
        "framed_other": float(d.framed is not None and d.framed != act.type),
        "no_actor": float(not act.actors),
        "no_recipient": float(not act.recipients and not act.reciprocal),
        "several": float(max(0, len(fillers) - 2)),
        "unresolved": float(any(not any(p.code for p in f.mention.parties) for f in fillers)),
        "pronoun": float("pronoun" in kinds),
        "group": float("group" in kinds),
        "role_word": float("role" in kinds),
        "place": float(any(f.mention.place for f in fillers)),
        "reciprocal": float(act.reciprocal),
        "guessed_party": 1 - min((f.mention.weight for f in fillers), default=1.0),
        f"type.{act.type}": 1.0,
    }


def doubts(act: ActFound) -> dict[str, float]:
    """What the confidence of an act without a decision is reckoned from, the tuned coder having read the text.

    An act without a chance lies in how something is said, which that coder does not judge.
    """
    states = {p.code for f in (*act.actors, *act.recipients) for p in f.mention.parties if p.code}
    return {
        "alone.bias": 1.0,
        "alone.worded": logit(worded(act), 0.02),
        "alone.chance": 0.0 if act.chance is None else logit(act.chance, 0.01),
        "alone.said": float(act.chance is None),
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


def confidence(act: ActFound, weights: Mapping[str, float]) -> float:
    """The probability that the act is right, .02–.98. weights: those of `signs` and of `doubts`; empty for the frames alone."""
    if act.decision is None and not weights:
        return round(worded(act), 2)
    shown = signs(act) if act.decision is not None else doubts(act)
    total = sum(weights.get(name, 0.0) * value for name, value in shown.items())
    return round(min(0.98, max(0.02, 1 / (1 + exp(-max(-30.0, min(30.0, total)))))), 2)
