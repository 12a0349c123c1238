"""What of a Text is kept to know its copies again: hashes of its word pairs, headline, slug and names, and the keys by which candidates meet.

Candidates are found twice over: by locality-sensitive hashing of R-MinHash signatures (texts alike as wholes: Broder
1997, Indyk and Motwani 1998) and by a sample of runs of words (a text that stands in another: Schleimer et al. 2003).
A sketch follows from the Text alone, so that no order of reading changes it.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from dragoman.merge.versions import PLAIN, WITHDRAWN, Head, beginning, head_of, names
from dragoman.records.folded import folded_words

Hashes = NDArray[np.uint64]
Short = NDArray[np.uint32]


def _none() -> Short:
    return np.zeros(0, dtype=np.uint32)


Sorted = TypeVar("Sorted", NDArray[np.uint64], NDArray[np.uint32])

# Part of every stored sketch: those of another scheme are made anew.
SCHEME = 3
SHINGLE = 2  # words; pairs outlive the words that a machine garbles here and there
RUN = 5  # words of a run, of which a sample serves as keys
SAMPLE = 8  # one run in so many is a key …
HEAD, HEAD_SAMPLE = 50, 2  # … of the first words every other, since a flash repeats no more than these
BANDS, ROWS = 40, 4  # a pair of Jaccard .6 meets in a band with a probability of .996, one of .2 with .06
HEAD_BANDS, HEAD_ROWS = 12, 2  # headlines: .5 with .97, .1 with .11
LEAD_WORDS = 40  # at most, of the sentence with which the body begins
HEAD_WORDS = 8  # of a numbered version's headline, of which every three are a key
_SEED = 42
_HEAD = "<BIIIIIII"
_MIX = np.uint64(0x9E3779B97F4A7C15)
_FAMILIES = {"text": 1, "headline": 1 << 20, "run": 1 << 21, "slug": 1 << 22, "head words": 1 << 23}


@dataclass(frozen=True, slots=True)
class Sketch:
    """words: how many the text has. shingles, runs, headline, names: sorted hashes of its word pairs, of its runs of RUN words, of its
    headline's words, of names in its body and of the word pairs of its first sentence, 32 bits. slug: hash of the words by which editors name the story; 0 for none.

    version: its place among the versions of a day, by its head ("2nd LEAD"). keys: by which candidates meet, 63 bits.
    """

    words: int
    shingles: Short
    runs: Short
    headline: Short
    version: int
    keys: tuple[int, ...] = ()
    names: Short = field(default_factory=_none)
    lead: Short = field(default_factory=_none)
    slug: int = 0

    @property
    def numbered(self) -> bool:
        """Whether the head says that it is one version of several."""
        return self.version != PLAIN

    @property
    def withdraws(self) -> bool:
        """Whether the head says that the story is taken back."""
        return self.version == WITHDRAWN

    def packed(self) -> bytes:
        """The sketch without its keys, as the ledger keeps it."""
        sets = (self.shingles, self.runs, self.headline, self.names, self.lead)
        head = struct.pack(_HEAD, self.version, self.words, self.slug, *(len(one) for one in sets))
        return head + b"".join(one.astype("<u4").tobytes() for one in sets)

    @classmethod
    def unpacked(cls, body: bytes) -> Sketch:
        """The sketch of `packed`."""
        version, words, slug, *lengths = struct.unpack_from(_HEAD, body)
        values = np.frombuffer(body, dtype="<u4", offset=struct.calcsize(_HEAD))
        shingles, runs, headline, named, lead = np.split(values, np.cumsum(lengths)[:-1])
        return cls(words, shingles, runs, headline, version, (), named, lead, slug)


def sketches(texts: Iterable[str]) -> list[Sketch]:
    """One sketch a text, in order."""
    texts = list(texts)
    words = [_hashes(folded_words(text)) for text in texts]
    heads = [head_of(text) for text in texts]
    runs = [_runs(one, RUN) for one in words]
    shingles = [_distinct(_runs(one, SHINGLE)) for one in words]
    headlines = [_distinct(_hashes(head.headline)) for head in heads]
    alike = _bands(shingles, BANDS, ROWS, "text")
    titled = _bands(headlines, HEAD_BANDS, HEAD_ROWS, "headline")
    return [
        Sketch(
            len(words[n]),
            _short(shingles[n]),
            _short(runs[n]),
            _short(headlines[n]),
            heads[n].version,
            tuple(sorted({*alike[n], *titled[n], *_sample(runs[n]), *_head_keys(heads[n])})),
            _short(_hashes(sorted(names(text)))),
            _short(_runs(_hashes(folded_words(beginning(text))[:LEAD_WORDS]), SHINGLE)),
            _slug(heads[n]),
        )
        for n, text in enumerate(texts)
    ]


def _slug(head: Head) -> int:
    return _word_hash(" ".join(head.slug)) >> 32 if head.slug else 0


def _head_keys(head: Head) -> list[int]:
    """Keys of a slug, and of every three words of a numbered version's headline: a flash has hardly more than these."""
    found = _hashes([f"{head.slug} {n}" for n in range(2)] if head.slug else [])
    keys = [int(key) for key in _mixed(found + np.uint64(_FAMILIES["slug"])) >> np.uint64(1)]
    if head.version == PLAIN:
        return keys
    threes = [" ".join(three) for three in combinations(sorted(set(head.headline[:HEAD_WORDS])), 3)]
    of_words = _mixed(_hashes(threes) + np.uint64(_FAMILIES["head words"])) >> np.uint64(1)
    return [*keys, *(int(key) for key in of_words)]


@lru_cache(maxsize=1 << 18)
def _word_hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _hashes(words: Sequence[str]) -> Hashes:
    return np.fromiter((_word_hash(word) for word in words), dtype=np.uint64, count=len(words))


def _short(hashes: Hashes) -> Short:
    return _distinct((hashes >> np.uint64(32)).astype(np.uint32))


def _distinct(values: Sorted) -> Sorted:
    """The values sorted, each once."""
    values = np.sort(values)
    return values[np.concatenate([[True], values[1:] != values[:-1]])] if len(values) else values


def _runs(words: Hashes, length: int) -> Hashes:
    """Hashes of all runs of so many words, in order of the text; of a shorter text, of the whole."""
    if not len(words):
        return words
    length = min(length, len(words))
    found = np.zeros(len(words) - length + 1, dtype=np.uint64)
    for n in range(length):
        found = _mixed(found * _MIX + words[n : n + len(found)])
    return found


def _mixed(values: Hashes) -> Hashes:
    """Every bit of the answer hangs on every bit of a value (finalizer of MurmurHash3)."""
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return values ^ (values >> np.uint64(33))


def _sample(runs: Hashes) -> list[int]:
    """Keys of the runs whose hash is low enough, so that two texts choose the same ones. runs: in order of the text."""
    chosen = runs < np.uint64((1 << 64) // SAMPLE)
    chosen[:HEAD] |= runs[:HEAD] < np.uint64((1 << 64) // HEAD_SAMPLE)
    return [int(key) for key in _distinct(_mixed(runs[chosen] + np.uint64(_FAMILIES["run"])) >> np.uint64(1))]


def _bands(sets: Sequence[Hashes], bands: int, rows: int, family: str) -> list[list[int]]:
    """Keys of the bands of each set's R-MinHash signature; none of an empty set."""
    from rensa import RMinHash

    offsets = np.concatenate([[0], np.cumsum([len(one) for one in sets])]).astype(np.int64)
    flat = np.concatenate([*sets, np.zeros(0, dtype=np.uint64)])
    digests = RMinHash.digest_matrix_from_flat_token_hashes(flat, offsets.tolist(), bands * rows, _SEED).to_rows()
    signatures = np.asarray(digests, dtype=np.uint64).reshape(len(sets), bands, rows)
    keys = np.broadcast_to(np.arange(bands, dtype=np.uint64) + np.uint64(_FAMILIES[family]), signatures.shape[:2])
    for row in range(rows):
        keys = _mixed(keys * _MIX + signatures[:, :, row])
    return [[int(key) for key in found] if len(one) else [] for found, one in zip(keys >> np.uint64(1), sets)]
