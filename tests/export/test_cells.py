"""Cells, days, sentences and dyads: for any text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from dragoman.export import tsv
from dragoman.export.codes import dyads_of
from dragoman.export.passages import passages
from dragoman.export.plover import precision
from dragoman.export.readers.days import day_of

ANY = some.one_of(some.text(), some.none(), some.integers(), some.floats(allow_nan=False))


@settings(deadline=None)
@given(some.lists(ANY, min_size=1))
def test_a_line_has_as_many_cells_as_values(values: list[object]) -> None:
    made = tsv.line(values, "None")
    assert len(made.splitlines()) <= 1 and made.count("\t") == len(values) - 1
    assert made.split("\t") == [tsv.cell(value, "None") for value in values]


def test_breaks_inside_a_value_become_one_space() -> None:
    assert tsv.cell("a\t\r\n b") == "a  b" and tsv.cell("a\r\nb\u2028c") == "a b c"
    assert tsv.cell(None, "None") == "None" and tsv.cell("") == "" and tsv.cell(2.5) == "2.5"


@settings(deadline=None)
@given(some.lists(some.one_of(some.none(), some.text(alphabet="ab;, \t")), min_size=1))
def test_lists_in_a_cell_stay_in_parallel(values: list[str | None]) -> None:
    made = tsv.joined(values, "; ", "None")
    assert made.count(";") == len(values) - 1


@settings(deadline=None)
@given(some.dates(min_value=date(1900, 1, 1)))
def test_days_are_read_in_each_form(day: date) -> None:
    assert {
        day_of(day.isoformat()), day_of(f"{day.month}/{day.day}/{day.year}"), day_of(day.strftime("%Y%m%d")),
        day_of(f"{day.isoformat()} 00:00:00"),
    } == {day.isoformat()}  # fmt: skip


@pytest.mark.parametrize("cell", ["", "None", "soon", "2023-02-30", "20231345"])
def test_what_is_no_day_is_null(cell: str) -> None:
    assert day_of(cell) is None


def test_sentences_are_counted_by_points_and_lines() -> None:
    text = "Title of it\n\nFirst here. Second “here.” Third, U.S. officials said.\nFourth."
    one = passages(text, "Title of it")
    assert [one.sentence(text.index(words)) for words in ("Title", "First", "Second", "Third", "Fourth")] == [
        1,
        2,
        3,
        4,
        5,
    ]
    assert text[: one.lead].endswith("said.") and passages(text, None).lead == len("Title of it")


@settings(deadline=None)
@given(some.text(), some.integers(min_value=0, max_value=50))
def test_every_place_has_a_sentence(text: str, at: int) -> None:
    one = passages(text, None)
    assert one.sentence(at) >= 1 and one.lead <= len(text)


def test_precision() -> None:
    assert precision("2023-02-01", "2023-02-28") == "month" and precision("2023-01-01", "2023-12-31") == "year"
    assert precision("2023-02-01", "2023-02-27") == "stretch"


def test_dyads_by_code() -> None:
    assert dyads_of(["JPN", "CHN"], []) == (("JPN", "CHN"), ("CHN", "JPN"))
    assert dyads_of(["JPN", "CHN"], [], symmetric=False) == ()
    assert dyads_of(["JPN", "JPN"], ["CHN"]) == (("JPN", "CHN"),)
    assert dyads_of(["JPN"], ["CHN"], mutual=True) == (("JPN", "CHN"), ("CHN", "JPN"))
