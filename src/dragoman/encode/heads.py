"""The heads over words' vectors, in plain numpy; the same network as training/coder/model.py, whose docstrings give shapes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.encode.weights_files import folder_of

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
ATTENTIONS = 4  # heads of attention among mentions


@dataclass(frozen=True)
class Labels:
    """Names in the order of the heads' outputs; slots and paths: known strings of pairs → index, 0 for all others; links:
    paths between two mentions.

    calibration: trees and weights of the confidence (find/coders/confidence.py). thresholds: by name, chosen on the corpus's dev part.
    """

    types: tuple[str, ...]
    modes: tuple[str, ...]
    aux: tuple[str, ...]
    contexts: tuple[str, ...]
    answers: tuple[str, ...]
    roles: tuple[str, ...]
    tags: tuple[str, ...]
    slots: Mapping[str, int]
    paths: Mapping[str, int]
    links: Mapping[str, int]
    thresholds: Mapping[str, float]
    calibration: Mapping[str, Any]


def softmax(scores: Floats) -> Floats:
    """Along the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), dtype=np.float32)


def sigmoid(scores: Floats) -> Floats:
    """Elementwise, without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * scores)), dtype=np.float32)


def _gelu(x: Floats) -> Floats:
    """x·Φ(x), Φ by Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    z = np.abs(x) / np.sqrt(2.0)
    t = 1 / (1 + 0.3275911 * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    return np.asarray(0.5 * x * (1 + erf), dtype=np.float32)


class Heads:
    """Scores from vectors. arrays: the network's parameters by their names in PyTorch; labels: names of the outputs."""

    def __init__(self, arrays: Mapping[str, Floats], labels: Labels) -> None:
        self.arrays = arrays
        self.labels = labels

    def _two(self, name: str, x: Floats) -> Floats:
        a = self.arrays
        hidden = _gelu(x @ a[f"{name}.1.weight"].T + a[f"{name}.1.bias"])
        return np.asarray(hidden @ a[f"{name}.4.weight"].T + a[f"{name}.4.bias"], dtype=np.float32)

    def _linear(self, name: str, x: Floats) -> Floats:
        return np.asarray(x @ self.arrays[f"{name}.weight"].T + self.arrays[f"{name}.bias"], dtype=np.float32)

    def words(self, vectors: Floats, values: Floats) -> Floats:
        """Probabilities of types, (words, types)."""
        return softmax(self._two("word", np.concatenate([vectors, values], -1)))

    def tags(self, vectors: Floats, values: Floats) -> Floats:
        """Probabilities of the tags of statements, (words, tags)."""
        return softmax(self._two("tag", np.concatenate([vectors, values], -1)))

    def acts(
        self, trigger: Floats, whole: Floats, values: Floats, types: Ints
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Scores of modes, and probabilities of aux, contexts and reciprocity, each (acts, labels)."""
        out = self._two("act", np.concatenate([trigger, whole, values, self.arrays["type_vector.weight"][types]], -1))
        m, a, c = len(self.labels.modes), len(self.labels.aux), len(self.labels.contexts)
        return out[:, :m], sigmoid(out[:, m : m + a]), sigmoid(out[:, m + a : m + a + c]), sigmoid(out[:, -1])

    def roles(
        self, trigger: Floats, values: Floats, kind: int, mention: Floats, slots: Ints, paths: Ints, pair: Floats,
        same: Floats,
    ) -> Floats:  # fmt: skip
        """Probabilities (mentions, 3) of none, actor and recipient in one act.

        trigger (width,), values (WORD_WIDTH,), kind: index of the type; mention (mentions, 2 × width), slots, paths
        (mentions,), pair (mentions, PAIR_WIDTH), same (mentions, mentions), 1 where two share a code.
        """
        a, count = self.arrays, len(mention)
        t = np.repeat(self._linear("trigger", np.concatenate([trigger, values]))[None], count, 0)
        m = self._linear("mention", mention)
        types = np.repeat(a["type_vector.weight"][kind][None], count, 0)
        parts = [t, m, t * m, a["slot.weight"][slots], a["path.weight"][paths], types, pair]
        x = self._linear("joined", np.concatenate(parts, -1))
        for block in ("blocks.0", "blocks.1"):
            x = self._attended(block, x, same)
        return softmax(self._linear("role", self._norm("closing", x)))

    def _attended(self, name: str, x: Floats, same: Floats) -> Floats:
        """A layer of attention among mentions; see Block of the network."""
        count, width = x.shape
        keys = self._linear(f"{name}.keys", self._norm(f"{name}.first", x))
        query, key, value = (
            part.reshape(count, ATTENTIONS, -1).transpose(1, 0, 2) for part in np.split(keys, 3, axis=-1)
        )
        scores = query @ key.transpose(0, 2, 1) / (width / ATTENTIONS) ** 0.5
        weights = softmax(scores + self.arrays[f"{name}.same"][:, None, None] * same)
        x = x + self._linear(f"{name}.mixed", (weights @ value).transpose(1, 0, 2).reshape(count, width))
        wide = _gelu(self._linear(f"{name}.wide", self._norm(f"{name}.second", x)))
        return np.asarray(x + self._linear(f"{name}.narrow", wide), dtype=np.float32)

    def standing(self, mentions: Floats) -> Floats:
        """(mentions, 64) of what mentions say as those near by, from (mentions, 2 × width): made once for all who have them near."""
        return self._linear("referents.other", mentions)

    def referents(
        self, mention: Floats, kind: int, against: Floats, signs: Floats, other: Floats, candidates: Ints, paths: Ints, link: Floats,
    ) -> tuple[Floats, Floats]:  # fmt: skip
        """Probabilities of the candidates and, last, of none of them (candidates + 1,), and the score of each link (links,).

        mention (2 × width,), kind: index of its class, against (AGAINST,), signs (candidates, SIGNS); of each mention near by: other (links,
        64) as of `standing`, the candidate it stands for, path to it, link (links, LINK).
        """
        a = self.arrays
        own = self._linear("referents.mention", mention)
        kinds = a["referents.kind.weight"][kind]
        found = signs @ (a["referents.sign.weight"][0] + a["referents.own.weight"][kind]) + a["referents.sign.bias"]
        said = np.ones_like(found)
        linked = np.zeros(0, dtype=np.float32)
        if len(candidates):
            here = np.repeat(np.concatenate([own, kinds])[None], len(other), 0)
            pair = [
                here[:, : len(own)],
                other,
                own * other,
                here[:, len(own) :],
                a["referents.path.weight"][paths],
                link,
            ]
            linked = np.minimum(self._two("referents.link", np.concatenate(pair, -1))[:, 0], 12)
            np.add.at(said, candidates, np.exp(linked))
        nobody = self._two("referents.nobody", np.concatenate([own, kinds, against]))
        return softmax(np.concatenate([found + np.log(said), nobody])), linked

    def _norm(self, name: str, x: Floats) -> Floats:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)
        return np.asarray(scaled * self.arrays[f"{name}.weight"] + self.arrays[f"{name}.bias"], dtype=np.float32)

    def answers(self, vectors: Floats, values: Floats, source: Floats, target: Floats) -> tuple[Floats, Floats]:
        """Probabilities (answers,) of what source does to target in one sentence, and the weight of each word in it.

        source, target: (width,).
        """
        whole = vectors.mean(0)
        query = self._linear("query", np.concatenate([source, target, source * target, whole]))
        keyed = np.concatenate([vectors, values], -1)
        weights = softmax(self._linear("key", keyed) @ query / 96**0.5)
        return softmax(self._two("answer", np.concatenate([source, target, whole, weights @ keyed]))), weights


@lru_cache(maxsize=2)
def load_heads(folder: Path | None = None) -> Heads:
    """The heads of a folder of weights, the shipped ones by default. Raises WeightsError."""
    where = folder_of(folder)
    raw = json.loads((where / "labels.json").read_text(encoding="utf-8"))
    names = {k: tuple(raw[k]) for k in ("types", "modes", "aux", "contexts", "answers", "roles", "tags")}
    labels = Labels(
        **names,
        slots=raw["slots"],
        paths=raw["paths"],
        links=raw["links"],
        thresholds=raw["thresholds"],
        calibration=raw["calibration"],
    )
    with np.load(where / "heads.npz") as arrays:
        return Heads({name: arrays[name].astype(np.float32) for name in arrays.files}, labels)
