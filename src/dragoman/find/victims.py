"""Who suffers what somebody is blamed for, and so is not blamed: "alleged that Navalny was poisoned"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import ActFound
from dragoman.find.acts import FrameCoder

_HARM = frozenset({"ASSAULT", "COERCE"})


def without_victim(act: ActFound, coder: FrameCoder) -> ActFound:
    """The act without recipients that suffer what it alleges."""
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
