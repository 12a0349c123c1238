"""Stretches of a timeline are cuts of the whole, whether the ledger keeps its merged events or not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dragoman
from export.made_ledger import made_ledger


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize(
    "asked", [{}, {"between": ("JPN", "CHN")}, {"party": "KEN", "speech": True}, {"since": "2020-01-05"}]
)
def test_a_stretch_is_a_cut_of_the_timeline(tmp_path: Path, kept: bool, asked: dict[str, Any]) -> None:
    made_ledger(tmp_path / "l.ledger", 300).close()
    with dragoman.open(tmp_path / "l.ledger", must_exist=True) as ledger:
        assert not kept or ledger.keep_rows()
        whole = [row.id for row in ledger.timeline(**asked)]
        rows, total = ledger.stretch(slice(3, 10), **asked)
        assert [row.id for row in rows] == whole[3:10] and total == len(whole)
        newest, total = ledger.stretch(slice(0, None), True, **asked)
        days = [row.when.first for row in newest]
        known = [day for day in days if day]
        assert sorted(whole) == sorted(row.id for row in newest) and total == len(whole) > 5
        assert known == sorted(known, reverse=True) and days[: len(known)] == known
