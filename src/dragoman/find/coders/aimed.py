"""Whom an attack on a place or on somebody's own is aimed at: "shelled Poonch district", "fired rockets at the airport of Aden", "struck its power grid"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import ActFound, Filler
from dragoman.find.acts import FrameCoder, codes
from dragoman.records.party import Mention

_DOWN = {"dobj", "pobj", "prep", "nmod", "compound", "poss", "appos", "amod", "conj", "nsubjpass", "dative", "agent"}
_DEEPEST = 6
_PLACES = ("name", "metonym", "adjective")


def aimed(act: ActFound, coder: FrameCoder) -> ActFound:
    """An attack with the state of the place that it is on, where it names an actor and nobody whom it is done to."""
    if act.type != "ASSAULT" or act.reciprocal or not codes(act.actors) or act.recipients:
        return act
    place = _place_below(act, coder)
    if place is None:
        return act
    words = coder.parsed.span(place.first, place.last).text
    return replace(act, recipients=(Filler(place, "place"),), why=(*act.why, f"recipient by the place: “{words}”"))


def _place_below(act: ActFound, coder: FrameCoder) -> Mention | None:
    """The first place of one state below the trigger, nearest first; not below what stands aside ("after a visit to Oman")."""
    p, aside = coder.parsed, coder.grammar.words["aside"]
    taken = {f.mention.head for f in act.actors}
    level = [act.trigger]
    for _ in range(_DEEPEST):
        below = [c for node in level for c in p.children[node] if p.labels[c] in _DOWN and p.lowers[c] not in aside]
        level = [c for c in below if c not in taken]
        for node in sorted(level):
            found = coder.roles.mentions.at(node)
            if found is None or len(found.parties) != 1 or not (found.kind in _PLACES or _possessive(found, coder)):
                continue
            if found.parties[0].code and not found.parties[0].org:
                return found
    return None


def _possessive(mention: Mention, coder: FrameCoder) -> bool:
    """Whether it is "its" or "their" before what is hit."""
    return mention.kind == "pronoun" and coder.parsed.labels[mention.head] == "poss"
