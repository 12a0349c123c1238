"""One of the trainings of what tells types and roles, run by onnxruntime: a third of the time that numpy takes for the same products.

words.onnx and roles.onnx hold the steps (training/coder/voices.py makes them), heads.npz the weights, each voice's its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dragoman.encode.sessions import session_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
# First parts of the names of the parameters of either graph.
WORDS = ("syntax", "word")
ROLES = ("type_vector", "trigger", "mention", "slot", "path", "joined", "blocks", "closing", "role")


class Voice:
    """arrays: parameters by their names in PyTorch. folder: where the graphs lie. A voice's products have one thread: they are small."""

    def __init__(self, arrays: Mapping[str, Floats], folder: Path) -> None:
        self._arrays, self._folder = arrays, folder

    def _session(self, name: str, parts: tuple[str, ...]) -> InferenceSession:
        weights = {k: v for k, v in self._arrays.items() if k.split(".")[0] in parts}
        return session_of(self._folder / name, 1, weights)

    @cached_property
    def _words(self) -> InferenceSession:
        return self._session("words.onnx", WORDS)

    @cached_property
    def _roles(self) -> InferenceSession:
        return self._session("roles.onnx", ROLES)

    def words(self, both: Floats, relations: Ints, at: Ints) -> tuple[Floats, Floats]:
        """What each word hears, (words, HEARD), and probabilities of types of the words `at`, (candidates, types); see Heads.words.

        both: (words, width + WORD_WIDTH), vectors and values; relations: (words, words).
        """
        heard, types = self._words.run(None, {"both": both, "relations": relations, "at": at})
        return np.asarray(heard), np.asarray(types)

    def roles(self, heard: Floats, of: Mapping[str, Floats | Ints]) -> Floats:
        """(acts, mentions, 3). of: as Heads.roles names what it takes."""
        (found,) = self._roles.run(None, {"heard": heard, **of})
        return np.asarray(found)
