"""A headline's act without a day of its own takes the day that the story below gives the same act."""

from __future__ import annotations

from dataclasses import replace

from dragoman.find.act import ActFound
from dragoman.pipeline.ground import Ground
from dragoman.records.claim import Claim

_HEADING = 40  # tokens; a longer first paragraph is none
_CLOSERS = (".", "?", "!", "”", '"')

Coded = tuple[ActFound, Claim]


def with_heading_days(claims: list[Coded], ground: Ground) -> list[Coded]:
    """Acts and claims, those of the heading with the day of the first act below of the same type and the same states.

    "Readout of the President's Call with the Prime Minister", then "… spoke yesterday": the call was yesterday.
    """
    end = _heading_end(ground)
    below = [c for _, c in claims if c.evidence.start >= end and c.when.text is not None and c.when.first is not None]
    if not below or not end:
        return claims
    return [(act, _dated(claim, below, end)) for act, claim in claims]


def _dated(claim: Claim, below: list[Claim], end: int) -> Claim:
    if claim.evidence.start >= end or claim.when.basis != "published":
        return claim
    same = next((c for c in below if c.event_type == claim.event_type and _states(c) == _states(claim)), None)
    if same is None or same.aux != claim.aux:
        return claim
    why = f"day {same.when.basis} from “{same.when.text}” of the same act below"
    return replace(claim, when=same.when, why=(*claim.why[:-1], why))


def _states(claim: Claim) -> frozenset[str | None]:
    return frozenset(p.code for p in (*claim.actor, *claim.recipient))


def _heading_end(ground: Ground) -> int:
    """Where the heading that opens a text ends; 0 where it opens with none."""
    parsed = ground.parsed
    if len(parsed.paragraphs) < 2:
        return 0
    first, last = parsed.paragraphs[0]
    heading = last - first <= _HEADING and parsed.words[last - 1] not in _CLOSERS
    return parsed.ends[last - 1] if heading else 0
