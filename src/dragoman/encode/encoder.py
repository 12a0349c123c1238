"""MiniLM, tuned, by onnxruntime: one vector a word. A sentence gets the same vectors alone and in any batch (to 1e-5): its products are of
int8, those of queries, keys and values of floats, and each row of activations has a scale of its own (training/coder/rowwise.py)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dragoman.encode.sessions import session_of
from dragoman.encode.weights_files import folder_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]
Words = Sequence[tuple[int, int]]

LIMIT = 160  # pieces; words beyond have a vector of zeros
_BATCH = 16  # sentences; more fill the processor's caches and take longer each
_PIECES = 512  # of a batch, padding included
_RUN = 5  # pieces that could be encoded in the time that a further run takes by itself


class Encoder:
    """Sentences → vectors of their words: the mean over the pieces of each."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer) -> None:
        self.session = session
        self.tokenizer = tokenizer

    def words(self, sentences: Sequence[tuple[str, Words]]) -> list[Floats]:
        """For each (text, (start, end) of its words in code points) an array (words, width), in order."""
        coded = [self.tokenizer.encode(text) for text, _ in sentences]
        order = sorted(range(len(coded)), key=lambda n: len(coded[n].ids))
        found: list[Floats] = [np.zeros((0, 0), dtype=np.float32)] * len(coded)
        for group in _groups(order, [min(LIMIT, len(c.ids)) for c in coded]):
            vectors = self._pieces([coded[n].ids[:LIMIT] for n in group])
            for row, n in enumerate(group):
                found[n] = _pooled(vectors[row], coded[n].offsets[:LIMIT], sentences[n][1])
        return found

    def _pieces(self, rows: list[list[int]]) -> Floats:
        lengths = np.array([len(row) for row in rows], dtype=np.int32)
        ids = np.zeros((len(rows), lengths.max()), dtype=np.int64)
        for n, row in enumerate(rows):
            ids[n, : len(row)] = row
        (vectors,) = self.session.run(None, {"ids": ids, "lengths": lengths})
        return np.asarray(vectors, dtype=np.float32)


def _groups(order: list[int], lengths: list[int]) -> list[list[int]]:
    """Sentences of like length together, up to `_BATCH` of them and `_PIECES` pieces, and no more padding than a run is worth.

    order: by length, shorter ones first.
    """
    groups: list[list[int]] = []
    for n in order:
        last = groups[-1] if groups else []
        padding = len(last) * (lengths[n] - lengths[last[-1]]) if last else 0
        if last and padding <= _RUN and len(last) < _BATCH and (len(last) + 1) * lengths[n] <= _PIECES:
            last.append(n)
        else:
            groups.append([n])
    return groups


def _pooled(vectors: Floats, offsets: Sequence[tuple[int, int]], words: Words) -> Floats:
    found = np.zeros((len(words), vectors.shape[1]), dtype=np.float32)
    for word, pieces in enumerate(pieces_of(words, offsets)):
        if pieces:
            found[word] = vectors[pieces].mean(0)
    return found


def pieces_of(words: Words, offsets: Sequence[tuple[int, int]]) -> list[list[int]]:
    """For each word the pieces that share a character with it; both in order of the text."""
    found: list[list[int]] = [[] for _ in words]
    at = 0
    for piece, (start, end) in enumerate(offsets):
        if start == end:
            continue
        while at < len(words) and words[at][1] <= start:
            at += 1
        word = at
        while word < len(words) and words[word][0] < end:
            found[word].append(piece)
            word += 1
    return found


@lru_cache(maxsize=2)
def load_encoder(folder: Path | None = None, threads: int = 0) -> Encoder:
    """The encoder of a folder of weights, the shipped one by default. Raises WeightsError.

    threads: 0 takes as many as OMP_NUM_THREADS says, else all cores.
    """
    from tokenizers import Tokenizer

    where = folder_of(folder)
    tokenizer = Tokenizer.from_file(str(where / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Encoder(session_of(where / "encoder.onnx", threads), tokenizer)
