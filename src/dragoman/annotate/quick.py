"""A spaCy pipeline of the small kind, run over many paragraphs at once: the same parse in a quarter of the time.

How is told in `vectors`, `forms` and `entities`; tokens, tags and the parser's transitions are spaCy's own, for all paragraphs together. A
pipeline of another build (--model) is left to spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from dragoman.annotate.entities import Entities
from dragoman.annotate.forms import Forms
from dragoman.annotate.pieces import Piece
from dragoman.annotate.vectors import TokenVectors, UnlikeError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BUILD = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]
_TOKENS = 6_000  # in a batch
_ARRAYS = ("ORTH", "TAG", "DEP", "HEAD", "SENT_START", "LENGTH", "SPACY", "IS_SPACE")
Ints = NDArray[np.int64]


class _Arrays(NamedTuple):
    """Of a parsed paragraph's tokens. words, tags, labels: spaCy's numbers of strings, signed here. steps: from a token to its head. begins: 1
    where a sentence does. blanks, spaces: 1 where a blank follows, where the token is white space."""

    words: Ints
    tags: Ints
    labels: Ints
    steps: Ints
    begins: Ints
    lengths: Ints
    blanks: Ints
    spaces: Ints


class Quick:
    """A pipeline prepared. Raises UnlikeError for one of another build."""

    def __init__(self, nlp: Language) -> None:
        if nlp.pipe_names != BUILD:
            raise UnlikeError(f"other components: {', '.join(nlp.pipe_names)}")
        self.nlp = nlp
        parts: list[Any] = [nlp.get_pipe(name) for name in ("tagger", "parser", "tok2vec", "ner")]
        self.tagger, self.parser, shared, names = parts
        self.vectors = TokenVectors(shared.model)
        self.names = Entities(names)
        self.forms = Forms(nlp)
        self._strings = _Strings(nlp.vocab.strings)

    def pieces(self, texts: Sequence[str]) -> list[Piece]:
        """The pieces of paragraphs, in order."""
        return [piece for batch in self._batches(texts) for piece in self._parsed(batch)]

    def _batches(self, texts: Sequence[str]) -> Iterator[list[Doc]]:
        batch: list[Doc] = []
        for text in texts:
            batch.append(self.nlp.make_doc(text))
            if sum(map(len, batch)) > _TOKENS:
                yield batch
                batch = []
        if batch:
            yield batch

    def _parsed(self, docs: list[Doc]) -> list[Piece]:
        for doc, rows in zip(docs, self.vectors.of(docs)):
            cast(Any, doc).tensor = rows
        for part in (self.tagger, self.parser):
            part.set_annotations(docs, part.predict(docs))
        arrays = [_Arrays(*cast(Any, doc).to_array(_ARRAYS).astype(np.int64).T) for doc in docs]
        keys = [list(zip(a.words.tolist(), a.tags.tolist(), a.labels.tolist())) for a in arrays]
        told = self.forms.of(docs, keys)
        names = self.names.of(docs, [a.begins == 1 for a in arrays], [a.spaces == 1 for a in arrays])
        return [self._piece(*one) for one in zip(arrays, told, names)]

    def _piece(self, a: _Arrays, told: tuple[list[str], list[str]], names: list[tuple[int, int, str]]) -> Piece:
        """See Piece: white space left out."""
        starts = np.concatenate([[0], np.cumsum(a.lengths + a.blanks)])[:-1]
        words = a.spaces == 0
        kept, place = np.flatnonzero(words), np.cumsum(words) - 1
        heads = _heads(np.arange(len(words)) + a.steps, a.spaces)
        heads = np.where(words[heads], place[heads], place)[kept]
        poses, lemmas = told
        number, strings = kept.tolist(), self._strings
        edges = [0, *(np.flatnonzero(a.begins[1:] == 1) + 1).tolist(), len(words)]
        sentences = [_inside(first, last, words, place) for first, last in pairwise(edges)]
        entities = [(_inside(first, last, words, place), label) for first, last, label in names]
        return Piece(
            starts[kept].tolist(),
            a.lengths[kept].tolist(),
            heads.tolist(),
            [strings[x] for x in a.labels[kept].tolist()],
            [strings[x] for x in a.tags[kept].tolist()],
            [poses[n] for n in number],
            [lemmas[n] for n in number],
            [found for found in sentences if found is not None],
            [(*found, label) for found, label in entities if found is not None],
        )


class _Strings(dict[int, str]):
    """spaCy's numbers of labels, as the signed numbers that they are here, → labels."""

    def __init__(self, strings: Any) -> None:
        super().__init__()
        self._known = strings

    def __missing__(self, number: int) -> str:
        self[number] = found = str(self._known[number % (1 << 64)])
        return found


def _heads(heads: Ints, spaces: Ints) -> Ints:
    """Heads that are words: above white space stands its own head."""
    for _ in range(len(heads)):
        risen = np.where(spaces[heads] == 1, heads[heads], heads)
        if (risen == heads).all():
            break
        heads = risen
    return heads


def _inside(first: int, last: int, words: NDArray[np.bool_], place: Ints) -> tuple[int, int] | None:
    """The half-open range of the words among tokens, None without one."""
    numbers = place[first:last][words[first:last]]
    return (int(numbers[0]), int(numbers[-1]) + 1) if len(numbers) else None
