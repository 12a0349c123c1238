"""Mentions of parties, their codes and office-holders keep their floors on the labelled set that ships."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dragoman.evaluate.floors import Measured
from dragoman.library.scoring_parties import score_parties

ROOT = Path(__file__).resolve().parents[2]


def test_parties_keep_their_floors(keeps_floors: Callable[..., Measured]) -> None:
    now = keeps_floors("parties", score_parties(ROOT / "goldsets" / "parties"))
    assert now.figures["codes.right"] >= 0.90 and now.figures["offices.right"] >= 0.95
