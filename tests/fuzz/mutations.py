"""Hostile inputs out of whole ones: cut, doubled, joined, with bytes turned and words put in that break things."""

from __future__ import annotations

import random
from collections.abc import Sequence

from fuzz.seeds import WORDS

LONGEST = 16_384


def mutated(chance: random.Random, whole: Sequence[bytes]) -> bytes:
    """One input. whole: those from which it is made."""
    data = bytearray(chance.choice(whole))
    for _ in range(1 + int(chance.expovariate(0.5))):
        _change(chance, data, whole)
    return bytes(data[:LONGEST])


def _change(chance: random.Random, data: bytearray, whole: Sequence[bytes]) -> None:
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + int(chance.expovariate(0.05)))
    kind = chance.randrange(8)
    if kind == 0 and data:
        data[at - 1] ^= 1 << chance.randrange(8)
    elif kind == 1:
        del data[at:end]
    elif kind == 2:
        data[at:at] = data[at:end] * chance.randrange(1, 30)
    elif kind == 3:
        data[at:end] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 9)))
    elif kind == 4:
        other = chance.choice(whole)
        cut = chance.randrange(len(other) + 1)
        data[at:] = other[cut:]
    elif kind == 5:
        del data[at:]
    else:
        data[at : end if kind == 6 else at] = chance.choice(WORDS)
