"""Whether one Text is a copy of another, told from their sketches by an exact count."""

from __future__ import annotations

import numpy as np

from dragoman.merge.sketch import Short, Sketch
from dragoman.merge.versions import CORRECTED, EARLY
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

# A version with another headline: share of the shorter's runs of words and how many, share of its word pairs, and of its names. Chosen on chains of
# versions (goldsets/chains), and such that no planted or real pair of other stories is taken for one (`dragoman evaluate copies`).
SIGNED_RUNS, SIGNED_LEAST, SIGNED_PAIRS = 0.12, 8, 0.4
SLUG_RUNS, SLUG_LEAST = 0.0, 0
KEPT_NAMES, LEAST_NAMES = 0.75, 3
REWRITTEN, REWRITTEN_RUNS, REWRITTEN_LEAST, REWRITTEN_NAMES = 0.33, 0.35, 12, 0.9  # of texts without a sign; the first is the Jaccard of word pairs
FLASH_WORDS, FLASH_HEADLINE, FLASH_NAMELESS = 40, 0.6, 0.8


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
    elif _is_version(one, other):
        kind = "version"
    elif jaccard >= REWRITTEN and _same_story(one, other, REWRITTEN_RUNS, REWRITTEN_LEAST, 0.5, REWRITTEN_NAMES):
        kind = "rewrite"
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


def _is_version(one: Sketch, other: Sketch) -> bool:
    """Whether one writes the other on, or takes it back: by slug, by headline, or by sentences and names that both have."""
    withdraws = one.withdraws or other.withdraws
    mends = withdraws or CORRECTED in (one.version, other.version)
    if one.slug and one.slug == other.slug and (mends or _same_story(one, other, SLUG_RUNS, SLUG_LEAST, 0.0)):
        return True
    if not (one.numbered or other.numbered):
        return False
    if _same_headline(one, other, withdraws) or _flash(one, other):
        return True
    return _same_story(one, other, SIGNED_RUNS, SIGNED_LEAST, SIGNED_PAIRS)


def _same_headline(one: Sketch, other: Sketch, withdraws: bool) -> bool:
    """Whether a later headline writes the earlier one on: most words of the shorter, and some of the story's too; a withdrawal tells no story."""
    shared = _shared(one.headline, other.headline)
    fewer = min(len(one.headline), len(other.headline))
    least = 0.0 if withdraws else SAME_START if one.numbered and other.numbered else SAME_START_ONE
    return shared >= 3 and shared >= SAME_HEADLINE * fewer and _share(one.shingles, other.shingles) >= least


def _flash(one: Sketch, other: Sketch) -> bool:
    """Whether one is little more than a headline, of which the other keeps most words and the names."""
    flash, whole = sorted((one, other), key=lambda s: s.words)
    if flash.version > EARLY or flash.words > FLASH_WORDS:
        return False
    named = np.union1d(whole.names, whole.headline)
    kept = _shared(flash.names, named) >= KEPT_NAMES * len(flash.names)
    least = FLASH_HEADLINE if len(flash.names) else FLASH_NAMELESS
    shared = _shared(one.headline, other.headline)
    return kept and shared >= 3 and shared >= least * min(len(one.headline), len(other.headline))


def _same_story(
    one: Sketch, other: Sketch, runs: float, least: int, pairs: float, kept: float = KEPT_NAMES
) -> bool:
    """Whether whole passages of the shorter stand in the other, and its names: a form that is filled in anew names others."""
    if _shared(one.runs, other.runs) < least or _share(one.runs, other.runs) < runs:
        return False
    named = min(len(one.names), len(other.names))
    same_names = named >= LEAST_NAMES and _share(one.names, other.names) >= kept
    return same_names and _share(one.shingles, other.shingles) >= pairs


def _share(one: Short, other: Short) -> float:
    """Share of the smaller set that the larger has."""
    fewer = min(len(one), len(other))
    return _shared(one, other) / fewer if fewer else 0.0
