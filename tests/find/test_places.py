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


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Two ships were seen near Tripoli, Lebanon, on Friday.", "LBN"),
        ("Two ships were seen near Tripoli, Italy said.", "LBY"),
        ("Two ships were seen near Tripoli, Italy's navy said.", "LBY"),
    ],
)
def test_a_country_behind_a_comma_tells_where_a_town_is_unless_the_sentence_goes_on_with_it(
    text: str, country: str
) -> None:
    assert find_places(annotate(text), load_gazetteer())[0].country == country
