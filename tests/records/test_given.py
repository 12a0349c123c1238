from __future__ import annotations

import pytest

from dragoman.records.given import Given, day_of


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2023-04-02", "2023-04-02"),
        (" 2023-04-02 ", "2023-04-02"),
        ("2021-01-21 17:12:47-05:00", "2021-01-21"),
        ("2021-01-21T23:59:59+09:00", "2021-01-21"),
        ("2021-01-21T23:59Z", "2021-01-21"),
        ("2021-01-21T23:59:59.123456", "2021-01-21"),
        ("2024-02-29", "2024-02-29"),
        ("2023-02-29", None),
        ("2023-04", None),
        ("2 April 2023", None),
        ("20230402", None),
        ("2023-04-02 or so", None),
        ("", None),
    ],
)
def test_day_of(value: str, day: str | None) -> None:
    assert day_of(value) == day


def test_values_given_win_over_others_and_gaps_are_filled() -> None:
    line = Given(published="2023-04-02", publisher="AP")
    side_file = Given(published="2020-01-01", place="Beijing")
    assert line.over(side_file) == Given(published="2023-04-02", publisher="AP", place="Beijing")
