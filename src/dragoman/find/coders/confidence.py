"""How likely a decided act is right (type, both countries, direction and aux): logistic over what its decision shows.

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
    }


def calibrated(act: ActFound, weights: Mapping[str, float]) -> float:
    """The probability that the act is right, .02–.98."""
    total = sum(weights.get(name, 0.0) * value for name, value in signs(act).items())
    return round(min(0.98, max(0.02, 1 / (1 + exp(-max(-30.0, min(30.0, total)))))), 3)
