"""Two accounts aligned keep their floors; figures of the real pairs stand beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.evaluate.floors import compare, measured, pin, read_floors
from dragoman.library.scoring_compare import measure_compare

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ROOT / "goldsets" / "floors.json"


def test_alignment_keeps_its_floors(request: pytest.FixtureRequest) -> None:
    now = measured(measure_compare(ROOT / "goldsets" / "compare"))
    if request.config.getoption("--pin-floors"):
        pin(FLOORS, "compare", now, noise=0.005, lower=request.config.getoption("--lower"))
    floors, noise = read_floors(FLOORS, "compare")
    compared = compare(floors, now, noise)
    assert not compared.lower, f"\n{compared}"
    assert now.figures["development.f1"] >= 0.80
