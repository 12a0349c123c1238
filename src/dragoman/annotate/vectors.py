"""Vectors of tokens as spaCy's convolutional tok2vec gives them, each word's embedding made once and the convolutions in numpy.

spaCy hashes four to six features of each token anew, adds what four tables hold for each, and convolves in batches of a few texts;
that is half of the time of its small models. The same numbers come from a table of the words met so far (HashEmbed and the layer above it look
at nothing but the token's own features), and one product of matrices a layer for all texts together. They agree to about 1e-5.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from thinc.api import Model

Floats = NDArray[np.float32]
MOST = 40_000  # words kept, some 15 MB for each network; then the table begins anew
_SPREAD = 0x9E3779B97F4A7C15  # odd; its powers mix a token's features into one number


class UnlikeError(Exception):
    """A network of another kind than the one that is computed here."""


def maxout(x: Floats, pieces: int) -> Floats:
    """The greatest of each output's pieces: (…, pieces × outputs) → (…, outputs)."""
    width = x.shape[-1] // pieces
    most = x[..., :width]
    for piece in range(1, pieces):
        most = np.maximum(most, x[..., piece * width : (piece + 1) * width])
    return most


class TokenVectors:
    """The vectors of one tok2vec network. Raises UnlikeError for one that is not embedding, then residual convolutions of one word to each side."""

    def __init__(self, network: Model[Any, Any]) -> None:
        try:
            embedding, convolutions = network.layers
            extract, _, hashed, mixed, _ = embedding.layers
            self.columns: list[Any] = list(extract.attrs["columns"])
            self._embedded = (hashed, mixed)
            self.layers = [_Layer(part) for part in convolutions.layers[0].layers]
            self.pad = int(convolutions.attrs["pad"])
        except (AttributeError, IndexError, KeyError, ValueError) as error:
            raise UnlikeError(f"not a tok2vec of the known kind: {error}") from error
        if self.pad < len(self.layers):
            raise UnlikeError("texts are kept apart by less than the network sees")
        self.width = self.layers[0].width
        self._mix = np.array([pow(_SPREAD, n + 1, 1 << 64) for n in range(len(self.columns))], dtype=np.uint64)
        self._clear()

    def _clear(self) -> None:
        self._rows: dict[int, int] = {}
        self._table = np.zeros((0, self.width), dtype=np.float32)

    def of(self, docs: Sequence[Doc]) -> list[Floats]:
        """For each text (tokens, width)."""
        if not docs:
            return []
        embedded = self._words(np.concatenate([doc.to_array(self.columns) for doc in docs]))
        places, at = [], self.pad
        for doc in docs:
            places.append((at, at + len(doc)))
            at += len(doc) + self.pad
        x = np.zeros((at, self.width), dtype=np.float32)
        done = 0
        for start, end in places:
            x[start:end] = embedded[done : done + end - start]
            done += end - start
        for layer in self.layers:
            layer.add_to(x)
        return [x[start:end] for start, end in places]

    def _words(self, features: NDArray[np.uint64]) -> Floats:
        """Embeddings of tokens by their features (tokens, columns) → (tokens, width)."""
        keys = (features * self._mix).sum(1, dtype=np.uint64).tolist()
        if len(self._rows) > MOST:
            self._clear()
        rows = self._rows
        missing = {key: n for n, key in enumerate(keys) if key not in rows}
        if missing:
            x = features[list(missing.values())]
            for layer in self._embedded:
                x = layer.predict(x)
            first, last = len(rows), len(rows) + len(missing)
            rows.update(zip(missing, range(first, last)))
            if last > len(self._table):
                more = np.zeros((max(last, 1000), self.width), dtype=np.float32)
                self._table = np.concatenate([self._table, more])
            self._table[first:last] = x
        return np.asarray(self._table[[rows[key] for key in keys]])


class _Layer:
    """x + norm(maxout(a word, the one before and the one behind)), as thinc's residual(expand_window >> Maxout >> LayerNorm)."""

    def __init__(self, residual: Model[Any, Any]) -> None:
        by_name = {part.name: part for part in residual.walk() if part.name in {"expand_window", "maxout", "layernorm"}}
        window, widened, norm = by_name["expand_window"], by_name["maxout"], by_name["layernorm"]
        if window.attrs["window_size"] != 1:
            raise ValueError("a window of more than one word")
        weights, bias = np.asarray(widened.get_param("W")), np.asarray(widened.get_param("b"))
        self.width, self.pieces, _ = weights.shape
        # column p × width + o of the product is piece p of output o
        self.weights = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(self.width * self.pieces, -1).T)
        self.bias = np.ascontiguousarray(bias.T.reshape(-1))
        self.scale, self.shift = np.asarray(norm.get_param("G")), np.asarray(norm.get_param("b"))

    def add_to(self, x: Floats) -> None:
        """Adds the layer's output to x (tokens, width)."""
        width = self.width
        seen = np.zeros((len(x), 3 * width), dtype=np.float32)
        seen[1:, :width] = x[:-1]
        seen[:, width : 2 * width] = x
        seen[:-1, 2 * width :] = x[1:]
        product = seen @ self.weights
        product += self.bias
        most = maxout(product, self.pieces)
        most = most - most.mean(1, keepdims=True)
        spread = np.einsum("ij,ij->i", most, most) / np.float32(width) + np.float32(1e-8)
        most *= (1 / np.sqrt(spread))[:, None]
        most *= self.scale
        most += self.shift
        x += most
