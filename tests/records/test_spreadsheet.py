"""Cells that a spreadsheet would run are text, numbers are never touched, and what was changed is told."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.records.spreadsheet import CHANGED, RUNS, neutral, neutral_rows, runs

NAMES = ("a", "b", "c")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "－2+3", "＋1", "＠x", "-", "=", "+81 3 1234", "-3.5 points"],
)  # fmt: skip
def test_what_would_be_run_is_led_by_an_apostrophe(text: str) -> None:
    assert neutral(["x", text, 1], NAMES) == (["x", f"'{text}", 1], "b")


@pytest.mark.parametrize(
    "value", ["-3.5", "+2", "-1,234.5", "-1e-3", "-.5", "−3.5", "a=b", "", " =1", -3.5, -2, None, True]
)
def test_numbers_and_words_stay_as_they_are(value: object) -> None:
    assert neutral([value], ("a",)) == ([value], "")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.lists(
            st.one_of(st.text(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.none()),
            min_size=3,
            max_size=3,
        )
    )
)
def test_no_cell_of_a_file_would_be_run_and_every_change_is_told(rows: list[list[object]]) -> None:
    head, made = neutral_rows(rows, NAMES)
    out = io.StringIO()
    csv.writer(out).writerows([head, *made])
    read = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert read[0] in (list(NAMES), [*NAMES, CHANGED])
    for row, cells in zip(rows, made):
        changed = cells[3].split("; ") if len(cells) == 4 else []
        for name, value, cell in zip(NAMES, row, cells):
            assert cell == (f"'{value}" if name in changed else value)
            assert not isinstance(cell, str) or not runs(cell)
            assert isinstance(value, str) or name not in changed
    assert all(cell[:1] not in RUNS or not runs(cell) for row in read[1:] for cell in row)
