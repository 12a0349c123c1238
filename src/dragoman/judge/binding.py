"""Binds judgements to the claims of a run by their words, and applies them.

A judgement targets a trigger span of a Text: in each run it binds to the claim whose trigger overlaps that span most,
by at least half of the longer of the two; of several that share the trigger, to the one that was judged, or one of its type.
Later judgements come after earlier ones; `undo` takes back the one that its value names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.judge.standing import Standing
from dragoman.records.claim import Claim
from dragoman.records.claim_json import body_claim, claim_body
from dragoman.records.judgement import SPEECH, Anchor, Judgement
from dragoman.records.text import Span

LEAST_SHARE = 0.5
# What a person vouches for.
VOUCHED = 1.0


@dataclass(frozen=True)
class Judged:
    """Claims as seen, in their order, and the judgements that bind to none of them."""

    claims: tuple[Claim, ...]
    unbound: tuple[Judgement, ...] = ()


def judged(claims: Iterable[Claim], judgements: Sequence[Judgement] | Standing) -> Judged:
    """The claims with `confirm`, `reject` and `correct` applied; `split` and `link` are left to the events.

    What was confirmed or corrected has confidence 1. A claim that was told within, or about, a rejected one no longer names it.
    unbound: judgements of all kinds of which a claim is not found among `claims`.
    """
    standing = judgements if isinstance(judgements, Standing) else Standing.of(judgements)
    seen = {c.id: c for c in claims}
    if not standing.judgements:
        return Judged(tuple(seen.values()))
    bound = bound_to(seen.values(), standing)
    rejected = {claim.id for one, claim in bound if claim is not None and one.kind == "reject"}
    for one, claim in bound:
        if claim is not None:
            seen[claim.id] = _applied(seen[claim.id], one)
    kept = tuple(_without_links(c, rejected) if rejected else c for c in seen.values() if c.id not in rejected)
    return Judged(kept, tuple(one for one, claim in bound if claim is None))


def corrected(claims: Iterable[Claim], standing: Standing) -> list[Claim]:
    """The claims with `confirm` and `correct` applied and rejected ones as they were, so that events keep their ids."""
    seen = {c.id: c for c in claims}
    for one, claim in bound_to(seen.values(), standing):
        if claim is not None:
            seen[claim.id] = _applied(seen[claim.id], one)
    return list(seen.values())


def bound_to(claims: Iterable[Claim], standing: Standing) -> list[tuple[Judgement, Claim | None]]:
    """Each standing judgement with the claim that it binds to, or null."""
    by_text = claims_by_text(claims, standing.by_text.keys())
    return [(one, target(one.anchor, by_text[one.anchor.text_id])) for one in standing.judgements]


def claims_by_text(claims: Iterable[Claim], texts: Iterable[str]) -> defaultdict[str, list[Claim]]:
    """Claims of some texts, by text id."""
    wanted = set(texts)
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.text_id in wanted:
            found[claim.text_id].append(claim)
    return found


def target(anchor: Anchor, claims: Iterable[Claim]) -> Claim | None:
    """The claim among those of one Text that an anchor means, or null. An act's anchor never means a mere speech."""

    def fit(claim: Claim) -> tuple[float, bool, bool, str]:
        same = (claim.event_type or SPEECH) == anchor.what
        return share(anchor.trigger, claim.trigger), claim.id == anchor.claim, same, claim.id

    fits = [(fit(claim), claim) for claim in claims if _comparable(anchor, claim)]
    best = max(fits, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0][0] >= LEAST_SHARE else None


def share(one: Span, other: Span) -> float:
    """Common characters over those of the longer span."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / max(1, one.end - one.start, other.end - other.start)


def _comparable(anchor: Anchor, claim: Claim) -> bool:
    if anchor.what is None:
        return True
    return claim.speech is not None if anchor.what == SPEECH else claim.event_type is not None


def _applied(claim: Claim, judgement: Judgement) -> Claim:
    """The claim as a `confirm` or `correct` leaves it; values are the fields as exported."""
    if judgement.kind not in ("confirm", "correct"):
        return claim
    done = "confirmed" if judgement.kind == "confirm" else "corrected"
    because = f": {judgement.reason}" if judgement.reason else ""
    body = {**claim_body(claim), **judgement.fields, "confidence": VOUCHED}
    body["why"] = [*body["why"], f"{done} by {judgement.author}, {judgement.made}{because}"]
    return body_claim(claim.id, claim.document, claim.text_id, body)


def _without_links(claim: Claim, gone: set[str]) -> Claim:
    within, about = (None if link in gone else link for link in (claim.within, claim.about))
    return claim if (within, about) == (claim.within, claim.about) else replace(claim, within=within, about=about)
