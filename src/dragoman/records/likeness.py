"""How a Text is a copy of another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Likeness:
    """kind: `near`, `part` (the shorter stands in the longer) or `version` (alike by headline and the numbering of versions).

    jaccard: of the sets of word pairs. one_in_other, other_in_one: shares of each that the other has, 0–1.
    """

    kind: str
    jaccard: float
    one_in_other: float
    other_in_one: float
