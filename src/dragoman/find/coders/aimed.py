"""Whom an act on a place is aimed at: "shelled Poonch district", "a curfew in parts of Kashmir", "troops into the Donbas"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import ActFound, Filler
from dragoman.find.acts import codes
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Mentions

# Acts that go at a place and so at whose it is; what is provided or said somewhere goes to nobody there.
AIMED = {"ASSAULT"}
_DOWN = {"dobj", "pobj", "prep", "nmod", "compound", "poss", "appos", "amod", "conj", "nsubjpass", "dative", "agent"}
_ASIDE = {
    "by",
    "after",
    "before",
    "during",
    "since",
    "because",
    "despite",
    "like",
    "with",
    "from",
    "as",
    "than",
    "for",
    "over",
}
_DEEPEST = 6


def aimed(act: ActFound, parsed: ParsedText, mentions: Mentions) -> ActFound:
    """The act with the state of the place that it is aimed at, where it names an actor and nobody whom it is done to."""
    if act.type not in AIMED or act.reciprocal or not codes(act.actors) or act.recipients:
        return act
    taken = {f.mention.head for f in act.actors}
    place = _place_below(act.trigger, parsed, mentions, taken)
    if place is None:
        return act
    span = parsed.span(place.first, place.last)
    return replace(act, recipients=(Filler(place, "place"),), why=(*act.why, f"recipient by the place: “{span.text}”"))


def _place_below(trigger: int, parsed: ParsedText, mentions: Mentions, taken: set[int]) -> Mention | None:
    """The first place of one state below the trigger, nearest first; not below what stands aside ("after a visit to Oman")."""
    level = [trigger]
    for _ in range(_DEEPEST):
        below = [
            c
            for node in level
            for c in parsed.children[node]
            if parsed.labels[c] in _DOWN and parsed.lowers[c] not in _ASIDE and c not in taken
        ]
        for node in sorted(below):
            found = mentions.at(node)
            known = found is not None and found.kind in ("name", "metonym", "adjective") and not found.parties[0].org
            if found is not None and known and len(found.parties) == 1 and found.parties[0].code:
                return found
        level = below
    return None
