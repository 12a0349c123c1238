"""Whether one Text is a copy of another, told from their sketches by an exact count."""

from __future__ import annotations

import numpy as np

from dragoman.merge.sketch import Short, Sketch
from dragoman.records.likeness import Likeness

# Counted on planted copies and on readouts that share a form (`dragoman evaluate copies`): a cut copy keeps .85 of its runs of
# words and more, two texts of one form share .73 of them and less.
ALIKE = 0.56  # Jaccard of word pairs from which two texts are near copies …
ALIKE_SHORT = 0.8  # … where one has fewer than SHORT words
SHORT = 60
CONTAINED = 0.75  # share of the shorter's runs from which it is a part of the longer, if it has LEAST_WORDS
LEAST_WORDS = 12
CONTAINED_LONG = 0.85  # share of word pairs from which one of LONG words is: it may be garbled
LONG = 150
SAME_HEADLINE = 0.8  # share of the shorter headline's words that two numbered versions of one story have in common …
SAME_START, SAME_START_ONE = (
    0.3,
    0.5,
)  # … and share of the shorter text's word pairs; the latter where only one is numbered


def likeness(one: Sketch, other: Sketch) -> Likeness | None:
    """How a text is a copy of the other, by exact count; null when it is none."""
    shared = _shared(one.shingles, other.shingles)
    a, b = len(one.shingles), len(other.shingles)
    if not shared:
        return None
    jaccard = shared / (a + b - shared)
    kind = None
    if jaccard >= (ALIKE_SHORT if min(one.words, other.words) < SHORT else ALIKE):
        kind = "near"
    elif _is_part(one, other, shared / min(a, b)):
        kind = "part"
    elif (one.numbered or other.numbered) and _same_headline(one, other):
        kind = "version"
    return Likeness(kind, jaccard, shared / a, shared / b) if kind else None


def _is_part(one: Sketch, other: Sketch, pairs: float) -> bool:
    """Whether the shorter stands in the longer. pairs: share of the shorter's word pairs."""
    words = min(one.words, other.words)
    runs = _shared(one.runs, other.runs) / min(len(one.runs), len(other.runs))
    return words >= LEAST_WORDS and (runs >= CONTAINED or (words >= LONG and pairs >= CONTAINED_LONG))


def _shared(one: Short, other: Short) -> int:
    """How many hashes two sorted sets have in common."""
    fewer, more = (one, other) if len(one) <= len(other) else (other, one)
    if not len(fewer):
        return 0
    places = np.searchsorted(more, fewer)
    return int(np.count_nonzero(more[np.minimum(places, len(more) - 1)] == fewer))


def _same_headline(one: Sketch, other: Sketch) -> bool:
    """Whether a later headline writes the earlier one on: most words of the shorter, and some of the story's too."""
    shared = _shared(one.headline, other.headline)
    fewer = min(len(one.headline), len(other.headline))
    least = SAME_START if one.numbered and other.numbered else SAME_START_ONE
    in_text = _shared(one.shingles, other.shingles) / min(len(one.shingles), len(other.shingles))
    return shared >= 3 and shared >= SAME_HEADLINE * fewer and in_text >= least
