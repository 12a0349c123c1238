"""Finding of commitments keeps its floors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.evaluate.floors import Measured
from dragoman.library.scoring_commitments import measure_commitments

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.floors
def test_commitments_keep_their_floors(keeps_floors: Callable[..., Measured], cores: int) -> None:
    now = keeps_floors(
        "commitments",
        measure_commitments(ROOT / "goldsets" / "commitments", workers=cores),
        noise=0.005,
    )
    assert now.figures["all.precision"] >= 0.85
    assert now.figures["all.recall"] >= 0.75
