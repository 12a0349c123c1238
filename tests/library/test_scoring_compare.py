"""Two accounts aligned keep their floors; figures of the real pairs stand beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.evaluate.floors import Measured
from dragoman.library.scoring_compare import measure_compare

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.floors
def test_alignment_keeps_its_floors(keeps_floors: Callable[..., Measured], cores: int) -> None:
    now = keeps_floors("compare", measure_compare(ROOT / "goldsets" / "compare", workers=cores), noise=0.005)
    assert now.figures["development.f1"] >= 0.80
