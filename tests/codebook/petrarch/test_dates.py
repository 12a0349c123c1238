"""Which code of a dictionary counts on which day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebook.petrarch.dates import Restriction, days_of, stretches


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("<010101", None, "2001-01-01"),
        (">311231", "1931-12-31", None),
        ("> 301231", "2030-12-31", None),
        ("970101-010228", "1997-01-01", "2001-02-28"),
        ("18970101 - 450703", "1897-01-01", "1945-07-03"),
        ("000229–20000229", "2000-02-29", "2000-02-29"),
    ],
)
def test_days(words: str, start: str | None, end: str | None) -> None:
    assert [day and day.isoformat() for day in days_of(words)] == [start, end]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("2004017-20061201", "no range"),
        ("010229-020101", "20010229 is no day"),
        ("020101-010101", "is before"),
        ("970101", "no range"),
        ("<", "no range"),
        ("soon", "no range"),
    ],
)
def test_what_is_no_range(words: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        days_of(words)


def told(*rows: tuple[str, str]) -> list[tuple[str, str | None, str | None]]:
    read = [Restriction(code, *(days_of(days) if days else (None, None)), n) for n, (code, days) in enumerate(rows)]
    return [
        (s.of.code, s.start.isoformat() if s.start else None, s.end.isoformat() if s.end else None)
        for s in stretches(read)
    ]


def test_the_code_without_days_counts_on_all_other_days() -> None:
    assert told(("GOV", "000101-001231"), ("ELI", "")) == [
        ("ELI", None, "1999-12-31"),
        ("GOV", "2000-01-01", "2000-12-31"),
        ("ELI", "2001-01-01", None),
    ]
    assert told(("GOV", "000101-001231")) == [("GOV", "2000-01-01", "2000-12-31")]
    assert told(("ELI", ""), ("GOV", "")) == [("ELI", None, None)]


def test_the_shorter_range_counts_and_of_equal_ones_the_first() -> None:
    assert told(("A", "000101-001231"), ("B", "000301-000331"), ("C", "000301-000331")) == [
        ("A", "2000-01-01", "2000-02-29"),
        ("B", "2000-03-01", "2000-03-31"),
        ("A", "2000-04-01", "2000-12-31"),
    ]
    assert told(("A", ">000101"), ("A", "990101-991231")) == [("A", "1999-01-01", None)]


DAY = st.dates(date(1990, 1, 1), date(1990, 3, 1))
RESTRICTION = st.builds(
    lambda code, start, end: Restriction(code, *sorted((start, end)) if start and end else (start, end), 1),
    st.sampled_from("ABC"),
    st.none() | DAY,
    st.none() | DAY,
)


@given(st.lists(RESTRICTION, max_size=5))
def test_each_day_has_the_code_that_the_rule_gives_it(restrictions: list[Restriction]) -> None:
    found = stretches(restrictions)
    for day in (date(1989, 12, 1) + timedelta(days=n) for n in range(120)):
        holding = [r for r in restrictions if r.dated and (r.start or day) <= day <= (r.end or day)]
        best = min(holding, key=lambda r: (r.end or date.max) - (r.start or date.min), default=None)
        best = best or next((r for r in restrictions if not r.dated), None)
        on_day = [s.of.code for s in found if (s.start or day) <= day <= (s.end or day)]
        assert on_day == ([best.code] if best else [])
