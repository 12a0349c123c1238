"""What is agreed, promised or asked one by one: "agreed to resume talks and to open a hotline" is two agreements.

A word carries one act with the first thing that it is about. Each further one that is opened by the same word again ("to", "that", "for"), or is a
noun built like the first ("on the resumption of talks and the opening of a hotline"), is an act of its own, so that it can be dated, kept or broken by
itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.find.act import ActFound
from dragoman.find.acts import FrameCoder
from dragoman.records.claim import JOINED_TO

_TYPES = {"AGREE", "REQUEST", "CONCEDE", "REJECT", "THREATEN"}
# How real what is agreed, or asked, is by itself.
_UNREAL = {"AGREE": "future", "CONCEDE": "future", "THREATEN": "future", "REQUEST": "hypothetical"}
_COMPLEMENTS = ("xcomp", "ccomp", "acl", "advcl")
_PREPOSITIONS = {"for", "to", "on", "from", "against"}


def itemised(acts: Sequence[ActFound], coder: FrameCoder) -> list[ActFound]:
    """The acts, and one more for each further thing that they are about and that carries no act of their type yet."""
    taken = {(w, a.type) for a in acts for w in (*a.words, a.trigger)}
    found: list[ActFound] = []
    unreal: dict[int, str] = {}
    for act in acts:
        items = _items(act, coder) if act.type in _TYPES else []
        items = [t for t in items if (t, act.type) not in taken]
        taken |= {(t, act.type) for t in items}
        unreal |= {t: _UNREAL[act.type] for t in items if act.type in _UNREAL}
        edges = [*(_begins(t, coder) for t in items), -1]
        found.append(replace(act, until=edges[0]))
        found += [_joined(act, t, edge, coder) for t, edge in zip(items, edges[1:])]
    return sorted((_ahead(a, unreal) for a in found), key=lambda a: a.trigger)


def _ahead(act: ActFound, unreal: dict[int, str]) -> ActFound:
    """An act on the word of an item is not done yet: "agreed to resume talks and to | sign an accord"."""
    if act.joined >= 0 or act.trigger not in unreal or act.status.aux:
        return act
    return replace(act, status=replace(act.status, aux=frozenset({unreal[act.trigger]})))


def _begins(item: int, coder: FrameCoder) -> int:
    """The first token of an item, with the word that opens it."""
    p = coder.parsed
    head = p.heads[item] if p.labels[item] in ("pobj", "pcomp") else item
    return p.subtree(head)[0]


def _items(act: ActFound, coder: FrameCoder) -> list[int]:
    """Heads of what stands behind the first complement of an act's word, each with the word again that opened it: to, that, for."""
    p = coder.parsed
    below = [c for w in dict.fromkeys((act.trigger, *act.words)) for c in p.children[w] if c > act.trigger]
    sides = {f.mention.head for f in (*act.actors, *act.recipients)}
    found = (_again(first, coder) for first in below if p.child(first, "pobj") not in sides)
    return next((items for items in found if items), [])


def _again(first: int, coder: FrameCoder) -> list[int]:
    """What is joined to a complement and opened by the same word."""
    p = coder.parsed
    joined = [t for t in p.conjuncts(first) if t > first]
    if p.labels[first] in _COMPLEMENTS and (word := _opened(first, coder)):
        return _infinitives(first, coder) if word == "to" else [t for t in joined if _opened(t, coder) == word]
    if p.labels[first] == "prep" and p.lowers[first] in _PREPOSITIONS:
        heads = (p.child(t, "pobj", "pcomp") for t in joined if p.lowers[t] == p.lowers[first])
        noun = p.child(first, "pobj")
        return [t for t in heads if t is not None] or ([] if noun is None else _nouns(noun, coder))
    return _nouns(first, coder) if p.labels[first] == "dobj" else []


def _nouns(first: int, coder: FrameCoder) -> list[int]:
    """Nouns joined to the first, where each has an article and an object of its own: "the release of the crew and the return of their ship"."""
    built = [t for t in coder.parsed.conjuncts(first) if t == first or coder.of_its_own(t)]
    return built[1:] if coder.of_its_own(first) else []


def _infinitives(first: int, coder: FrameCoder) -> list[int]:
    """The infinitives on one level with the first: joined to it, set off by a comma, or where the parse has hung them on a verb inside it that is none
    ("to stop arming the rebels and | to withdraw")."""
    p = coder.parsed
    found = [first]
    for t in range(first + 1, p.subtree(first)[1]):
        head = p.heads[t]
        if _opened(t, coder) != "to":
            continue
        while p.labels[head] == "conj" and head not in found and p.heads[head] != head:
            head = p.heads[head]
        verb_inside = coder.grammar.is_verb(head) and _opened(head, coder) is None
        joined = p.labels[t] == "conj" and (head in found or verb_inside)
        if joined or (head == first and p.labels[t] in ("xcomp", "advcl") and p.words[p.subtree(t)[0] - 1] == ","):
            found.append(t)
    return found[1:]


def _opened(clause: int, coder: FrameCoder) -> str | None:
    """The word that opens a clause, where one does: "to" of an infinitive, "that"."""
    if coder.grammar.to_infinitive(clause):
        return "to"
    p = coder.parsed
    return "that" if any(p.labels[c] == "mark" and p.lowers[c] == "that" for c in p.children[clause]) else None


def _joined(act: ActFound, item: int, until: int, coder: FrameCoder) -> ActFound:
    why = (*act.why, f"{JOINED_TO}“{coder.parsed.words[act.trigger]}”")
    own = replace(act, trigger=item, words=(item,), kind="verb", contexts=None, content=(), why=why)
    return replace(own, mode=_mode(act, item, coder), until=until, joined=act.trigger)


def _mode(act: ActFound, item: int, coder: FrameCoder) -> str | None:
    """The mode that the words of an item tell, else that of the act it is joined to."""
    p, modes = coder.parsed, coder.lexicon.modes.get(act.type, {})
    below = [c for c in p.children[item] if p.labels[c] in ("dobj", "prep", "xcomp", "ccomp")]
    words = [p.lemmas[t] for t in (item, *below, *(o for c in below for o in p.children[c] if p.labels[o] == "pobj"))]
    return next((mode for w in words for mode, listed in modes.items() if w in listed), act.mode)
