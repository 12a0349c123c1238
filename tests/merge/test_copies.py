from __future__ import annotations

from dragoman.merge.copies import exact_copies
from dragoman.records.text import Reading


def test_later_readings_of_a_text_are_copies_of_the_first() -> None:
    readings = [Reading(name, text, f"in/{name}") for name, text in (("a", "1"), ("b", "2"), ("c", "1"), ("d", "1"))]
    assert exact_copies(readings) == {2: "a", 3: "a"}


def test_an_original_of_the_same_name_is_given_by_its_source() -> None:
    assert exact_copies([Reading("a", "1", "x/a"), Reading("a", "1", "y/a")]) == {1: "x/a"}


def test_none() -> None:
    assert exact_copies([]) == {}
