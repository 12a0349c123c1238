"""A point with what it is aligned by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.records.comparison import Point

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Pointed:
    """A point of one side, with plain values that `analyse` aligns it by.

    states: layers of the encoder, each (pieces, width); piece_stems: stem of the word that each piece belongs to, empty for marks.
    stems: of content words in the point; sentence_stems: in its whole sentence. leading: stems of the words by which its paragraph says what
    it is on ("On Cyprus, …"). numbers: as written. initials: of names of several words; acronyms: as written.
    topics: topic → weight, by its own words; carried: with those of the point before in its paragraph.
    opposing: how many of its words oppose, claim a right or lay blame. negated: whether it denies something. joint: whether it tells what both did or hold.
    """

    point: Point
    states: tuple[Floats, ...]
    piece_stems: tuple[str, ...]
    stems: frozenset[str]
    sentence_stems: frozenset[str]
    leading: frozenset[str]
    numbers: frozenset[str]
    initials: frozenset[str]
    acronyms: frozenset[str]
    topics: dict[str, float]
    carried: dict[str, float]
    opposing: int
    negated: bool
    joint: bool
