"""Binds judgements to the claims of a run by their words, and applies them.

A judgement targets a trigger span of a Text: in each run it binds to the claim whose trigger overlaps that span most,
by at least half of the longer of the two. Later judgements come after earlier ones; `undo` takes back the one that its
value names.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.records.claim import Claim
from dragoman.records.claim_json import body_claim, claim_body
from dragoman.records.judgement import Judgement
from dragoman.records.text import Span

LEAST_SHARE = 0.5


@dataclass(frozen=True)
class Judged:
    """Claims as seen, in their order, and the judgements that bind to none of them."""

    claims: tuple[Claim, ...]
    unbound: tuple[Judgement, ...] = ()


def judged(claims: Iterable[Claim], judgements: Sequence[Judgement]) -> Judged:
    """The claims with `reject` and `correct` applied; those of other kinds are left to the events.

    Only texts of `claims` count.
    """
    undone = {j.value for j in judgements if j.kind == "undo"}
    standing = [j for j in judgements if j.kind in ("reject", "correct") and j.id not in undone]
    seen: dict[str, Claim] = {c.id: c for c in claims}
    if not standing:
        return Judged(tuple(seen.values()))
    by_text: dict[str, list[Claim]] = defaultdict(list)
    for claim in seen.values():
        by_text[claim.text_id].append(claim)
    unbound = []
    for judgement in standing:
        target = _target(judgement, by_text[judgement.anchor.text_id])
        if target is None:
            unbound.append(judgement)
        elif judgement.kind == "reject":
            seen.pop(target.id, None)
        elif target.id in seen:
            seen[target.id] = _corrected(seen[target.id], judgement)
    return Judged(tuple(seen.values()), tuple(unbound))


def _target(judgement: Judgement, claims: Iterable[Claim]) -> Claim | None:
    shares = [(_share(judgement.anchor.trigger, claim.trigger), claim) for claim in claims]
    best = max(shares, key=lambda pair: (pair[0], pair[1].id), default=None)
    return best[1] if best and best[0] >= LEAST_SHARE else None


def _share(one: Span, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / max(1, one.end - one.start, other.end - other.start)


def _corrected(claim: Claim, judgement: Judgement) -> Claim:
    """The claim with the judged facet set; the value is the field as exported."""
    body = claim_body(claim)
    body[judgement.anchor.facet] = json.loads(judgement.value or "null")
    body["why"] = [*body["why"], f"corrected by {judgement.author}, {judgement.made}: {judgement.reason}"]
    return body_claim(claim.id, claim.document, claim.text_id, body)
