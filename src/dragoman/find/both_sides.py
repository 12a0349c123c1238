"""Third parties speak to both sides of a dispute: "appealed for calm", "offered to mediate", "welcomed the truce" name neither, and mean the two states that
the text is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dragoman.find.act import ActFound, Filler
from dragoman.find.acts import FrameCoder, codes
from dragoman.records.party import IMPLICIT, Mention, chief_two

_HOSTILE = frozenset({"ASSAULT", "ACCUSE", "MOBILIZE", "SANCTION", "COERCE", "REJECT", "THREATEN"})
_NAMES = ("name", "metonym", "adjective", "person")


def to_both_sides(acts: Sequence[ActFound], coder: FrameCoder) -> list[ActFound]:
    """The acts, those of third parties that speak to a dispute with both its sides as recipients where the text alone told one."""
    counts = _counts(coder)
    at_odds = {
        frozenset((a, b))
        for act in acts
        if act.type in _HOSTILE
        for a in codes(act.actors)
        for b in codes(act.recipients)
    }
    return [_to_both(act, coder, counts, at_odds) for act in acts]


def _counts(coder: FrameCoder) -> Counter[str]:
    """How often the text names each state, by itself or by its people in office."""
    counts: Counter[str] = Counter()
    for mention in coder.roles.mentions.items:
        party = mention.parties[0] if mention.kind in _NAMES and len(mention.parties) == 1 else None
        if party is not None and party.code and not party.org:
            counts[party.code] += 1
    return counts


def _to_both(act: ActFound, coder: FrameCoder, counts: Counter[str], at_odds: set[frozenset[str]]) -> ActFound:
    """at_odds: pairs of states of whom one acts against the other in the text."""
    own, told = codes(act.actors), codes(act.recipients)
    guessed = all(f.slot == "implicit" for f in act.recipients)
    if act.reciprocal or not own or not guessed or len(told) > 1 or not _of_a_dispute(act, coder):
        return act
    ranked = [(code, n) for code, n in counts.most_common() if code not in own]
    chief = chief_two(ranked)
    if chief is None:
        return act
    sides = set(chief)
    if not told <= sides or frozenset(sides) not in at_odds or any(counts[code] >= ranked[1][1] for code in own):
        return act
    found = tuple(f for code in sorted(sides) if (f := _filler(act, code, coder)) is not None)
    if codes(found) != sides:
        return act
    return replace(act, recipients=found, why=(*act.why, "to both sides of the dispute"))


def _filler(act: ActFound, code: str, coder: FrameCoder) -> Filler | None:
    """The mention that last named a state before an act, else the first that does."""
    named = [m for m in coder.roles.mentions.items if m.kind in _NAMES and [x.code for x in m.parties] == [code]]
    before = [m for m in named if m.first < act.trigger and not m.parties[0].org]
    mention: Mention | None = before[-1] if before else next(iter(named), None)
    if mention is None:
        return None
    return Filler(replace(mention, parties=tuple(replace(x, why=IMPLICIT) for x in mention.parties)), "implicit")


def _of_a_dispute(act: ActFound, coder: FrameCoder) -> bool:
    """Whether the act is what third parties say to those who dispute."""
    p, g = coder.parsed, coder.grammar
    lemma = p.lemmas[act.trigger]
    below = _inside(act.trigger, coder)
    inside = {p.lemmas[t] for t in below}
    offices = any(p.lemmas[t] == "office" and any(p.lowers[c] == "good" for c in p.children[t]) for t in below)
    if act.type == "REQUEST":
        return bool(inside & g.words["peace"]) and lemma not in g.words["orders"]
    if act.type == "AGREE":
        return offices or bool(({lemma} | inside) & g.words["mediates"])
    if act.type == "CONSULT":
        return lemma in g.words["mediates"]
    if act.type == "SUPPORT":
        return lemma in g.words["welcomes"] and bool(inside & g.words["peace"])
    return act.type == "ACCUSE" and lemma in ("concern", "concerned")


def _inside(trigger: int, coder: FrameCoder) -> list[int]:
    """What an act's word has as object or complement, and behind its prepositions, two steps deep."""
    p, g = coder.parsed, coder.grammar
    found: list[int] = []
    level = [trigger]
    for _ in range(2):
        below: list[int] = []
        for token in level:
            below += [t for heads in g.preps(token).values() for t in heads]
            below += [
                c
                for c in p.children[token]
                if p.labels[c] in ("dobj", "xcomp", "ccomp", "advcl", "acl", "nsubjpass") and c > token
            ]
        found += below
        level = below
    return found
