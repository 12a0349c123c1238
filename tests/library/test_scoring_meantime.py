"""Events keep their floors on MEANTIME, and what the issue asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.evaluate.floors import Measured
from dragoman.evaluate.meantime import read_meantime
from dragoman.library.scoring_events import measure_events

GOLD = Path(__file__).resolve().parents[2] / "goldsets" / "meantime" / "meantime.jsonl"
NOISE = 0.01


def test_the_shipped_part_is_whole() -> None:
    mentions = read_meantime(GOLD)
    assert (len(mentions), len({m.document for m in mentions}), {m.story for m in mentions}) == (
        777,
        52,
        {"airbus", "apple"},
    )


@pytest.mark.nightly
def test_meantime_keeps_its_floors(keeps_floors: Callable[..., Measured]) -> None:
    report = measure_events(GOLD)
    shown = {
        part: {k: v for k, v in values.items() if not k.endswith("_lone") and k != "missed"}
        for part, values in report.items()
    }
    now = keeps_floors("meantime", {f"meantime {part}": values for part, values in shown.items()}, noise=NOISE)
    assert now.figures["meantime bound.b3_f1"] >= 0.80
    assert now.figures["meantime bound.b3_precision"] >= 0.90
