"""Labelled sentences coded by the program, and what it finds in them that binds somebody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.analyse.binding import bound
from dragoman.codebook.commitments import load_commitment_words
from dragoman.decode.document import document_alone
from dragoman.evaluate.commitments import Found, Labelled, read_sentences, score_commitments
from dragoman.library.beside import done
from dragoman.library.defaults import MIN_CONFIDENCE
from dragoman.pipeline.one import code_document
from dragoman.records.coded import Selection
from dragoman.records.given import Given

if TYPE_CHECKING:
    from dragoman.library.reading import Progress


def measure_commitments(folder: Path, step: Progress | None = None, workers: int = 1) -> dict[str, Any]:
    """Figures of `score_commitments` on a folder in the form of goldsets/commitments; each sentence is coded alone, with its day and publisher.

    Raises ValueError for a file of another form.
    """
    told = []
    for gold, found in done(found_in, read_sentences(folder), workers):
        if step:
            step(gold.id)
        told.append((gold, found))
    return score_commitments(told)


def found_in(gold: Labelled) -> list[Found]:
    """The commitments that the program finds in one sentence."""
    document = document_alone(gold.text, Given(published=gold.published, publisher=gold.publisher))
    claims = code_document(document).value.claims
    selection = Selection((document.reading,), {document.reading.text_id: document.text}, claims, ())
    return [
        Found(
            frozenset(p.code for p in one.who if p.code),
            frozenset(p.code for p in one.to if p.code),
            one.deadline.last if one.deadline else None,
        )
        for one in bound(selection, load_commitment_words(), MIN_CONFIDENCE)
    ]
