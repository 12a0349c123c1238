"""The heads over words' vectors, the same network as training/coder/model.py, whose docstrings give shapes: types and roles by voices
(voices.py), the smaller ones in plain numpy."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dragoman.encode.voices import Voice
from dragoman.encode.weights_files import folder_of

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Heard: TypeAlias = tuple[Floats, ...]
SEEN = 0.15  # the probability of an act from which on further voices are asked


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
    z = np.abs(x) * np.float32(0.5**0.5)
    t = 1 / (1 + np.float32(0.3275911) * z)
    poly = t * np.float32(1.061405429)
    for term in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        poly += np.float32(term)
        poly *= t
    np.square(z, out=z)
    poly *= np.exp(np.negative(z, out=z), out=z)
    erf = np.copysign(1 - poly, x)
    erf += 1
    erf *= x
    erf *= np.float32(0.5)
    return erf


class Layers:
    """Steps of a network in numpy. arrays: parameters by their names in PyTorch."""

    def __init__(self, arrays: Mapping[str, Floats]) -> None:
        self.arrays = arrays

    def _two(self, name: str, x: Floats) -> Floats:
        a = self.arrays
        hidden = _gelu(x @ a[f"{name}.1.weight"].T + a[f"{name}.1.bias"])
        return np.asarray(hidden @ a[f"{name}.4.weight"].T + a[f"{name}.4.bias"], dtype=np.float32)

    def _linear(self, name: str, x: Floats) -> Floats:
        weight = self.arrays[f"{name}.weight"]
        rows = x.reshape(-1, x.shape[-1]) @ weight.T + self.arrays[f"{name}.bias"]
        return np.asarray(rows.reshape(*x.shape[:-1], len(weight)), dtype=np.float32)


class Heads(Layers):
    """Scores from vectors. arrays: the network's parameters by their names in PyTorch; labels: names of the outputs; folder: of the weights."""

    def __init__(self, arrays: Mapping[str, Floats], labels: Labels, folder: Path) -> None:
        super().__init__(arrays)
        self.labels = labels
        further = sorted({name.split("/")[0] for name in arrays if "/" in name})
        self.voices = (Voice(arrays, folder), *(Voice(_of_voice(arrays, name), folder) for name in further))
        self.knows_implicit = "implicit.words.weight" in arrays  # else `implicit` cannot be asked
        self.knows_places = "placing.words.weight" in arrays  # else `placing` cannot be asked
        self.knows_days = "dating.words.weight" in arrays  # else `dating` cannot be asked

    def words(
        self, vectors: Floats, values: Floats, relations: NDArray[np.int8], candidates: Sequence[int]
    ) -> tuple[Heard, Floats]:
        """What each word of a sentence is told by the words that it stands to in the parse, as each voice hears it, (words, HEARD);
        and probabilities of types of the candidates, words that may carry an act, (candidates, types): the mean of the voices'.

        vectors (words, width), values (words, WORD_WIDTH), relations (words, words). The first voice alone where it sees no act.
        """
        both = np.concatenate([vectors, values], -1)
        known, at = relations.astype(np.int64), np.array(candidates, dtype=np.int64)
        heard: list[Floats] = []
        types: list[Floats] = []
        for voice in self.voices:
            told, found = voice.words(both, known, at)
            heard.append(told)
            types.append(found)
            if (1 - types[0][:, 0]).max(initial=0.0) < SEEN:
                break
        return tuple(heard), np.asarray(sum(types) / len(types), dtype=np.float32)

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
        self, heard: Heard, at: Ints, heads: Ints, vectors: Floats, values: Floats, kinds: Ints, mention: Floats, slots: Ints, paths: Ints,
        pair: Floats, same: Floats,
    ) -> Floats:  # fmt: skip
        """Probabilities (acts, mentions, 3) of none, actor and recipient in acts of a sentence: the mean of the voices'.

        Of the sentence: heard, vectors (words, width), values (words, WORD_WIDTH); of the acts: at, kinds (acts,), their words and indices of
        their types; of its mentions: heads (mentions,), mention (mentions, 2 × width), same (mentions, mentions), 1 where two share a
        code; slots, paths (acts, mentions), pair (acts, mentions, PAIR_WIDTH).
        """
        of: dict[str, Floats | Ints] = {
            "vectors": vectors, "values": values, "at": at, "heads": heads, "kinds": kinds, "mention": mention, "slots": slots,
            "paths": paths, "pair": pair, "same": same,
        }  # fmt: skip
        found = [voice.roles(h, of) for voice, h in zip(self.voices, heard)]
        return np.asarray(sum(found) / len(found), dtype=np.float32)

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

    def implicit(self, cases: Sequence[tuple[Floats, Floats, Floats]]) -> list[Floats]:
        """Of each side that an act leaves open, probabilities of the parties and, last, of nobody, (parties + 1,).

        cases: words (2 × width,), about (ACT,), signs (parties, SIGNS), as find/coders/implicit.py lists them.
        """
        if not cases:
            return []
        words, about, signs, counts = _stacked(cases)
        own = np.concatenate([self._linear("implicit.words", words), about], -1)
        scores = self._two("implicit.party", np.concatenate([signs, np.repeat(own, counts, 0)], -1))[:, 0]
        nobody = self._two("implicit.nobody", own)
        return [softmax(np.append(told, nobody[n])) for n, told in enumerate(_parted(scores, counts))]

    def placing(self, cases: Sequence[tuple[Floats, Floats, Floats]]) -> list[Floats]:
        """Of each side of an act, the probability of each party of standing there, (parties,).

        cases: words (2 × width,), about (ABOUT,), signs (parties, SIGNS), as find/coders/placing.py lists them.
        """
        if not cases:
            return []
        a = self.arrays
        words, about, signs, counts = _stacked(cases)
        said = np.concatenate([signs, np.repeat(about, counts, 0)], -1)
        said = (said - a["placing.mean"]) / a["placing.scale"]
        own = np.repeat(self._linear("placing.words", words), counts, 0)
        return _parted(sigmoid(self._two("placing.party", np.concatenate([said, own], -1))[:, 0]), counts)

    def dating(self, cases: Sequence[tuple[Floats, Floats, Floats, Floats]]) -> list[Floats]:
        """Of each act that nothing in its sentence dates, probabilities of the days and, last, of none of them, (days + 1,).

        cases: words (2 × width,), about (ABOUT,), signs (days, SIGNS), verbs (days, width), as pipeline/dating.py lists them.
        """
        if not cases:
            return []
        words, about, signs, counts = _stacked([case[:3] for case in cases])
        verbs = np.concatenate([case[3] for case in cases])
        act = self._linear("dating.act", words[:, : verbs.shape[-1]])
        own = np.concatenate([self._linear("dating.words", words), about], -1)
        verb, acts = self._linear("dating.verb", verbs), np.repeat(act, counts, 0)
        each = [signs, np.repeat(own, counts, 0), verb, verb * acts, acts]
        scores = self._two("dating.day", np.concatenate(each, -1))[:, 0]
        none = self._two("dating.none", own)
        return [softmax(np.append(told, none[n])) for n, told in enumerate(_parted(scores, counts))]

    def answers(self, vectors: Floats, values: Floats, source: Floats, target: Floats) -> tuple[Floats, Floats]:
        """Probabilities (answers,) of what source does to target in one sentence, and the weight of each word in it.

        source, target: (width,).
        """
        whole = vectors.mean(0)
        query = self._linear("query", np.concatenate([source, target, source * target, whole]))
        keyed = np.concatenate([vectors, values], -1)
        weights = softmax(self._linear("key", keyed) @ query / 96**0.5)
        return softmax(self._two("answer", np.concatenate([source, target, whole, weights @ keyed]))), weights


def _stacked(cases: Sequence[tuple[Floats, Floats, Floats]]) -> tuple[Floats, Floats, Floats, list[int]]:
    """Words and about of all cases, a row each, the rows of their signs one below the other, and how many each has."""
    words, about, signs = zip(*cases)
    return np.stack(words), np.stack(about), np.concatenate(signs), [len(rows) for rows in signs]


def _parted(scores: Floats, counts: Sequence[int]) -> list[Floats]:
    return np.split(scores, np.cumsum(counts)[:-1])


def _of_voice(arrays: Mapping[str, Floats], voice: str) -> dict[str, Floats]:
    """The parameters of a further voice, by their own names, with those that all share."""
    own = {name.split("/")[1]: value for name, value in arrays.items() if name.startswith(f"{voice}/")}
    return {"type_vector.weight": arrays["type_vector.weight"], **own}


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
        return Heads({name: arrays[name].astype(np.float32) for name in arrays.files}, labels, where)
