"""Whom a show of force at a disputed place faces, where its clause names nobody: "Chinese ships entered waters around the Senkaku Islands"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.codebook.actors import Actor
from dragoman.codebook.places import PlaceMention
from dragoman.find.act import ActFound, Filler
from dragoman.find.acts import codes
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Party


def faced(
    act: ActFound, parsed: ParsedText, places: Sequence[PlaceMention], countries: Mapping[str, Actor]
) -> ActFound:
    """The act with the claimant that it faces: who holds the place, or where the actor has held it since the first who claims it too.

    countries: code → state.
    """
    actors = codes(act.actors)
    if act.type != "MOBILIZE" or act.reciprocal or len(actors) != 1:
        return act
    (actor,) = actors
    first, last = parsed.subtree(act.trigger)
    if any(codes([f]) - actors for f in act.recipients if first <= f.mention.head < last):
        return act
    here = parsed.sentence_index[act.trigger]
    for one in places:
        claimants = one.place.claimants if one.place else ()
        if parsed.sentence_index[one.first] != here or actor not in claimants:
            continue
        other = next((code for code in claimants if code != actor and code in countries), None)
        if other is None or codes(act.recipients) - {actor, other}:
            continue
        span = parsed.span(one.first, one.last)
        why = f"holds or claims {span.text}"
        party = Party(other, countries[other].name, span.text, span.start, span.end, None, None, None, None, why)
        head = Mention(one.first, one.last, one.last - 1, "name", (party,), why=why)
        return replace(act, recipients=(Filler(head, "faced"),), why=(*act.why, f"faces {other}, which {why}"))
    return act
