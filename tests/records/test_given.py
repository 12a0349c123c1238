from __future__ import annotations

import pytest

from dragoman.records.given import Given, day_of, moment_of


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


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2024-05-03T14:02:00Z", "2024-05-03T14:02:00Z"),
        ("2024-05-03 23:30+02:00", "2024-05-03T21:30:00Z"),
        ("2024-05-03T23:30:05.250-0500", "2024-05-04T04:30:05Z"),
        ("2024-05-03T0930+09", "2024-05-03T00:30:00Z"),
        ("2024-05-03T09:30", "2024-05-03T09:30:00"),
        ("2024-05-03", None),
        ("2024-05-03T25:00Z", None),
        ("0001-01-01T00:00+14:00", None),
        ("yesterday", None),
    ],
)
def test_the_time_of_publication_is_kept_in_utc(value: str, moment: str | None) -> None:
    assert moment_of(value) == moment
