"""The heads over words' vectors, in plain numpy; the same network as training/coder/model.py, whose docstrings give shapes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dragoman.encode.weights_files import folder_of

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Heard: TypeAlias = tuple[Floats, ...]
ATTENTIONS = 4  # heads of attention among mentions, and among words
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
    z = np.abs(x) / np.sqrt(2.0)
    t = 1 / (1 + 0.3275911 * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    return np.asarray(0.5 * x * (1 + erf), dtype=np.float32)


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

    def _attended(self, name: str, x: Floats, bias: Floats, known: Floats | None = None) -> Floats:
        """A layer of attention among mentions or words; see Block and Hearing of the network.

        x: (…, rows, width), bias: (heads, rows, rows), known: (rows, rows, relations), what each row is to each other one.
        """
        *lead, count, width = x.shape
        keys = self._linear(f"{name}.keys", self._norm(f"{name}.first", x))
        query, key, value = (
            part.reshape(*lead, count, ATTENTIONS, -1).swapaxes(-3, -2) for part in np.split(keys, 3, axis=-1)
        )
        scores = query @ key.swapaxes(-2, -1) / (width / ATTENTIONS) ** 0.5
        weights = softmax(scores + bias)
        heard = weights @ value
        if known is not None:
            told = self.arrays[f"{name}.told.weight"].reshape(known.shape[-1], ATTENTIONS, -1).transpose(1, 0, 2)
            heard = heard + (weights.transpose(1, 0, 2) @ known).transpose(1, 0, 2) @ told
        x = x + self._linear(f"{name}.mixed", heard.swapaxes(-3, -2).reshape(x.shape))
        wide = _gelu(self._linear(f"{name}.wide", self._norm(f"{name}.second", x)))
        return np.asarray(x + self._linear(f"{name}.narrow", wide), dtype=np.float32)

    def _norm(self, name: str, x: Floats) -> Floats:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)
        return np.asarray(scaled * self.arrays[f"{name}.weight"] + self.arrays[f"{name}.bias"], dtype=np.float32)


class Voice(Layers):
    """One of the trainings of what tells types and roles."""

    def heard(self, both: Floats, relations: NDArray[np.int8], known: Floats) -> Floats:
        """(words, HEARD); see Heads.words. both: vectors and values; known (words, words, relations): 1 at their relation."""
        x = self._linear("syntax.entry", both)
        for layer in ("syntax.layers.0", "syntax.layers.1"):
            bias = self.arrays[f"{layer}.bias.weight"][relations].transpose(2, 0, 1)
            x = self._attended(layer, x, bias, known)
        return self._norm("syntax.closing", x)

    def types(self, heard: Floats, both: Floats) -> Floats:
        """(words, types); see Heads.words."""
        return softmax(self._two("word", np.concatenate([heard, both], -1)))

    def roles(
        self, trigger: Floats, kinds: Ints, mention: Floats, slots: Ints, paths: Ints, pair: Floats, same: Floats
    ) -> Floats:
        """(acts, mentions, 3); see Heads.roles. trigger (acts, HEARD + width + WORD_WIDTH), mention (mentions, HEARD + 2 × width)."""
        a, count = self.arrays, len(mention)
        t = np.repeat(self._linear("trigger", trigger)[:, None], count, 1)
        m = np.repeat(self._linear("mention", mention)[None], len(trigger), 0)
        types = np.repeat(a["type_vector.weight"][kinds][:, None], count, 1)
        parts = [t, m, t * m, a["slot.weight"][slots], a["path.weight"][paths], types, pair]
        x = self._linear("joined", np.concatenate(parts, -1))
        for block in ("blocks.0", "blocks.1"):
            x = self._attended(block, x, a[f"{block}.same"][:, None, None] * same)
        return softmax(self._linear("role", self._norm("closing", x)))


class Heads(Layers):
    """Scores from vectors. arrays: the network's parameters by their names in PyTorch; labels: names of the outputs."""

    def __init__(self, arrays: Mapping[str, Floats], labels: Labels) -> None:
        super().__init__(arrays)
        self.labels = labels
        further = sorted({name.split("/")[0] for name in arrays if "/" in name})
        self.voices = (Voice(arrays), *(Voice(_of_voice(arrays, name)) for name in further))
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
        known = np.zeros((*relations.shape, len(self.arrays["syntax.layers.0.bias.weight"])), dtype=np.float32)
        np.put_along_axis(known, relations[..., None].astype(np.int64), 1, -1)
        at = list(candidates)
        heard: list[Floats] = []
        types: list[Floats] = []
        for voice in self.voices:
            heard.append(voice.heard(both, relations, known))
            types.append(voice.types(heard[-1][at], both[at]))
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
        found = []
        for voice, h in zip(self.voices, heard):
            trigger = np.concatenate([h[at], vectors[at], values[at]], -1)
            mentions = np.concatenate([h[heads], mention], -1)
            found.append(voice.roles(trigger, kinds, mentions, slots, paths, pair, same))
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

    def implicit(self, words: Floats, about: Floats, signs: Floats) -> Floats:
        """Probabilities of the parties and, last, of nobody, (parties + 1,), on a side that an act leaves open.

        words (2 × width,), about (ACT,), signs (parties, SIGNS): as find/coders/implicit.py lists them.
        """
        own = np.concatenate([self._linear("implicit.words", words), about])
        each = np.concatenate([signs, np.repeat(own[None], len(signs), 0)], -1)
        scores = np.concatenate([self._two("implicit.party", each)[:, 0], self._two("implicit.nobody", own)])
        return softmax(scores)

    def placing(self, words: Floats, about: Floats, signs: Floats) -> Floats:
        """Probability of each party, (parties,), of standing on a side of an act.

        words (2 × width,), about (ABOUT,), signs (parties, SIGNS): as find/coders/placing.py lists them.
        """
        a = self.arrays
        said = np.concatenate([signs, np.repeat(about[None], len(signs), 0)], -1)
        said = (said - a["placing.mean"]) / a["placing.scale"]
        own = np.repeat(self._linear("placing.words", words)[None], len(signs), 0)
        return sigmoid(self._two("placing.party", np.concatenate([said, own], -1))[:, 0])

    def dating(self, words: Floats, about: Floats, signs: Floats, verbs: Floats) -> Floats:
        """Probabilities of the days and, last, of none of them, (days + 1,), of an act that nothing in its sentence dates.

        words (2 × width,), about (ABOUT,), signs (days, SIGNS), verbs (days, width): as pipeline/dating.py lists them.
        """
        act = self._linear("dating.act", words[: verbs.shape[-1]])
        own = np.concatenate([self._linear("dating.words", words), about])
        verb = self._linear("dating.verb", verbs)
        each = [signs, np.repeat(own[None], len(signs), 0), verb, verb * act, np.repeat(act[None], len(signs), 0)]
        scores = [self._two("dating.day", np.concatenate(each, -1))[:, 0], self._two("dating.none", own)]
        return softmax(np.concatenate(scores))

    def answers(self, vectors: Floats, values: Floats, source: Floats, target: Floats) -> tuple[Floats, Floats]:
        """Probabilities (answers,) of what source does to target in one sentence, and the weight of each word in it.

        source, target: (width,).
        """
        whole = vectors.mean(0)
        query = self._linear("query", np.concatenate([source, target, source * target, whole]))
        keyed = np.concatenate([vectors, values], -1)
        weights = softmax(self._linear("key", keyed) @ query / 96**0.5)
        return softmax(self._two("answer", np.concatenate([source, target, whole, weights @ keyed]))), weights


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
        return Heads({name: arrays[name].astype(np.float32) for name in arrays.files}, labels)
