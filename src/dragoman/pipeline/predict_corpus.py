"""Sentences of the corpus coded as the program codes documents, with the sentence before as context."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.evaluate.corpus import Predicted
from dragoman.find.act import ActFound
from dragoman.pipeline.one import code_with_acts
from dragoman.pipeline.options import Options
from dragoman.records.claim import Claim
from dragoman.records.text import Document, Reading, text_id

CONTEXT = 300  # characters of the sentence before


def lead_of(record: Mapping[str, Any]) -> str:
    """What stands before a record's sentence when it is coded: the end of the sentence before, on a line of its own."""
    before = record.get("before") or ""
    return f"{before[-CONTEXT:]}\n" if before else ""


def document_of(record: Mapping[str, Any]) -> Document:
    """The record's sentence behind its lead, with what is known of its document."""
    text = lead_of(record) + record["text"]
    day = record.get("published") or ""
    reading = Reading(
        document=record["id"],
        text_id=text_id(text),
        source=record["id"],
        publisher=record.get("publisher"),
        published=day if len(day) == 10 else None,
        title=record.get("title"),
    )
    return Document(reading, text)


def predict_record(record: Mapping[str, Any], options: Options | None = None, least: float = 0.0) -> list[Predicted]:
    """The acts of one record's sentence, from `least` confidence on."""
    return [predicted for predicted, _ in predict_with_acts(record, options) if predicted.confidence >= least]


def predict_with_acts(
    record: Mapping[str, Any], options: Options | None = None
) -> list[tuple[Predicted, ActFound | None]]:
    """The acts of one record's sentence, each with the act as worded (null for a speech that is an act itself)."""
    shift = len(lead_of(record))
    outcome, acts = code_with_acts(document_of(record), options)
    return [
        (_predicted(claim, shift), acts.get(claim.id))
        for claim in outcome.value.claims
        if claim.event_type and claim.trigger.start >= shift
    ]


def _predicted(claim: Claim, shift: int) -> Predicted:
    return Predicted(
        start=claim.trigger.start - shift,
        end=claim.trigger.end - shift,
        type=claim.event_type or "",
        mode=claim.mode,
        actor=frozenset(p.code for p in claim.actor if p.code),
        recipient=frozenset(p.code for p in claim.recipient if p.code),
        reciprocal=claim.reciprocal,
        aux=frozenset(claim.aux),
        confidence=claim.confidence,
    )
