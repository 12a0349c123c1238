"""A voice's graphs against the same network written out in numpy."""

import numpy as np
import pytest
from numpy.typing import NDArray

from dragoman.encode import load_heads
from dragoman.encode.heads import _gelu, softmax
from dragoman.encode.voices import Voice

Floats = NDArray[np.float32]
HEADS, WORDS, ACTS, MENTIONS = 4, 11, 3, 5


class Reference:
    """The steps of training/coder/model.py."""

    def __init__(self, voice: Voice) -> None:
        self.arrays = voice._arrays

    def linear(self, name: str, x: Floats) -> Floats:
        return np.asarray(x @ self.arrays[f"{name}.weight"].T + self.arrays[f"{name}.bias"])

    def norm(self, name: str, x: Floats) -> Floats:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)
        return np.asarray(scaled * self.arrays[f"{name}.weight"] + self.arrays[f"{name}.bias"])

    def two(self, name: str, x: Floats) -> Floats:
        return self.linear(f"{name}.4", _gelu(self.linear(f"{name}.1", x)))

    def attended(self, name: str, x: Floats, bias: Floats, known: Floats | None = None) -> Floats:
        *lead, count, width = x.shape
        keys = self.linear(f"{name}.keys", self.norm(f"{name}.first", x))
        query, key, value = (
            part.reshape(*lead, count, HEADS, -1).swapaxes(-3, -2) for part in np.split(keys, 3, axis=-1)
        )
        weights = softmax(query @ key.swapaxes(-2, -1) / (width / HEADS) ** 0.5 + bias)
        heard = weights @ value
        if known is not None:
            told = self.arrays[f"{name}.told.weight"].reshape(known.shape[-1], HEADS, -1).transpose(1, 0, 2)
            heard = heard + np.einsum("hab,abr,hrd->had", weights, known, told)
        x = x + self.linear(f"{name}.mixed", heard.swapaxes(-3, -2).reshape(x.shape))
        wide = _gelu(self.linear(f"{name}.wide", self.norm(f"{name}.second", x)))
        return np.asarray(x + self.linear(f"{name}.narrow", wide))


@pytest.fixture(params=[0, 1, 2])
def voice(request: pytest.FixtureRequest) -> Voice:
    return load_heads().voices[request.param]


def test_words_hear_and_tell_as_the_network_says(voice: Voice) -> None:
    rng, ref = np.random.default_rng(3), Reference(voice)
    both = rng.normal(size=(WORDS, ref.arrays["syntax.entry.weight"].shape[1])).astype(np.float32)
    relations, at = rng.integers(0, 13, (WORDS, WORDS)), np.array([0, 4, 7])
    x = ref.linear("syntax.entry", both)
    for layer in ("syntax.layers.0", "syntax.layers.1"):
        bias = ref.arrays[f"{layer}.bias.weight"][relations].transpose(2, 0, 1)
        x = ref.attended(layer, x, bias, np.eye(13, dtype=np.float32)[relations])
    x = ref.norm("syntax.closing", x)
    heard, types = voice.words(both, relations, at)
    np.testing.assert_allclose(heard, x, atol=2e-5)
    np.testing.assert_allclose(types, softmax(ref.two("word", np.concatenate([x, both], -1)[at])), atol=2e-5)


def test_roles_are_as_the_network_says(voice: Voice) -> None:
    rng, ref = np.random.default_rng(4), Reference(voice)
    a, width = ref.arrays, 384
    values = a["trigger.weight"].shape[1] - 192 - width
    pairs = (
        a["joined.weight"].shape[1]
        - 3 * len(a["trigger.weight"])
        - sum(a[f"{name}.weight"].shape[1] for name in ("slot", "path", "type_vector"))
    )
    heard, vectors = (rng.normal(size=(WORDS, n)).astype(np.float32) for n in (192, width))
    of = {
        "vectors": vectors, "values": rng.random((WORDS, values)).astype(np.float32), "at": np.array([2, 5, 9]),
        "heads": np.array([0, 1, 3, 6, 10]), "kinds": np.array([1, 4, 16]), "mention": rng.normal(size=(MENTIONS, 2 * width)).astype(np.float32),
        "slots": rng.integers(0, 90, (ACTS, MENTIONS)), "paths": rng.integers(0, 90, (ACTS, MENTIONS)),
        "pair": rng.random((ACTS, MENTIONS, pairs)).astype(np.float32), "same": np.eye(MENTIONS, dtype=np.float32),
    }  # fmt: skip
    trigger = np.concatenate([part[of["at"]] for part in (heard, vectors, of["values"])], -1)
    mention = np.concatenate([heard[of["heads"]], of["mention"]], -1)
    t = np.repeat(ref.linear("trigger", trigger)[:, None], MENTIONS, 1)
    m = np.repeat(ref.linear("mention", mention)[None], ACTS, 0)
    types = np.repeat(a["type_vector.weight"][of["kinds"]][:, None], MENTIONS, 1)
    parts = [t, m, t * m, a["slot.weight"][of["slots"]], a["path.weight"][of["paths"]], types, of["pair"]]
    x = ref.linear("joined", np.concatenate(parts, -1))
    for block in ("blocks.0", "blocks.1"):
        x = ref.attended(block, x, a[f"{block}.same"][:, None, None] * of["same"])
    told = softmax(ref.linear("role", ref.norm("closing", x)))
    np.testing.assert_allclose(voice.roles(heard, of), told, atol=2e-5)
