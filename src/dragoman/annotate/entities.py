"""Names as spaCy's transition-based recogniser gives them, read off in one pass.

Its state is little: whether a name is open, and where it began. Outside of one, the scores of a token's actions hang on the token alone, so that they
are made for all tokens together; inside one, only going on and closing are possible. spaCy scores and checks all 74 actions at each token.
Source of the rules: spacy/pipeline/_parser_internals/ner.pyx.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dragoman.annotate.vectors import TokenVectors, UnlikeError, maxout

if TYPE_CHECKING:
    from spacy.tokens import Doc

Floats = NDArray[np.float32]
_SEEN = 3  # tokens that a state looks at: the next one, the name's first, the last one of an open name


class Entities:
    """The recogniser of a pipeline (its component `ner`). Raises UnlikeError for one of another build."""

    def __init__(self, ner: Any) -> None:
        try:
            first, lower, upper = ner.model.layers
            self.vectors = TokenVectors(first.layers[0])
            linear = first.layers[2]
            self.narrow = np.asarray(linear.get_param("W")).T, np.asarray(linear.get_param("b"))
            weights = np.asarray(lower.get_param("W"))
            seen, outputs, pieces, width = weights.shape
            self.lower = np.ascontiguousarray(weights.transpose(3, 0, 2, 1).reshape(width, -1))
            self.bias = np.asarray(lower.get_param("b")).T.reshape(-1)
            self.padding = (
                np.asarray(lower.get_param("pad")).reshape(seen, outputs, pieces).transpose(0, 2, 1).reshape(seen, -1)
            )
            self.upper = np.asarray(upper.get_param("W")), np.asarray(upper.get_param("b"))
            names = [str(ner.moves.get_class_name(n)) for n in range(ner.moves.n_moves)]
        except (AttributeError, IndexError, KeyError, ValueError) as error:
            raise UnlikeError(f"not a recogniser of the known kind: {error}") from error
        if seen != _SEEN or ner.cfg.get("beam_width", 1) != 1 or ner.model.attrs.get("unseen_classes"):
            raise UnlikeError("a recogniser that looks at more, or searches")
        self.pieces = pieces
        self.acts = [tuple(name.partition("-")[::2]) for name in names]
        self.number = {act: n for n, act in enumerate(self.acts)}
        kinds = np.array([act for act, _ in self.acts])
        labelled = np.array([bool(label) for _, label in self.acts])
        self.nothing = kinds == "O"
        self.whole = self.nothing | ((kinds == "U") & labelled)
        self.any = self.whole | ((kinds == "B") & labelled)

    def of(self, docs: Sequence[Doc], starts: Sequence[NDArray[np.bool_]], blank: Sequence[NDArray[np.bool_]]) -> list[list[tuple[int, int, str]]]:  # fmt: skip
        """For each text (first, last, label), half-open. starts, blank: which tokens begin a sentence, which are white space."""
        if not docs:
            return []
        weights, bias = self.narrow
        tokens = np.concatenate(self.vectors.of(docs)) @ weights + bias
        parts = (tokens @ self.lower).reshape(len(tokens), _SEEN, len(self.bias))
        scores = self._scores(parts[:, 0] + (self.padding[1] + self.padding[2] + self.bias))
        found, at = [], 0
        for doc, begins, spaces in zip(docs, starts, blank):
            end = at + len(doc)
            found.append(self._read(parts[at:end], scores[at:end], begins, spaces))
            at = end
        return found

    def _scores(self, x: Floats) -> Floats:
        weights, bias = self.upper
        return np.asarray(maxout(x, self.pieces) @ weights.T + bias)

    def _read(self, parts: Floats, scores: Floats, begins: NDArray[np.bool_], spaces: NDArray[np.bool_]) -> list[tuple[int, int, str]]:  # fmt: skip
        """One text. parts (tokens, _SEEN, hidden), scores (tokens, actions) outside of a name."""
        count = len(parts)
        if not count:
            return []
        last = np.append(begins[1:], True)  # a name does not reach beyond these
        allowed = np.where(spaces[:, None], self.nothing, np.where(last[:, None], self.whole, self.any))
        best = np.where(allowed, scores, -np.inf).argmax(1).tolist()
        found, token = [], 0
        while token < count:
            act, label = self.acts[best[token]]
            end = token + 1
            if act == "B":
                end = self._closed(parts, token, label, last)
            if act in "BU":
                found.append((token, end, label))
            token = end
        return found

    def _closed(self, parts: Floats, first: int, label: str, last: NDArray[np.bool_]) -> int:
        """The end of a name that begins at `first`."""
        on, close = self.number["I", label], self.number["L", label]
        weights, bias = self.upper
        token = first + 1
        while not last[token]:
            hidden = maxout(parts[token, 0] + parts[first, 1] + parts[token - 1, 2] + self.bias, self.pieces)
            goes, ends = float(hidden @ weights[on] + bias[on]), float(hidden @ weights[close] + bias[close])
            if ends > goes or (ends == goes and close < on):
                break
            token += 1
        return token + 1
