"""Memory does not grow with the ledger."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

import dragoman
from dragoman.export import FORMATS
from export.made_ledger import made_ledger

STREAMED = [name for name, one in FORMATS.items() if one.lines is not None]


def peak(path: Path, format_: str) -> int:
    """Bytes that an export holds at most, on top of what is loaded once."""
    with dragoman.open(path, must_exist=True) as ledger:
        list(zip(range(3), FORMATS[format_](ledger.handed(format_))))
        tracemalloc.start()
        try:
            for _ in FORMATS[format_](ledger.handed(format_, min_confidence=0.0)):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "l.ledger"
    made_ledger(path, 6_000).close()
    return path


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "l.ledger"
    made_ledger(path, 18_000).close()
    return path


@pytest.mark.nightly
@pytest.mark.parametrize("format_", STREAMED)
def test_three_times_the_claims_take_no_more_memory(small: Path, large: Path, format_: str) -> None:
    assert peak(large, format_) < 1.2 * peak(small, format_) + 100_000
