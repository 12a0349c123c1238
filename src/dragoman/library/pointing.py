"""Documents → points with what they are aligned by: parses taken from the ledger where it has them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.analyse.two_sides import Knowledge
from dragoman.annotate import Parses
from dragoman.codebook.folder import Folder
from dragoman.codebook.points import load_point_words
from dragoman.codebook.rareness import load_rareness
from dragoman.codebook.rival_names import load_rival_names
from dragoman.codebook.topics import load_topics
from dragoman.pipeline.parsing import parsed_by
from dragoman.pipeline.pointed import pointed
from dragoman.pipeline.tables import load_tables
from dragoman.records.claim import Claim
from dragoman.records.pointed import Pointed

if TYPE_CHECKING:
    from dragoman.annotate import LookUp


def points_of(
    document: str,
    text: str,
    claims: Sequence[Claim],
    codebook: Path | None = None,
    look_up: LookUp | None = None,
    given: Sequence[tuple[int, int]] | None = None,
) -> list[Pointed]:
    """The points of a document. claims: its own. given: (start, end) of points in place of the program's own.

    Raises WeightsError, ModelError and CodebookError.
    """
    folder = Folder(codebook)
    tables = load_tables(folder)
    parses = None if look_up is None else Parses(look_up)
    parsed = parsed_by(tables, text, parses=parses)
    ranges = None if given is None else [parsed.tokens_between(start, end) for start, end in given]
    words, topics, rareness = load_point_words(folder), load_topics(folder), load_rareness(folder)
    return pointed(document, parsed, claims, words, tables.issues, topics, rareness, ranges=ranges)


def knowledge(codebook: Path | None = None) -> Knowledge:
    """What two accounts are compared with."""
    folder = Folder(codebook)
    return Knowledge(load_tables(folder).issues, load_rareness(folder), load_rival_names(folder))
