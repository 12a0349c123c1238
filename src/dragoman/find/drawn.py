"""Answers that a deed draws: "the curbs drew condemnation from Beijing" is Beijing's, against whoever the curbs are of."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import ActFound, Filler
from dragoman.find.acts import FrameCoder, codes

_ANSWERS = frozenset({"ACCUSE", "PROTEST", "REJECT", "THREATEN", "SUPPORT", "REQUEST"})


def drawn(act: ActFound, coder: FrameCoder) -> ActFound:
    """The act with who answers on one side and who is answered on the other, where a verb of drawing an answer joins them."""
    p, g = coder.parsed, coder.grammar
    verb = g.clause_head(act.trigger)
    if verb == act.trigger or p.lemmas[verb] not in g.words["draws"] or g.is_passive(verb):
        return act
    subject = g.surface_subject(verb)
    answers = set(_behind_from(verb, coder))
    if not subject or not answers:
        return act
    told = {t for s in subject for t in range(*p.subtree(s))}
    if act.trigger in told:  # "the sanctions | drew a rebuke from Moscow": not Moscow's
        kept = tuple(f for f in act.actors if f.mention.head not in answers)
        why = (*act.why, "not by who answers it")
        return act if kept == act.actors else replace(act, actors=kept, reciprocal=False, why=why)
    if act.type not in _ANSWERS:
        return act
    actors = tuple(f for f in act.actors if f.mention.head in answers)
    meant = tuple(f for f in act.actors if f.mention.head in told and not codes((f,)) & codes(actors))
    if not codes(actors) or not meant:
        return act
    recipients = (*act.recipients, *(Filler(f.mention, "subj.in") for f in meant if f not in act.recipients))
    return replace(act, actors=actors, recipients=recipients, reciprocal=False, why=(*act.why, "an answer drawn"))


def _behind_from(verb: int, coder: FrameCoder) -> list[int]:
    """Heads of those from whom an answer comes, whether the parse hangs "from" on the verb or on the answer."""
    p = coder.parsed
    above = [verb, *(o for o in p.children[verb] if p.labels[o] in ("dobj", "pobj"))]
    above += [o for c in p.children[verb] if p.labels[c] == "prep" and p.lowers[c] == "with" for o in p.children[c]]
    preps = [c for t in above for c in p.children[t] if c > verb and p.lowers[c] == "from"]
    return [t for c in preps for o in p.children[c] if p.labels[o] == "pobj" for t in p.conjuncts(o)]
