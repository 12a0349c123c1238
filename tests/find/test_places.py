"""Which names are places, and where: spellings that English has for towns of other scripts, and what grammar makes a place."""

from __future__ import annotations

import pytest

from dragoman.annotate import annotate
from dragoman.codebook.places import load_gazetteer
from dragoman.find.places import find_places


@pytest.mark.parametrize(
    ("spelling", "state"),
    [
        ("Andijan", "UZB"),
        ("Kharkov", "UKR"),
        ("Kirovograd", "UKR"),
        ("Rangoon", "MMR"),
        ("Bombay", "IND"),
        ("Jalal-Abad", "KGZ"),
        ("Hodeida", "YEM"),
    ],
)
def test_towns_are_known_by_the_spellings_of_news(spelling: str, state: str) -> None:
    assert load_gazetteer().look_up(spelling)[0].country == state


def test_a_town_of_a_country_that_the_text_names_is_a_place_whatever_the_model_takes_it_for() -> None:
    parsed = annotate("Uzbekistan denied it. Government troops opened fire on a crowd in Andijan on May 13.")
    assert [(p.name, p.how, p.country) for p in find_places(parsed, load_gazetteer())][1:] == [("Andijon", "at", "UZB")]
