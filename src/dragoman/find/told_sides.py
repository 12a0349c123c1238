"""Sides that the construction tells, whatever decided on the act: the court of a verdict, and the victim of what somebody is blamed for."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import ActFound, Filler
from dragoman.find.acts import FrameCoder

# What courts do to people, and how the court stands by the verb: "was sentenced in a Moscow court".
_BY_COURTS = frozenset({"SANCTION", "COERCE", "ACCUSE", "CONCEDE"})
_BEFORE_COURT = ("in", "by", "before", "at")
_HARM = frozenset({"ASSAULT", "COERCE"})


def with_told_sides(act: ActFound, coder: FrameCoder) -> ActFound:
    """The act with the court that does it as its actor, and without the victim of what is alleged as its recipient."""
    return _not_the_victim(_by_court(act, coder), coder)


def _by_court(act: ActFound, coder: FrameCoder) -> ActFound:
    """ "was sentenced in a Moscow court": by the court."""
    if act.actors or act.type not in _BY_COURTS or act.kind != "verb" or not coder.grammar.is_passive(act.trigger):
        return act
    p = coder.parsed
    for prep in p.children[act.trigger]:
        if p.labels[prep] != "prep" or p.lowers[prep] not in _BEFORE_COURT:
            continue
        for noun in p.children[prep]:
            mention = coder.roles.mentions.at(noun)
            if mention is not None and any(x.sector == "JUD" and x.code for x in mention.parties):
                why = f"by the court that “{p.lowers[prep]}” names"
                return replace(act, actors=(Filler(mention, f"prep:{p.lowers[prep]}"),), why=(*act.why, why))
    return act


def _not_the_victim(act: ActFound, coder: FrameCoder) -> ActFound:
    """ "alleged that Navalny was poisoned": the one poisoned is not blamed."""
    if act.type != "ACCUSE":
        return act
    kept = tuple(f for f in act.recipients if not _suffers(f.mention.head, act.trigger, coder))
    return (
        act if kept == act.recipients else replace(act, recipients=kept, why=(*act.why, "not blamed: who suffered it"))
    )


def _suffers(head: int, trigger: int, coder: FrameCoder) -> bool:
    """Whether a word is the subject of a passive of harm in the clause that the trigger tells."""
    p = coder.parsed
    verb = p.heads[head]
    harmful = {e.type for e in coder.lexicon.entries.get(("verb", p.lemmas[verb]), ())} & _HARM
    return p.labels[head] == "nsubjpass" and p.labels[verb] == "ccomp" and p.heads[verb] == trigger and bool(harmful)
