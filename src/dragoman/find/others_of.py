"""Who is named only as whose others act or are acted on: "Ukraine's allies pledged more weapons", "accused Israel's enemies", "Togo's creditors refused"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import ActFound, Filler
from dragoman.find.acts import FrameCoder, codes
from dragoman.records.party import Mention

_STATES = ("name", "metonym")
_BEFORE = ("amod", "compound", "nmod")


def without_whose(act: ActFound, coder: FrameCoder) -> ActFound:
    """The act with the others themselves, of whom no state is known, in place of the state whose others they are."""
    sides = [_side(act.actors, coder), _side(act.recipients, coder)]
    if sides == [act.actors, act.recipients]:
        return act
    gone = [codes(old) - codes(new) for old, new in zip((act.actors, act.recipients), sides)]
    # "Ukraine's allies pledged weapons" may be told of Ukraine as who gets them, never as who gives
    against, spared = act.against | gone[0], act.spared | gone[1]
    why = (*act.why, "not whose others they are")
    return replace(act, actors=sides[0], recipients=sides[1], against=against, spared=spared, why=why)


def _side(fillers: tuple[Filler, ...], coder: FrameCoder) -> tuple[Filler, ...]:
    found: list[Filler] = []
    for filler in fillers:
        others = _others(filler.mention, coder)
        if others is None:
            found.append(filler)
        elif not any(f.mention.head == others.head for f in found):
            found.append(Filler(others, filler.slot.split(".")[0]))
    return tuple(found)


def _others(mention: Mention, coder: FrameCoder) -> Mention | None:
    """The unresolved mention of the others whose owner, or who by their owner, a mention names; null where it names somebody else."""
    p, words = coder.parsed, coder.grammar.words["others-of"]
    head = mention.head
    of_others = p.lemmas[p.heads[head]] in words and p.labels[head] in ("poss", *_BEFORE)
    if of_others and (_is_owner(mention, coder) or _named_owner(p.heads[head], coder)):
        noun = p.heads[head]
    elif mention.kind in ("role", "group") and p.lemmas[head] in words and _named_owner(head, coder):
        noun = head
    else:
        return None
    named = (coder.roles.mentions.at(c) for c in p.children[noun] if p.labels[c] == "appos")
    if (told := next((m for m in named if m is not None and m.parties), None)) is not None:
        return told  # "Serbia's biggest partner, Germany, welcomed it"
    first = min(p.subtree(c)[0] for c in (*(c for c in p.children[noun] if c < noun), noun))
    return Mention(first, noun + 1, noun, "role", (), why="sector=")


def _is_owner(mention: Mention, coder: FrameCoder) -> bool:
    """ "Ukraine's allies", "U.S. allies"; not "its U.S. allies", "the Israeli enemy"."""
    p, name = coder.parsed, mention.head
    noun = p.heads[name]
    if mention.kind not in _STATES and not p.words[name].isupper():
        return False
    if p.labels[name] == "poss":
        return True
    return p.labels[name] in _BEFORE and p.child(noun, "poss", "det") is None


def _named_owner(noun: int, coder: FrameCoder) -> bool:
    p = coder.parsed
    owners = (coder.roles.mentions.at(c) for c in p.children[noun])
    return any(m is not None and _is_owner(m, coder) for m in owners)
