"""Mentions of happenings coded, merged as a ledger does it, and measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.evaluate.events import Mention, bound, half_of, read_mentions, score_events
from dragoman.evaluate.meantime import read_meantime
from dragoman.library.beside import done
from dragoman.merge.events import merge_events
from dragoman.pipeline.one import code_document
from dragoman.pipeline.options import Options
from dragoman.records.claim import Claim
from dragoman.records.given import day_of
from dragoman.records.text import Document, Reading, text_id

if TYPE_CHECKING:
    from dragoman.library.reading import Progress


@dataclass(frozen=True)
class CodedMentions:
    """Mentions with the claims of their documents. claim_of: id of a mention → its claim. texts: text id → characters."""

    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    claim_of: Mapping[str, Claim]
    published: Mapping[str, str]
    texts: Mapping[str, str]


def measure_events(
    gold: Path,
    half: str | None = None,
    options: Options | None = None,
    step: Progress | None = None,
    workers: int = 1,
) -> dict[str, dict[str, Any]]:
    """Figures of `score_events` on a folder in the form of goldsets/events, or a file of MEANTIME (`*.jsonl`).

    half: one of `evaluate.events.HALVES`; null for all. Every sentence (of MEANTIME: every article) is a document of its own with
    its day of publication, though another document may have the same words. Raises ValueError.
    """
    mentions = read_mentions(gold) if gold.is_dir() else read_meantime(gold)
    coded = code_mentions(half_of(mentions, half) if half else mentions, options, step, workers)
    return score_events(coded.mentions, event_of(coded))


def event_of(coded: CodedMentions) -> dict[str, str]:
    """Id of each mention that is a claim → the event that all claims together put it in."""
    events = merge_events(coded.claims, coded.published, texts=coded.texts.__getitem__)
    of_claim = {claim: event.id for event in events for claim in event.claims}
    return {mention: of_claim[claim.id] for mention, claim in coded.claim_of.items()}


def code_mentions(
    mentions: Sequence[Mention], options: Options | None = None, step: Progress | None = None, workers: int = 1
) -> CodedMentions:
    """The claims of each mention's document, and the claim that each mention is."""
    documents = {one.document: one for one in mentions}
    names = {document: f"{n:04}" for n, document in enumerate(sorted(documents))}
    claims: dict[str, tuple[Claim, ...]] = {}
    named = ((one, names[document]) for document, one in documents.items())
    for (one, _), told in done(partial(_claims, options=options), named, workers):
        if step:
            step(one.id)
        claims[one.document] = told
    found = {one.id: claim for one in mentions if (claim := bound(one, claims[one.document]))}
    return CodedMentions(
        tuple(mentions),
        tuple(claim for told in claims.values() for claim in told),
        found,
        {names[document]: one.published for document, one in documents.items()},
        {names[document]: one.text for document, one in documents.items()},
    )


def _claims(named: tuple[Mention, str], options: Options | None) -> tuple[Claim, ...]:
    """The claims of the mention's text as if no other document had these words: ids, and text ids, begin with its name."""
    mention, name = named
    reading = Reading(name, text_id(mention.text), name, published=day_of(mention.published))
    told = code_document(Document(reading, mention.text), options).value.claims
    ids = {claim.id: f"{name}-{claim.id}" for claim in told}
    return tuple(
        replace(
            claim,
            id=ids[claim.id],
            text_id=name,
            within=ids.get(claim.within or ""),
            about=ids.get(claim.about or ""),
        )
        for claim in told
    )
