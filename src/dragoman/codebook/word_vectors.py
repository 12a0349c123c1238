"""What words stand near each other in diplomatic prose: "grain" by "fertiliser", "migrants" by "asylum"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dragoman.codebook.folder import SHIPPED


@dataclass(frozen=True)
class WordVectors:
    """places: stem (`rareness.stem`) → row of `rows`, (stems, dimensions), of unit length (training/aligning/vectors.py)."""

    places: Mapping[str, int]
    rows: NDArray[np.float32]


@lru_cache(maxsize=1)
def load_word_vectors() -> WordVectors:
    """The shipped vectors."""
    with np.load(SHIPPED / "en/word-vectors.npz", allow_pickle=False) as held:
        stems, rows = str(held["stems"]).split("\n"), held["rows"].astype(np.float32)
    units = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return WordVectors({stem: place for place, stem in enumerate(stems)}, units)
