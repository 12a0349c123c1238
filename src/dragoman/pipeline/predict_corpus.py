"""Sentences of the corpus coded as the program codes documents, with the sentence before as context."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.evaluate.corpus import Predicted
from dragoman.pipeline.one import code_document
from dragoman.pipeline.options import Options
from dragoman.records.claim import Claim
from dragoman.records.text import Document, Reading, text_id

CONTEXT = 300  # characters of the sentence before


def lead_of(record: Mapping[str, Any]) -> str:
    """What stands before a record's sentence when it is coded: the end of the sentence before, on a line of its own."""
    before = record.get("before") or ""
    return f"{before[-CONTEXT:]}\n" if before else ""


def predict_record(record: Mapping[str, Any], options: Options | None = None, least: float = 0.0) -> list[Predicted]:
    """The acts of one record's sentence, from `least` confidence on."""
    lead = lead_of(record)
    text = lead + record["text"]
    day = record.get("published") or ""
    reading = Reading(
        document=record["id"], text_id=text_id(text), source=record["id"], published=day if len(day) == 10 else None
    )
    coded = code_document(Document(reading, text), options).value
    return [
        _predicted(c, len(lead))
        for c in coded.claims
        if c.event_type and c.trigger.start >= len(lead) and c.confidence >= least
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
