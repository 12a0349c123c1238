"""Whether one Text is a copy of another, told from their sketches by an exact count."""

from __future__ import annotations

import numpy as np

from dragoman.merge.sketch import Short, Sketch
from dragoman.merge.versions import CORRECTED, EARLY, LATE, PLAIN, WITHDRAWN
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

# A version with another headline: share of the shorter's runs of words, how many, and share of its names; from which share of the word pairs with
# which one's body begins, and the other's, the news of one is still told in the other. Chosen on goldsets/chains.
SIGNED, UNSIGNED = (0.12, 8, 0.75), (0.35, 12, 0.9)
LEAST_NAMES, KEPT_NAMES = 3, 0.75
SURE_NAMES, SURE_PAIRS = 0.9, 0.5
SAME_NAMES = 0.5  # under one headline
LEAD, LEAD_SURE = (0.15, 0.4), (0.3, 0.6)
UNSIGNED_ALIKE = 0.33  # Jaccard of word pairs of two texts without a sign
FLASH_WORDS, FLASH_HEADLINE, FLASH_NAMELESS = 40, 0.65, 0.8
# A later version that begins with what came of the news and keeps the earlier report below: share of the earlier's runs, how many, share of its names,
# of the word pairs with which its body begins, and words that the headlines share. Chosen on the held-back chains; on 2,675 real reports and transcripts,
# 6,000 pairs of which are of one publisher and at most a day apart, it joins none.
GREW_SIGNED, GREW_UNSIGNED = (0.25, 8, 0.75, 0.5, 2), (0.4, 12, 0.9, 0.9, 3)


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
    elif _grew(one, other):
        kind = "rewrite"
    elif _is_rewrite(one, other, jaccard):
        kind = "version" if _surely(one, other) else "rewrite"
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
    """Whether the heads say that one writes the other on, or takes it back: by slug or by headline."""
    withdraws = one.withdraws or other.withdraws
    if one.slug and one.slug == other.slug:
        mends = withdraws or CORRECTED in (one.version, other.version)
        return mends or _share(one.names, other.names) >= KEPT_NAMES
    return (one.numbered or other.numbered) and (_same_headline(one, other, withdraws) or _flash(one, other))


def _is_rewrite(one: Sketch, other: Sketch, jaccard: float) -> bool:
    """Whether whole passages of the shorter stand in the other, the news of one among them, and its names: a form that is filled in anew names
    others, and background that two reports share begins neither.
    """
    signed = one.numbered or other.numbered
    runs, least, kept = SIGNED if signed else UNSIGNED
    if _shared(one.runs, other.runs) < least or _share(one.runs, other.runs) < runs:
        return False
    named = min(len(one.names), len(other.names))
    if named < LEAST_NAMES or _share(one.names, other.names) < kept:
        return False
    return _tell(one, other, LEAD) and (signed or jaccard >= UNSIGNED_ALIKE)


def _grew(one: Sketch, other: Sketch) -> bool:
    """Whether the later version tells first what came of the news, and keeps what the earlier one began with, and most of the rest, below.

    A report on another matter has what was told of this one as background: one of its sentences, not most of them. A sign without a number
    does not say which is the earlier.
    """
    earlier, later = sorted((one, other), key=lambda s: (s.version, s.words))
    if _keeps(earlier, later, GREW_SIGNED if PLAIN < later.version != WITHDRAWN else GREW_UNSIGNED):
        return True
    return later.version in (LATE, CORRECTED) and _keeps(later, earlier, GREW_UNSIGNED)


def _keeps(earlier: Sketch, later: Sketch, least: tuple[float, int, float, float, int]) -> bool:
    """Whether the later one has so much of the earlier: share and number of its runs, share of its names and of the pairs that its body
    begins with, words of its headline.
    """
    share, runs, named, lead, titled = least
    shared = _shared(earlier.runs, later.runs)
    return (
        shared >= max(runs, share * len(earlier.runs))
        and len(earlier.names) >= LEAST_NAMES
        and _part(earlier.names, later.names) >= named
        and _part(earlier.lead, later.shingles) >= lead
        and _shared(earlier.headline, later.headline) >= titled
    )


def _surely(one: Sketch, other: Sketch) -> bool:
    """Whether a rewriting is known for one though the publishers are not: numbered, with most of the news, names and words of the headline."""
    alike = _share(one.names, other.names) >= SURE_NAMES and _share(one.shingles, other.shingles) >= SURE_PAIRS
    return (
        (one.numbered or other.numbered)
        and alike
        and _tell(one, other, LEAD_SURE)
        and bool(_shared(one.headline, other.headline))
    )


def _tell(one: Sketch, other: Sketch, shares: tuple[float, float]) -> bool:
    """Whether each still tells what the other's body begins with, one of them most of it."""
    least, most = sorted((_part(one.lead, other.shingles), _part(other.lead, one.shingles)))
    return least >= shares[0] and most >= shares[1]


def _part(one: Short, other: Short) -> float:
    """Share of the first set that the other has."""
    return _shared(one, other) / len(one) if len(one) else 0.0


def _same_headline(one: Sketch, other: Sketch, withdraws: bool) -> bool:
    """Whether a later headline writes the earlier one on: most words of the shorter, and some of the story's too; a withdrawal tells no story."""
    shared = _shared(one.headline, other.headline)
    fewer = min(len(one.headline), len(other.headline))
    least = 0.0 if withdraws else SAME_START if one.numbered and other.numbered else SAME_START_ONE
    if (
        not withdraws
        and min(len(one.names), len(other.names)) >= LEAST_NAMES
        and _share(one.names, other.names) < SAME_NAMES
    ):
        return False
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


def _share(one: Short, other: Short) -> float:
    """Share of the smaller set that the larger has."""
    fewer = min(len(one), len(other))
    return _shared(one, other) / fewer if fewer else 0.0
