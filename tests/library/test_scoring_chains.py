"""Chains of versions keep their floors on the set that ships."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.evaluate.floors import Measured
from dragoman.library.scoring_chains import measure_chains

ROOT = Path(__file__).resolve().parents[2]
NOISE = 0.01


@pytest.mark.floors
def test_chains_keep_their_floors(keeps_floors: Callable[..., Measured]) -> None:
    report = measure_chains(ROOT / "goldsets" / "chains")
    shown = {part: {k: v for k, v in values.items() if not k.endswith("_lone")} for part, values in report.items()}
    now = keeps_floors("chains", shown, noise=NOISE)
    assert now.figures["stories.pair_precision"] >= 0.99 and now.figures["stories.pair_recall"] >= 0.97
    assert now.figures["again.again_right"] >= 0.97 and now.figures["again.new_right"] >= 0.97
    assert now.figures["orders.alike"] == 1.0
