"""Whose land an act is on tells who does it, or who does not: "the arrest in Hanoi of a Lao banker" is Vietnam's, and an Indian student who
"was stabbed in Sydney" was not stabbed by India."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import AROUND_PLACE, NEARBY, ActFound
from dragoman.find.acts import STATE_ACTS, FrameCoder, codes


def by_the_land(act: ActFound, coder: FrameCoder) -> ActFound:
    """What is done to people of one state on the land of another, by nobody that is named: what only authorities do is that land's, and nothing
    of it their own state's."""
    if act.type not in ("ASSAULT", "COERCE", "SANCTION", "ACCUSE") or act.reciprocal:
        return act
    named = tuple(f for f in act.actors if f.place not in NEARBY and codes((f,)))
    suffer = codes(act.recipients)
    lands = tuple(f for f in coder.places(act.trigger, AROUND_PLACE) if not codes((f,)) & suffer)
    if named or not suffer or not codes(lands):
        return act
    act = replace(act, against=act.against | frozenset(suffer))
    if (act.type, act.mode) not in STATE_ACTS or len(codes(lands)) > 1:
        return replace(act, actors=tuple(f for f in act.actors if not codes((f,)) & suffer))
    return replace(act, actors=lands[:1], why=(*act.why, "by who has the authority there"))
