"""Who stands behind "between": the sides of talks, which their host is not, and those between whom somebody mediates."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import ActFound, Filler
from dragoman.find.acts import FrameCoder, codes


def talks_between(act: ActFound, coder: FrameCoder) -> ActFound:
    """ "Malaysia hosted talks between Cambodia and Thailand" are of these two; "Oman mediated between Tehran and Washington" is done to both."""
    p, g = coder.parsed, coder.grammar
    if act.type not in ("CONSULT", "AGREE"):
        return act
    heads = g.preps(act.trigger).get("between", ())
    between = tuple(Filler(m, "prep:between") for h in heads for m in coder.roles.party(h))
    if len(codes(between)) < 2:
        return act
    others = tuple(f for f in (*act.actors, *act.recipients) if not codes((f,)) & codes(between))
    if p.lemmas[act.trigger] in g.words["mediates"]:
        if not codes(others):
            return act
        return replace(act, actors=others, recipients=between, reciprocal=False, why=(*act.why, "between both"))
    if act.kind != "noun" and p.lemmas[act.trigger] not in g.words["meets"]:
        return act
    if not act.reciprocal or not others:
        return act
    return replace(act, actors=between, recipients=(), why=(*act.why, "talks of those between whom they are"))


def shrine_visit(act: ActFound, coder: FrameCoder) -> bool:
    """Whether a visit is one to a shrine or grave, to no state: "Japanese minister's shrine visit", "did not visit the shrine"."""
    p, g = coder.parsed, coder.grammar
    if act.type != "CONSULT" or p.lemmas[act.trigger] not in ("visit", "trip", "pilgrimage", "worship"):
        return False
    beside = [c for c in p.children[act.trigger] if p.labels[c] in ("compound", "amod", "nmod") and c < act.trigger]
    goals = (
        [*beside, *g.objects(act.trigger)] if g.is_verb(act.trigger) else [*beside, *g.preps(act.trigger).get("to", ())]
    )
    return any(p.lemmas[t].lower() in g.words["shrine"] for t in goals)
