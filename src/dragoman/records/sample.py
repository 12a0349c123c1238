"""Samples: claims drawn for checking, and the precision that a person's answers give."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.records.claim import Claim


@dataclass(frozen=True, slots=True)
class Drawn:
    """A claim that was drawn. stratum: its values in words, parted by ` | `. size: how many claims of the ledger the stratum has."""

    claim: Claim
    stratum: str
    size: int


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of the answers are yes. low, high: 95 %. weight: the stratum's share of the ledger's claims.

    right, answered: of the answers that are yes or no. share: estimate, null without an answer.
    """

    name: str
    right: int
    answered: int
    weight: float
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Checked:
    """Precision by question: of each stratum, then of all, weighted back to the ledger. notes: what is missing."""

    strata: dict[str, tuple[Precision, ...]]
    overall: dict[str, Precision]
    notes: tuple[str, ...] = ()
