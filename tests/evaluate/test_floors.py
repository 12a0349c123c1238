"""No figure may fall under its floor; and the gate itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.evaluate.floors import Measured, compare, measured, pin, read_floors
from dragoman.evaluate.seeds import find_sets, find_wires, score_seeds
from dragoman.library.scoring import seed_lines

ROOT = Path(__file__).resolve().parents[2]


def test_seeds_keep_their_floors(examples: Path, keeps_floors: Callable[..., Measured]) -> None:
    sets = find_sets(start=ROOT)
    keeps_floors("seeds", score_seeds(sets, seed_lines(sets.texts)))


@pytest.mark.floors
def test_wires_keep_their_floors(keeps_floors: Callable[..., Measured]) -> None:
    sets = find_wires(start=ROOT)
    keeps_floors("wires", score_seeds(sets, seed_lines(sets.texts)))


BEFORE = Measured({"a.recall": 0.8, "a.precision": 0.6, "words.spans_not_verbatim": 0}, {"a": ("one", "two")})


def test_a_report_gives_shares_and_ceilings_not_counts() -> None:
    report = {"a": {"recall": 0.5, "claims": 12, "missed": ["x"]}, "words": {"spans_not_verbatim": 0, "missed": []}}
    assert measured(report) == Measured({"a.recall": 0.5, "words.spans_not_verbatim": 0}, {"a": ("x",), "words": ()})


def test_what_fell_is_named_with_the_sentences() -> None:
    now = Measured({"a.recall": 0.7, "a.precision": 0.9, "words.spans_not_verbatim": 1}, {"a": ("two", "three")})
    compared = compare(BEFORE, now)
    assert compared.lower == ("a.recall 0.700, floor 0.800", "words.spans_not_verbatim 1.000, floor 0.000")
    assert (compared.lost, compared.gained) == (("three",), ("one",))
    assert compare(BEFORE, BEFORE).lower == ()
    assert compare(BEFORE, Measured({})).lower[0] == "a.recall gone, floor 0.800"


def test_noise_is_forgiven() -> None:
    now = Measured({**BEFORE.figures, "a.recall": 0.795})
    assert compare(BEFORE, now, noise=0.01).lower == ()
    assert len(compare(BEFORE, now, noise=0.001).lower) == 1


def test_pinning_raises_and_lowers_only_when_told(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    pin(path, "seeds", BEFORE, noise=0.01)
    now = Measured({"a.recall": 0.7, "a.precision": 0.9, "words.spans_not_verbatim": 2}, {"a": ()})
    pin(path, "seeds", now)
    floors, noise = read_floors(path, "seeds")
    assert floors.figures == {"a.recall": 0.8, "a.precision": 0.9, "words.spans_not_verbatim": 0} and noise == 0.0
    pin(path, "seeds", now, lower=True)
    assert read_floors(path, "seeds")[0].figures == now.figures
    with pytest.raises(KeyError):
        read_floors(path, "other")
