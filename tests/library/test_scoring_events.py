"""Events keep their floors on the set that ships, and what the issue asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.evaluate.events import HALVES, SEED, half_of, read_mentions, score_events
from dragoman.evaluate.floors import Measured
from dragoman.library.scoring_events import CodedMentions, code_mentions, event_of

pytestmark = pytest.mark.floors
ROOT = Path(__file__).resolve().parents[2]
NOISE = 0.01


@pytest.fixture(scope="module")
def coded(cores: int) -> CodedMentions:
    return code_mentions(read_mentions(ROOT / "goldsets" / "events"), workers=cores)


def test_events_keep_their_floors(keeps_floors: Callable[..., Measured], coded: CodedMentions) -> None:
    report = score_events(coded.mentions, event_of(coded))
    shown = {part: {k: v for k, v in values.items() if not k.endswith("_lone")} for part, values in report.items()}
    now = keeps_floors("events", {f"events {part}": values for part, values in shown.items()}, noise=NOISE)
    assert now.figures["events bound.b3_f1"] >= 0.80
    assert now.figures["events bound.b3_precision"] >= 0.90


def test_the_half_that_nothing_was_tuned_on_is_good_enough_too(coded: CodedMentions) -> None:
    found = event_of(coded)
    held_back = half_of(coded.mentions, HALVES[1])
    report = score_events(held_back, {m.id: found[m.id] for m in held_back if m.id in found})
    assert SEED == 20240402
    assert report["bound"]["b3_f1"] >= 0.80 and report["bound"]["b3_precision"] >= 0.90
