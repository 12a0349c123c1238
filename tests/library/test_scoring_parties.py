"""Mentions of parties, their codes and office-holders keep their floors on the labelled set that ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.evaluate.floors import compare, measured, pin, read_floors
from dragoman.library.scoring_parties import score_parties

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ROOT / "goldsets" / "floors.json"


def test_parties_keep_their_floors(request: pytest.FixtureRequest) -> None:
    now = measured(score_parties(ROOT / "goldsets" / "parties"))
    if request.config.getoption("--pin-floors"):
        pin(FLOORS, "parties", now, lower=request.config.getoption("--lower"))
    floors, noise = read_floors(FLOORS, "parties")
    compared = compare(floors, now, noise)
    assert not compared.lower, f"\n{compared}"
    assert now.figures["codes.right"] >= 0.90 and now.figures["offices.right"] >= 0.95
