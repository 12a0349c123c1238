"""The fitted model: logistic regressions over features of pairs, with weights as data (training/aligning/fit.py)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent / "weights.json"


@dataclass(frozen=True)
class Logistic:
    """names: of the features. mean, scale: by which they are made comparable. weights: one a feature. bias."""

    names: tuple[str, ...]
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float

    def __call__(self, values: NDArray[np.float64], names: Sequence[str]) -> NDArray[np.float64]:
        """Probabilities (…,) of values (…, features) that are called `names`. Raises ValueError where a feature is missing."""
        if missing := [name for name in self.names if name not in names]:
            raise ValueError(f"features missing: {', '.join(missing)}")
        order = [list(names).index(name) for name in self.names]
        scaled = (values[..., order] - self.mean) / self.scale
        return np.asarray(0.5 * (1 + np.tanh(0.5 * (scaled @ self.weights + self.bias))), dtype=float)


@dataclass(frozen=True)
class Model:
    """link: whether two points tell the same thing. contested, same: relation of a row. thresholds: by name."""

    link: Logistic
    contested: Logistic
    same: Logistic
    thresholds: dict[str, float]


@lru_cache(maxsize=2)
def load_model(path: Path = WEIGHTS) -> Model:
    """The shipped model."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Model(_logistic(raw["link"]), _logistic(raw["contested"]), _logistic(raw["same"]), raw["thresholds"])


def _logistic(raw: dict[str, Any]) -> Logistic:
    mean, scale, weights = (np.array(raw[name], dtype=float) for name in ("mean", "scale", "weights"))
    return Logistic(tuple(raw["names"]), mean, scale, weights, float(raw["bias"]))
