"""Weights of words: the logarithm of sentences over sentences that have a stem, of texts as JSON lines with `text`.

    python -m training.merging.weigh_words TEXTS.jsonl[.gz] … > src/dragoman/codebook/en/word-weights.tsv

The shipped table was counted over Wikinews 2019–2020, Wikipedia current events 2002–2026, and readouts of the White House and the
Kremlin of 2021–2022: 163,529 sentences.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from dragoman.codebook.deeds import Deeds, load_deeds

LEAST_SENTENCES = 8  # rarer stems are left out: they weigh as what the table does not have
_SHORTEST = 25  # code points; what is shorter is no sentence
_BREAK = re.compile(r"(?<=[.!?])\s+|\n+")


def sentences(paths: Iterable[str]) -> Iterator[str]:
    """The sentences of all texts, as far as punctuation and lines tell."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8") as lines:  # noqa: PTH123
            for line in lines:
                yield from (one for one in _BREAK.split(json.loads(line)["text"]) if len(one) > _SHORTEST)


def weights(told: Iterable[str], deeds: Deeds) -> dict[str, float]:
    """Stem → weight, in order of the alphabet."""
    total, found = 0, Counter[str]()
    for sentence in told:
        total += 1
        found.update(set(deeds.stems(sentence)))
    return {stem: math.log(total / n) for stem, n in sorted(found.items()) if n >= LEAST_SENTENCES}


if __name__ == "__main__":
    print("stem\tweight")
    for stem, weight in weights(sentences(sys.argv[1:]), load_deeds()).items():
        print(f"{stem}\t{weight:.1f}")
