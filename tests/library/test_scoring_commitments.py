"""Finding of commitments keeps its floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.evaluate.floors import compare, measured, pin, read_floors
from dragoman.library.scoring_commitments import measure_commitments

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ROOT / "goldsets" / "floors.json"


def test_commitments_keep_their_floors(request: pytest.FixtureRequest) -> None:
    now = measured(measure_commitments(ROOT / "goldsets" / "commitments"))
    if request.config.getoption("--pin-floors"):
        pin(FLOORS, "commitments", now, noise=0.005, lower=request.config.getoption("--lower"))
    floors, noise = read_floors(FLOORS, "commitments")
    compared = compare(floors, now, noise)
    assert not compared.lower, f"\n{compared}"
    assert now.figures["all.precision"] >= 0.85
    assert now.figures["all.recall"] >= 0.75
