"""What a participle or passive tells of a noun: "the group targeted by Iran has killed guards", "extradited a businessman wanted for fraud", "was expelled to
the Vatican"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import NEARBY, ActFound, Filler
from dragoman.find.acts import FrameCoder, codes, not_by

_DONE_TO = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN"})


def told_of_its_noun(act: ActFound, coder: FrameCoder) -> ActFound:
    """A deed that a participle tells is done to the noun that it goes with: "the group | targeted by Iran"."""
    p, g, verb = coder.parsed, coder.grammar, act.trigger
    if (
        act.type not in _DONE_TO
        or act.reciprocal
        or not g.is_verb(verb)
        or p.labels[verb] != "acl"
        or not g.is_passive(verb)
    ):
        return act
    first, last = p.subtree(verb)
    nearby = [f for f in act.recipients if f.place in NEARBY and not first <= f.mention.head < last]
    if not nearby or len(nearby) < len(act.recipients):
        return act
    noun = p.heads[verb]
    suffer = tuple(Filler(m, "obj") for m in coder.roles.party(noun))
    if not codes(suffer) and p.labels[noun] == "appos":
        suffer = tuple(Filler(m, "obj") for m in coder.roles.party(p.heads[noun]))
    if not codes(suffer) or {f.mention.head for f in suffer} == {f.mention.head for f in act.recipients}:
        return act
    spared = act.spared | frozenset(codes(act.recipients) - codes(suffer))
    return replace(act, recipients=suffer, spared=spared, why=(*act.why, "done to the noun that it goes with"))


def launched_at_defender(act: ActFound, coder: FrameCoder) -> ActFound:
    """What was shot down had been launched at who shot it down, unless another target is named: "Ukraine shot down 23 drones | launched by Russia"."""
    p, g, verb = coder.parsed, coder.grammar, act.trigger
    if (
        p.labels[verb] not in ("acl", "relcl")
        or p.lemmas[verb] not in g.words["sends-up"]
        or act.type not in ("ASSAULT", "MOBILIZE")
    ):
        return act
    noun = p.heads[verb]
    above = g.clause_head(p.heads[noun])  # "20 of 30 drones"
    if p.lemmas[noun] not in g.words["launched"] or p.lemmas[above] not in g.words["shoots-down"]:
        return act
    first, last = p.subtree(verb)
    if any(first <= f.mention.head < last for f in act.recipients):
        return act
    defends = g.agent(above) if g.is_passive(above) else g.subject(above)
    at = tuple(Filler(m, "subj") for h in defends for m in coder.roles.party(h))
    if not codes(at) or codes(at) & codes(act.actors):
        return act
    why = (*act.why, "launched at who shot it down")
    return replace(
        act,
        type="ASSAULT",
        mode=act.mode if act.type == "ASSAULT" else "heavy-weapons",
        recipients=at,
        reciprocal=False,
        why=why,
    )


def not_wanted_by_who_hands_over(act: ActFound, coder: FrameCoder) -> ActFound:
    """Who hands somebody over is not who wants them: "France extradited a businessman | wanted for fraud"."""
    p, g, verb = coder.parsed, coder.grammar, act.trigger
    if p.labels[verb] not in ("acl", "relcl", "ccomp") or act.type not in ("THREATEN", "ACCUSE") or g.agent(verb):
        return act
    above = (
        p.heads[verb] if p.labels[verb] == "ccomp" else p.heads[p.heads[verb]]
    )  # the parse may take "wanted" for a finite verb
    if p.lemmas[above] not in g.words["hands-over"]:
        return act
    hands = set(g.subject(above))
    if p.heads[verb] in hands:
        return act  # "the United States, which condemned it, sent two destroyers": told of who sends
    kept = tuple(f for f in act.actors if f.mention.head not in hands)
    return not_by(act, kept, "not by who hands them over")


def sent_away(act: ActFound, coder: FrameCoder) -> ActFound:
    """Where somebody is sent to does not send them: "was expelled | to the Vatican"."""
    p = coder.parsed
    if act.type not in ("COERCE", "SANCTION") or p.lemmas[act.trigger] not in coder.grammar.words["sends-away"]:
        return act
    goals = {t for c in p.children[act.trigger] if p.lowers[c] == "to" for o in p.children[c] for t in p.conjuncts(o)}
    kept = tuple(f for f in act.actors if f.mention.head not in goals)
    return not_by(act, kept, "where they are sent")


def by_the_judge(act: ActFound, coder: FrameCoder) -> ActFound:
    """Who executes or pardons the convicted has them convicted, not their own state: "the Saudi ministry executed two Pakistanis | convicted of smuggling"."""
    p, g, verb = coder.parsed, coder.grammar, act.trigger
    if (
        p.labels[verb] != "acl"
        or not g.is_passive(verb)
        or g.agent(verb)
        or act.type not in ("SANCTION", "COERCE", "ACCUSE")
    ):
        return act
    if not codes(act.actors) or codes(act.actors) != codes(act.recipients):
        return act
    above = p.heads[p.heads[verb]]
    doers = (
        tuple(Filler(m, "under") for t in g.subject(above) for m in coder.roles.party(t)) if g.is_verb(above) else ()
    )
    if p.lemmas[above] not in g.words["has-in-hand"] or not codes(doers) or codes(doers) & codes(act.recipients):
        return act
    return replace(act, actors=doers, why=(*act.why, "by who has them in hand"))
