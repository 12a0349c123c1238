"""Whose account a readout is, where neither publisher nor address tells."""

from __future__ import annotations

import pytest

from dragoman.codebook.actors import load_actors
from dragoman.codebook.folder import Folder
from dragoman.codebook.offices import load_offices
from dragoman.records.text import Reading
from dragoman.resolve.origin import origin_of

ACTORS, OFFICES = load_actors(Folder()), load_offices(Folder())


@pytest.mark.parametrize(
    ("title", "home"),
    [
        ("Readout of President Biden’s Call with Allies and Partners", "USA"),
        ("Readout of Vice President Kamala Harris Call with President Emmanuel Macron of France", "USA"),
        ("Readout of the White House’s Meeting with Airline Leaders", "USA"),
        ("Readout of Prime Minister Trudeau’s call with President Biden", "CAN"),
        ("Readout: Kremlin talks on grain", "RUS"),
        ("Readout of Senior Administration Travel to India", None),
        ("Readout of Call Between President Biden and President Xi", None),
        ("President Biden’s Call with Allies and Partners", None),
    ],
)
def test_the_title_of_a_readout_tells_whose_it_is(title: str, home: str | None) -> None:
    found = origin_of(Reading("a", "b", "c", title=title, published="2022-02-28"), ACTORS, OFFICES)
    assert (found.home and found.home.code) == home
