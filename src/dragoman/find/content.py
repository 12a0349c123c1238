"""What is told only as the content of a threat: "could impose new sanctions if the repression continues, an official warned"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.find.act import ActFound
from dragoman.find.acts import FrameCoder, codes

_HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE"})
_MODALS = frozenset({"could", "would", "may", "might", "will", "can"})
_DEEP = 12
_UP = frozenset({"xcomp", "ccomp", "conj"})


def without_threatened(acts: Sequence[ActFound], coder: FrameCoder) -> list[ActFound]:
    """The acts without those that their own doer, or somebody of its state, only threatens with."""
    threats = {a.trigger: a for a in acts if a.type == "THREATEN"}
    return [a for a in acts if not _threatened(a, threats, coder)]


def _threatened(act: ActFound, threats: dict[int, ActFound], coder: FrameCoder) -> bool:
    p, g = coder.parsed, coder.grammar
    verb = act.trigger if g.is_verb(act.trigger) else p.heads[act.trigger]
    if act.type not in _HOSTILE or not g.is_verb(verb):
        return False
    if not g.has_modal(verb, _MODALS):
        return False
    for _ in range(3):
        above = p.heads[verb]
        if above == verb or p.labels[verb] not in _UP:
            return False
        threat = threats.get(above)
        if threat is not None and p.lemmas[above] in g.words["warns-of"]:
            return not codes(act.actors) or bool(codes(act.actors) & codes(threat.actors))
        verb = above
    return False


def told_once(acts: Sequence[ActFound], coder: FrameCoder) -> list[ActFound]:
    """The acts without threats that only say what the verb above them threatens with: "warned that it would take measures"; and without a crowd's gathering
    beside what it gathers for."""
    p = coder.parsed

    def over(act: ActFound) -> set[int]:
        found: set[int] = set()
        node = act.trigger
        while p.heads[node] != node and len(found) < _DEEP:
            node = p.heads[node]
            found.add(node)
        return found

    def twice(act: ActFound) -> bool:
        same = [a for a in acts if a is not act and a.type == act.type and codes(a.actors) == codes(act.actors)]
        if act.type == "THREATEN":
            return any(a.trigger in over(act) and p.lemmas[a.trigger] in coder.grammar.words["warns-of"] for a in same)
        if act.type == "PROTEST":
            return any(p.heads[a.trigger] == act.trigger and p.labels[a.trigger] in ("advcl", "xcomp") for a in same)
        return False

    return [a for a in acts if not twice(a)]


def ready_to(acts: Sequence[ActFound], coder: FrameCoder) -> list[ActFound]:
    """The acts, with what somebody says to be ready to do to another as the threat that it is: "is ready to impose sanctions on Georgia"."""
    p = coder.parsed

    def holds(act: ActFound) -> ActFound | None:
        if act.type != "AGREE" or p.lemmas[act.trigger] not in coder.grammar.words["ready"]:
            return None
        first, last = p.subtree(act.trigger)
        inside = (b for b in acts if b.type in _HOSTILE and act.trigger < b.trigger and first <= b.trigger < last)
        return next((b for b in inside if codes(b.recipients) and codes(b.actors) <= codes(act.actors)), None)

    found, gone = [], set()
    for act in acts:
        if (deed := holds(act)) is not None:
            gone.add(deed.trigger)
            act = replace(
                act, type="THREATEN", mode=None, contexts=None, recipients=deed.recipients, reciprocal=False,
                why=(*act.why, f"ready for {deed.type}"),
            )  # fmt: skip
        found.append(act)
    return [a for a in found if a.type == "THREATEN" or a.trigger not in gone]


def conditional(act: ActFound, coder: FrameCoder) -> ActFound:
    """What will be done if somebody does not give way, as the threat that it is: "will withdraw its ambassador if the sentence is carried out"."""
    p, g = coder.parsed, coder.grammar
    verb = act.trigger
    if act.type not in _HOSTILE or not g.is_verb(verb) or "negation" in act.status.aux:
        return act
    will = g.has_modal(verb, _MODALS - {"can"})
    over = (verb, p.heads[verb]) if p.labels[verb] == "ccomp" and verb < p.heads[verb] else (verb,)
    clauses = [c for t in over for c in p.children[t] if p.labels[c] == "advcl"]
    marks = {
        p.lowers[m] for c in clauses for m in p.children[c] if p.labels[m] == "mark" or (p.tags[m] == "MD" and m < c)
    }
    if not will or not marks & {"if", "unless", "should"}:
        return act
    mode = "violence" if act.type == "ASSAULT" else None
    status = replace(act.status, aux=act.status.aux - {"future", "hypothetical"})
    return replace(
        act, type="THREATEN", mode=mode, contexts=None, status=status, why=(*act.why, "threatened in case of something")
    )
