"""Makes src/dragoman/codebook/en/rareness.tsv.gz: how rare stems are in diplomatic prose.

    python training/aligning/rareness.py TEXTS.jsonl[.gz] …

Each line of a file has a `text`. The shipped table was made from White House readouts (public domain), kremlin.ru (CC BY 4.0), the UN General
Debate of 2017 (CC0) and Australian prime ministers' transcripts (CC BY 4.0); it holds counts alone.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from math import log
from pathlib import Path

from dragoman.codebook.rareness import stem

TARGET = Path(__file__).parents[2] / "src/dragoman/codebook/en/rareness.tsv.gz"
_END = re.compile(r"(?<=[.!?])\s+|\n")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEAST_SENTENCES = 3
_SHORTEST = 20


def main(paths: list[str]) -> None:
    held: Counter[str] = Counter()
    sentences = 0
    for path in map(Path, paths):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                for sentence in _END.split(json.loads(line)["text"]):
                    if len(sentence) >= _SHORTEST:
                        sentences += 1
                        held.update({stem(word) for word in _WORD.findall(sentence.lower())})
    rows = [(s, log((sentences + 1) / (n + 0.5))) for s, n in sorted(held.items()) if n >= _LEAST_SENTENCES]
    table = "stem\trareness\n" + "".join(f"{s}\t{value:.2f}\n" for s, value in rows)
    TARGET.write_bytes(gzip.compress(table.encode(), mtime=0))
    print(f"{sentences} sentences, {len(rows)} stems")


if __name__ == "__main__":
    main(sys.argv[1:])
