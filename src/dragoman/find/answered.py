"""Whom an answer is aimed at: "Seoul rejected the accusation", "Washington condemned the launch", "Rwanda denies backing the rebels".

The noun stands for a deed told just before; who did that is who is answered. A denial answers whoever has accused the one who denies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.find.act import ActFound, Filler
from dragoman.find.acts import FrameCoder, codes

_REACH = 3  # sentences before
_ANSWERS = frozenset({"REJECT", "ACCUSE", "SUPPORT", "THREATEN"})
_OBJECTS = ("dobj", "nsubjpass")
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})


def answered(acts: Sequence[ActFound], coder: FrameCoder, answers: Mapping[str, frozenset[str]]) -> list[ActFound]:
    """The acts in order of their trigger, those that answer a deed told before with its doer as recipient.

    answers: nouns that stand for a deed by its type, and under `denials` the verbs of denying, as of en/answers.yaml.
    """
    found: list[ActFound] = []
    for act in acts:
        by = _answered(act, found, coder, answers) if act.type in _ANSWERS and not act.reciprocal else None
        if by is not None:
            words = coder.parsed.words[by.trigger]
            why = (*act.why, f"recipient by what it answers: “{words}”")
            act = replace(act, recipients=tuple(Filler(f.mention, "answered") for f in by.actors), why=why)
        found.append(act)
    return found


def _answered(
    act: ActFound, before: Sequence[ActFound], coder: FrameCoder, answers: Mapping[str, frozenset[str]]
) -> ActFound | None:
    """The deed that an act without a recipient answers: the nearest one of a fitting type, of those aimed at the act's actor first."""
    own = codes(act.actors)
    if act.recipients or not own:
        return None
    types, denial = _kinds(act, coder, answers)
    here = coder.parsed.sentence_index[act.trigger]
    fitting = [
        one
        for one in reversed(before)
        if one.type in types and here - coder.parsed.sentence_index[one.trigger] <= _REACH and _by_another(one, own)
    ]
    aimed = [one for one in fitting if codes(one.recipients) & own]
    return next(iter(aimed or ([] if denial else fitting)), None)


def _kinds(act: ActFound, coder: FrameCoder, answers: Mapping[str, frozenset[str]]) -> tuple[frozenset[str], bool]:
    """The types of what is answered, and whether only a deed aimed at who answers fits."""
    p = coder.parsed
    for child in (c for c in p.children[act.trigger] if p.labels[c] in _OBJECTS):
        types = frozenset(t for t, nouns in answers.items() if p.lemmas[child] in nouns) - {"denials"}
        if types and any(p.lowers[c] in _DEFINITE for c in p.children[child]):
            return types, False
    if act.type == "REJECT" and p.lemmas[act.trigger] in answers["denials"]:
        return frozenset({"ACCUSE"}), True
    return frozenset(), False


def _by_another(act: ActFound, own: frozenset[str] | set[str]) -> bool:
    """Whether one other party did it."""
    doers = codes(act.actors)
    return len(doers) == 1 and not doers & own and not act.status.aux & {"negation"}
