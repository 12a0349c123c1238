"""What takes two, and what does not: what they trade that is no goods ("traded protests", "exchanged fire"), and drills, which one alone holds against somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.find.act import ActFound
from dragoman.find.acts import FrameCoder, codes

# list of en/grammar.yaml → the type of act that is traded
_TRADED = {"traded-fire": "ASSAULT", "traded-blame": "ACCUSE", "traded-threats": "THREATEN"}


def exchanged(acts: Sequence[ActFound], coder: FrameCoder) -> list[ActFound]:
    """The acts, what is traded told by its object: as that object's own act where there is one, else as the act of its kind."""
    p, words = coder.parsed, coder.grammar.words
    triggers = {a.trigger for a in acts}
    found = []
    for act in acts:
        trades = act.type == "COOPERATE" and p.lemmas[act.trigger] in words["trades"]
        things = coder.grammar.objects(act.trigger) if trades else ()
        kinds = [t for thing in things for name, t in _TRADED.items() if p.lemmas[thing] in words[name]]
        if not kinds:
            found.append(_mutual(act, coder))
        elif not triggers & set(things):
            found.append(replace(act, type=kinds[0], mode=None, contexts=None, why=(*act.why, "by what is traded")))
    return found


def _mutual(act: ActFound, coder: FrameCoder) -> ActFound:
    """What two trade, told by its noun, each does to the other: "Serbia and Kosovo traded accusations"."""
    p, words = coder.parsed, coder.grammar.words
    verb = p.heads[act.trigger]
    traded = p.lemmas[verb] in words["trades"] and act.trigger in coder.grammar.objects(verb)
    if not traded or act.reciprocal or act.recipients or len(codes(act.actors)) < 2:
        return act
    return replace(act, reciprocal=True, why=(*act.why, "traded"))


def severed(act: ActFound, coder: FrameCoder) -> ActFound:
    """What one breaks off with another is done by the one: "Honiara cut its ties with Taiwan"."""
    if act.type != "SANCTION" or not act.reciprocal:
        return act
    subjects = set(coder.grammar.subject(act.head))
    doers = tuple(f for f in act.actors if f.mention.head in subjects)
    others = tuple(f for f in act.actors if f not in doers)
    if not codes(doers) or not codes(others) or codes(doers) & codes(others):
        return act
    return replace(act, actors=doers, recipients=others, reciprocal=False, why=(*act.why, "broken off by one of them"))


def drilled(act: ActFound, coder: FrameCoder) -> ActFound:
    """A drill of one state alone is a show of force, no cooperation: "China's exercises around the island"."""
    p, words = coder.parsed, coder.grammar.words
    if act.type != "COOPERATE" or len(codes(act.actors) | codes(act.recipients)) > 1:
        return act
    drills = [t for t in (act.trigger, *act.words) if p.lemmas[t] in words["drill"] and p.tags[t].startswith("NN")]
    if not drills or any(p.lowers[c] in words["joint"] for t in drills for c in p.children[t]):
        return act
    if p.lemmas[p.heads[drills[0]]] in ("in", "with") or p.lemmas[act.trigger] in words["takes-part"]:
        return act  # "took part in drills": of others
    why = (*act.why, "a drill of one alone")
    return replace(act, type="MOBILIZE", mode="weapons", recipients=(), reciprocal=False, contexts=None, why=why)
