"""Quantities: numbers with what they count; stretches of time are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate import annotate
from dragoman.find.quantities import number, quantities


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["three"], 3),
        (["1,200"], 1200),
        (["2.5", "million"], 2.5e6),
        (["two", "dozen"], 24),
        (["at", "least", "40"], 40),
        (["twenty", "-", "five"], 25),
        (["several"], None),
    ],
)
def test_number(words: list[str], value: float | None) -> None:
    assert number(words) == value


def found(text: str) -> list[tuple[float, str, str]]:
    return [(q.n, q.of, q.text) for q in quantities(annotate(text), 0, len(text))]


def test_counted_things() -> None:
    assert found("Three Chinese coast guard ships entered the waters.") == [
        (3, "Chinese coast guard ships", "Three Chinese coast guard ships")
    ]


def test_stretches_of_time_are_left_out() -> None:
    assert found("They met for three days after two years.") == []


@given(st.lists(st.sampled_from(["one", "two", "hundred", "1,000", "million", "about", "x", "-", "3.5"]), max_size=5))
def test_number_never_fails(words: list[str]) -> None:
    value = number(words)
    assert value is None or value >= 0
