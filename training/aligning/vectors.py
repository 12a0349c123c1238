"""Makes src/dragoman/codebook/en/word-vectors.npz: what words stand near each other in diplomatic prose.

    python training/aligning/vectors.py TEXTS.jsonl[.gz] …

Each line of a file has a `text`. Stems are counted together within WINDOW words of a sentence, by 1/√distance; the positive pointwise mutual
information of the counts (with the context's share to the power of .75, as Levy, Goldberg and Dagan 2015) is brought to DIMENSIONS by a truncated
singular value decomposition. The shipped table was made from White House readouts, human rights reports, executive orders, Federal Register abstracts, the World
Factbook and the Historian's publications (public domain), kremlin.ru, Australian prime ministers' transcripts and Australian historical documents
(CC BY), and the UN General Debate of 2017 (CC0). Needs scipy. The same texts give the same table up to rounding.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.linalg import svds

from dragoman.codebook.rareness import Rareness, load_rareness, stem

TARGET = Path(__file__).parents[2] / "src/dragoman/codebook/en/word-vectors.npz"
WINDOW, DIMENSIONS, WORDS, LEAST, COMMON = 10, 64, 20_000, 8, 1.5
_END = re.compile(r"(?<=[.!?])\s+|\n")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AT_ONCE = 4_000_000


def sentences(paths: Iterable[Path]) -> Iterator[list[str]]:
    """Stems of each sentence of more than three words."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                for sentence in _END.split(json.loads(line).get("text") or ""):
                    words = [stem(word) for word in _WORD.findall(sentence.lower())]
                    if len(words) > 3:
                        yield words


def counted(told: Sequence[Sequence[str]], places: dict[str, int], rareness: Rareness) -> csr_matrix:
    """How near stems stand to each other: (stems, stems)."""
    size, rows, columns, values = len(places), [], [], []
    total = csr_matrix((size, size), dtype=np.float32)
    for words in told:
        here = [(n, places[w]) for n, w in enumerate(words) if w in places and rareness.of(w) > COMMON]
        for number, (one, row) in enumerate(here):
            for other, column in here[number + 1 :]:
                if other - one > WINDOW:
                    break
                rows.append(row), columns.append(column), values.append((other - one) ** -0.5)
        if len(rows) > _AT_ONCE:
            total += coo_matrix((np.array(values, dtype=np.float32), (rows, columns)), (size, size)).tocsr()
            rows, columns, values = [], [], []
    total += coo_matrix((np.array(values, dtype=np.float32), (rows, columns)), (size, size)).tocsr()
    return csr_matrix(total + total.T)


def reduced(counts: csr_matrix) -> np.ndarray:
    """(stems, DIMENSIONS)."""
    by_stem = np.asarray(counts.sum(1)).ravel()
    context = by_stem**0.75 / (by_stem**0.75).sum()
    cells = counts.tocoo()
    information = np.log(cells.data / (by_stem[cells.row] * context[cells.col]) + 1e-12)
    kept = information > 0
    matrix = csr_matrix((information[kept], (cells.row[kept], cells.col[kept])), counts.shape)
    left, strength, _ = svds(matrix, k=DIMENSIONS, v0=np.ones(counts.shape[0]))
    order = np.argsort(-strength)
    return np.asarray(left[:, order] * strength[order] ** 0.5)


def main(paths: list[str]) -> None:
    told = list(sentences(map(Path, paths)))
    held = Counter(word for words in told for word in words)
    stems = [word for word, n in held.most_common(WORDS) if n >= LEAST]
    rows = reduced(counted(told, {word: n for n, word in enumerate(stems)}, load_rareness()))
    units = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    whole = np.round(units / np.maximum(np.abs(units).max(1, keepdims=True), 1e-9) * 127).astype(np.int8)
    np.savez_compressed(TARGET, stems=np.array("\n".join(stems)), rows=whole)
    print(f"{len(told)} sentences, {len(stems)} stems")


if __name__ == "__main__":
    main(sys.argv[1:])
