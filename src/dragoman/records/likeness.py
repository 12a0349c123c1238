"""How a Text is a copy of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Likeness:
    """kind: `near`, `part` (the shorter stands in the longer), `version` (one is numbered, and writes the other on or takes it back) or
    `rewrite` (the same news, passages and names under another headline).

    jaccard: of the sets of word pairs. one_in_other, other_in_one: shares of each that the other has, 0–1.
    """

    kind: str
    jaccard: float
    one_in_other: float
    other_in_one: float


@dataclass(frozen=True, slots=True)
class StoredSketch:
    """A Text's sketch as bytes, with its length in words, its place among the versions of a day, and the keys by which it is found."""

    words: int
    version: int
    body: bytes
    keys: Sequence[int]
