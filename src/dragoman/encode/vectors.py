"""The vectors of a text's words, each sentence encoded once however many ask."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from dragoman.encode.encoder import Encoder
from dragoman.records.parsed import ParsedText

Floats = NDArray[np.float32]


class Vectors:
    """Sentence number → (words, width), for the sentences asked for."""

    def __init__(self, parsed: ParsedText, encoder: Encoder) -> None:
        self.parsed, self.encoder = parsed, encoder
        self.known: dict[int, Floats] = {}
        self._mentions: dict[tuple[int, int, int], Floats] = {}
        self._means: dict[int, Floats] = {}

    def need(self, sentences: Iterable[int]) -> None:
        """Encodes those of the sentences that are not encoded yet, together."""
        missing = sorted(set(sentences) - self.known.keys())
        if not missing:
            return
        p, asked = self.parsed, []
        for n in missing:
            first, last = p.sentences[n]
            start = p.starts[first]
            words = [(p.starts[t] - start, p.ends[t] - start) for t in range(first, last)]
            asked.append((p.text[start : p.ends[last - 1]], words))
        self.known.update(zip(missing, self.encoder.words(asked)))

    def __getitem__(self, sentence: int) -> Floats:
        if sentence not in self.known:
            self.need([sentence])
        return self.known[sentence]

    def mean(self, sentence: int) -> Floats:
        """(width,), over the sentence's words."""
        if sentence not in self._means:
            self._means[sentence] = self[sentence].mean(0)
        return self._means[sentence]

    def mention(self, first: int, last: int, head: int) -> Floats:
        """(2 × width,) of tokens of one sentence: the mean over them, and the head's."""
        place = first, last, head
        if place not in self._mentions:
            sentence = self.parsed.sentence_index[head]
            start, end = self.parsed.sentences[sentence]
            vectors = self[sentence]
            words = vectors[max(first, start) - start : min(last, end) - start]
            self._mentions[place] = np.concatenate([words.mean(0), vectors[head - start]])
        return self._mentions[place]
