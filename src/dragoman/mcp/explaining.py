"""A claim led back to its words, and a document's page with the claims that stand on it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.library.explain import Explanation
from dragoman.library.shelf import Told
from dragoman.mcp import shapes
from dragoman.mcp.answers import evidence, page
from dragoman.mcp.limits import MOST, PAGE, fitted, quoted
from dragoman.records.claim_json import claim_object
from dragoman.records.party import Party


def explanation(found: Sequence[Explanation], offset: int, limit: int) -> shapes.Explanation:
    """Claims of an explanation."""
    shown = [_explained(one) for one in page(found, offset, limit)]
    return fitted(shapes.Explanation(total=len(found), offset=offset, claims=shown), "claims")


def _explained(one: Explanation) -> shapes.Explained:
    claim, reading = one.told.claim, one.told.reading
    parties = [
        _named(role, p) for role, sides in (("actor", claim.actor), ("recipient", claim.recipient)) for p in sides
    ]
    judged = [
        shapes.Judged(
            id=j.judgement.id, kind=j.judgement.kind, author=j.judgement.author, made=j.judgement.made, reason=j.judgement.reason,
            undone=j.undone is not None,
        )
        for j in one.judgements
    ]  # fmt: skip
    return shapes.Explained(
        claim=claim.id, event=one.event.id, event_type=claim.event_type, mode=claim.mode, aux=list(claim.aux), first=claim.when.first,
        last=claim.when.last, basis=claim.when.basis, confidence=claim.confidence, rejected=one.rejected, publisher=reading.publisher,
        published=reading.published, evidence=evidence(claim), trigger=quoted(claim.document, claim.trigger),
        around=quoted(claim.document, one.around), parties=parties, per=[link["name"] for link in claim_object(one.told)["per"]],
        why=list(claim.why), judgements=judged,
    )  # fmt: skip


def _named(role: str, party: Party) -> shapes.Named:
    return shapes.Named(
        role=role, code=party.code, name=party.name, office=party.office, start=party.start, end=party.end, text=party.text, why=party.why
    )  # fmt: skip


def document_page(told: Told, start: int) -> shapes.DocumentPage:
    """The stretch of a document from a character on, with the claims whose evidence begins in it.

    Raises ValueError for a start behind the end.
    """
    reading, text = told.reading, told.text
    if start >= max(1, len(text)):
        raise ValueError(f"{reading.document} has {len(text)} characters; start before that.")
    end = min(len(text), start + PAGE)
    standing = [one.claim for one in told.claims if start <= one.claim.evidence.start < end]
    notes = [f"{len(standing) - MOST} further claims stand on this page."] if len(standing) > MOST else []
    if end < len(text):
        notes.append(f"Characters {start}–{end} of {len(text)}; go on with start={end}.")
    return shapes.DocumentPage(
        total=len(text), offset=start, next=end if end < len(text) else None, notes=notes, document=reading.document, publisher=reading.publisher,
        published=reading.published, title=reading.title, text=text[start:end], claims=[evidence(claim) for claim in standing[:MOST]],
    )  # fmt: skip
