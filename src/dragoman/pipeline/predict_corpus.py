"""Sentences of the corpus coded as the program codes documents: each behind the sentence before it, or whole articles at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from dragoman.evaluate.corpus import Predicted
from dragoman.find.act import ActFound
from dragoman.pipeline.one import code_with_acts
from dragoman.pipeline.options import Options
from dragoman.records.claim import Claim
from dragoman.records.text import Document, Reading, text_id

CONTEXT = 300  # characters of the sentence before
ELSEWHERE = ("implicit", "answered", "faced")  # slots of parties that no word of the act's sentence stands for
PARAGRAPH = 2  # sentences of an article that are laid out as one paragraph

Record = Mapping[str, Any]


def lead_of(record: Mapping[str, Any]) -> str:
    """What stands before a record's sentence when it is coded: the end of the sentence before, on a line of its own."""
    before = record.get("before") or ""
    return f"{before[-CONTEXT:]}\n" if before else ""


def document_of(record: Mapping[str, Any]) -> Document:
    """The record's sentence behind its lead, with what is known of its document."""
    return _document(record, record["id"], lead_of(record) + record["text"])


def _document(record: Record, name: str, text: str) -> Document:
    day = record.get("published") or ""
    reading = Reading(
        document=name,
        text_id=text_id(text),
        source=name,
        publisher=record.get("publisher"),
        published=day if len(day) == 10 else None,
        title=record.get("title"),
    )
    return Document(reading, text)


def predict_record(record: Record) -> list[Predicted]:
    """The acts of one record's sentence."""
    return [predicted for predicted, _ in predict_with_acts(record)]


def predict_with_acts(
    record: Mapping[str, Any], options: Options | None = None
) -> list[tuple[Predicted, ActFound | None]]:
    """The acts of one record's sentence, each with the act as worded (null for a speech that is an act itself)."""
    shift = len(lead_of(record))
    outcome, acts = code_with_acts(document_of(record), options)
    return [
        (_predicted(claim, shift, acts.get(claim.id)), acts.get(claim.id))
        for claim in outcome.value.claims
        if claim.event_type and claim.trigger.start >= shift
    ]


def predict_article(article: Sequence[Record]) -> list[list[Predicted]]:
    """The acts of each record's sentence; the records are those of one `doc`, coded as one document under its title."""
    return [[predicted for predicted, _ in acts] for acts in _of_article(article, None)]


def articles_with_acts(
    records: Iterable[Record], options: Options | None = None
) -> Iterator[tuple[Record, list[tuple[Predicted, ActFound | None]]]]:
    """Each record with the acts of its sentence, each act as worded beside it (null for a speech that is an act itself); records of one `doc`
    that follow each other are one document."""
    for _, group in groupby(records, key=lambda record: record["doc"]):
        article = list(group)
        yield from zip(article, _of_article(article, options))


def article_document(article: Sequence[Record]) -> tuple[Document, list[int]]:
    """The records of one document in order as its text under its title, and where each record's sentence begins."""
    text = article[0]["title"] + "\n\n" if article[0].get("title") else ""
    starts = []
    for n, record in enumerate(article):
        text += "" if not n else "\n\n" if n % PARAGRAPH == 0 else " "
        starts.append(len(text))
        text += record["text"]
    return _document(article[0], article[0]["doc"], text), starts


def _of_article(article: Sequence[Record], options: Options | None) -> list[list[tuple[Predicted, ActFound | None]]]:
    document, starts = article_document(article)
    outcome, acts = code_with_acts(document, options)
    found: list[list[tuple[Predicted, ActFound | None]]] = [[] for _ in article]
    for claim in outcome.value.claims:
        at = bisect_right(starts, claim.trigger.start) - 1
        if claim.event_type and at >= 0:
            act = acts.get(claim.id)
            found[at].append((_predicted(claim, starts[at], act), act))
    return found


def _predicted(claim: Claim, shift: int, act: ActFound | None) -> Predicted:
    """A claim as the labels have it: without a side that only the text tells, not the sentence."""
    sides = (act.actors, act.recipients) if act is not None else ((), ())
    told = [not any(f.slot in ELSEWHERE for f in side) for side in sides]
    return Predicted(
        start=claim.trigger.start - shift,
        end=claim.trigger.end - shift,
        type=claim.event_type or "",
        mode=claim.mode,
        actor=frozenset(p.code for p in claim.actor if p.code and told[0]),
        recipient=frozenset(p.code for p in claim.recipient if p.code and told[1]),
        reciprocal=claim.reciprocal,
        aux=frozenset(claim.aux),
        confidence=claim.confidence if act is None else min(0.98, claim.confidence / act.implied),
    )
