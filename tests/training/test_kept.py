"""What training keeps between its runs comes back as it was, and makes nothing but known records."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dragoman.records.text import Span

PLACE = Path(__file__).resolve().parents[2] / "training" / "coder" / "kept.py"


@pytest.fixture(scope="module")
def kept() -> Any:
    if not PLACE.exists():
        pytest.skip("training/ IS ABSENT: it is not part of a source distribution")
    told = importlib.util.spec_from_file_location("kept_between_runs", PLACE)
    assert told is not None and told.loader is not None
    module = importlib.util.module_from_spec(told)
    told.loader.exec_module(module)
    return module


@dataclass
class Sentence:
    words: list[tuple[int, int]]
    values: np.ndarray
    more: dict[int, set[str]] = field(default_factory=dict)


def test_what_is_kept_comes_back(kept: Any, tmp_path: Path) -> None:
    one = Sentence([(0, 3), (4, 5)], np.array([[0.1, 2.0]], dtype=np.float32), {1: {"a", "b"}})
    kept.keep(tmp_path / "k.npz", ([one], (None, True, 1, 2.5, "x"), Span(0, 2, "ab"), np.float64(0.5)))
    (back,), scalars, span, half = kept.kept(tmp_path / "k.npz", (__name__.split(".")[0], "dragoman"))
    assert (back.words, back.more, scalars) == (one.words, one.more, (None, True, 1, 2.5, "x"))
    assert back.values.dtype == np.float32 and (back.values == one.values).all()
    assert (span, half) == (Span(0, 2, "ab"), 0.5)


def test_classes_of_others_are_not_made(kept: Any, tmp_path: Path) -> None:
    kept.keep(tmp_path / "k.npz", Sentence([], np.zeros(1)))
    with pytest.raises(ValueError, match="no record that is kept"):
        kept.kept(tmp_path / "k.npz", ("dragoman",))
    with pytest.raises(TypeError):
        kept.keep(tmp_path / "k.npz", object())
