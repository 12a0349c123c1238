"""Whether one Text is a copy of another, told from their sketches by an exact count."""

from __future__ import annotations

import numpy as np

from dragoman.merge.sketch import Short, Sketch
from dragoman.records.likeness import Likeness

# Measured on planted copies and on readouts that share a form (`dragoman evaluate copies`): no two originals of the
# development sets reach either, hardly a copy stays below both.
ALIKE = 0.56  # Jaccard of word pairs from which two texts are near copies …
ALIKE_SHORT = 0.8  # … where one has fewer than SHORT words
CONTAINED = 0.8  # share of the shorter's word pairs from which it is a part of the longer …
CONTAINED_SHORT = 0.95  # … and of one of fewer than SHORT words, which a form may fill by half
SHORT, LEAST_WORDS = 60, 12  # a text shorter than the latter is called a part of none
SAME_HEADLINE = 0.75  # share of the shorter headline's words that two numbered versions of one story have in common …
SAME_START = 0.3  # … and share of the shorter text's word pairs


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
    elif _is_part(one if a <= b else other, shared / min(a, b)):
        kind = "part"
    elif (one.version or other.version) and _same_headline(one, other):
        kind = "version"
    return Likeness(kind, jaccard, shared / a, shared / b) if kind else None


def _is_part(shorter: Sketch, share: float) -> bool:
    return shorter.words >= LEAST_WORDS and share >= (CONTAINED_SHORT if shorter.words < SHORT else CONTAINED)


def _shared(one: Short, other: Short) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))


def _same_headline(one: Sketch, other: Sketch) -> bool:
    """Whether a later headline writes the earlier one on: most words of the shorter, and some of the story's too."""
    shared = _shared(one.headline, other.headline)
    fewer = min(len(one.headline), len(other.headline))
    in_text = _shared(one.shingles, other.shingles) / min(len(one.shingles), len(other.shingles))
    return shared >= 3 and shared >= SAME_HEADLINE * fewer and in_text >= SAME_START
