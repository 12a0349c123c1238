"""What is done to people who are in somebody's hands: who detains them is who indicts, deports or frees them, where nobody else is named for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.find.act import NEARBY, ActFound, Filler
from dragoman.find.acts import FrameCoder, codes

_UP = 6  # words from the prison to the verdict
_TO_CAPTIVES = frozenset({"ACCUSE", "SANCTION", "COERCE", "RETREAT", "CONCEDE"})


def by_who_holds(acts: Sequence[ActFound], coder: FrameCoder) -> list[ActFound]:
    """The acts, those without an agent of their own done by who holds those whom they befall: "Japanese detained in China, one of whom was indicted"."""
    acts = [_in_prison(a, acts, coder) for a in acts]
    held = [a for a in acts if a.type == "COERCE" and a.mode == "arrest" and _apart(a)]
    return [_in_hand(a, held, coder) for a in acts] if held else acts


def _in_prison(act: ActFound, acts: Sequence[ActFound], coder: FrameCoder) -> ActFound:
    """The prison to which somebody is sentenced is of who sentences them: "whom Caracas had sentenced to twelve years in jail"."""
    p, node = coder.parsed, act.trigger
    if act.type != "COERCE" or coder.grammar.is_verb(node) or p.lemmas[node] not in coder.grammar.words["prison"]:
        return act
    for _ in range(_UP):
        node = p.heads[node]
        over = next((a for a in acts if a.trigger == node and a.type == "SANCTION"), None)
        if over is not None and codes(over.actors) and codes(over.recipients):
            if codes(over.actors) == codes(act.actors) and codes(over.recipients) == codes(act.recipients):
                return act
            actors = tuple(Filler(f.mention, "verdict") for f in over.actors)
            return replace(act, actors=actors, recipients=over.recipients, why=(*act.why, "of who sentences them"))
    return act


def _apart(act: ActFound) -> bool:
    told = all(f.place not in NEARBY for f in act.actors)
    return told and bool(codes(act.actors) and codes(act.recipients)) and not codes(act.actors) & codes(act.recipients)


def _in_hand(act: ActFound, held: Sequence[ActFound], coder: FrameCoder) -> ActFound:
    p, g, suffer = coder.parsed, coder.grammar, codes(act.recipients)
    if act.type not in _TO_CAPTIVES or act.reciprocal or not suffer or not codes(act.actors) <= suffer:
        return act
    if not g.is_verb(act.trigger) or not g.is_passive(act.trigger) or g.agent(act.trigger):
        return act
    here = p.sentence_index[act.trigger]
    for one in sorted(held, key=lambda a: abs(a.trigger - act.trigger)):
        if one is not act and p.sentence_index[one.trigger] == here and codes(one.recipients) == suffer:
            actors = tuple(Filler(f.mention, "under") for f in one.actors)
            return replace(act, actors=actors, why=(*act.why, f"by who holds them: “{p.words[one.trigger]}”"))
    return act
