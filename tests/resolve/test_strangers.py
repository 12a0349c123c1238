"""Whose affairs a sentence tells: people and bodies without a country of their own, speakers, both sides of a talk."""

from __future__ import annotations

import pytest

from dragoman.annotate import annotate
from dragoman.find.speech import find_speech
from dragoman.pipeline.one import who
from dragoman.pipeline.options import Options
from dragoman.pipeline.tables import load_tables
from dragoman.records.party import Mention
from dragoman.records.text import Reading

TABLES = load_tables(Options().folder)
READOUT = "Readout of President Biden’s Call with President Macron of France"


def mention(
    text: str, words: str, title: str | None = None, publisher: str | None = None, day: str = "2022-05-05"
) -> Mention:
    """The mention of exactly these words, the last where there are several; publisher and title as a Reading has them."""
    parsed = annotate(text)
    reading = Reading("d", "", "", publisher=publisher, published=day, title=title)
    found = who(parsed, TABLES, day, find_speech(parsed, TABLES.cues), reading)
    fitting = [m for m in found.items if parsed.span(m.first, m.last).text == words]
    assert fitting, [parsed.span(m.first, m.last).text for m in found.items]
    return fitting[-1]


def codes(found: Mention) -> set[str | None]:
    return {p.code for p in found.parties}


@pytest.mark.parametrize(
    ("text", "words", "code", "sector"),
    [
        ("In Kenya, police arrested three journalists on Monday.", "police", "KEN", "COP"),
        ("Gunmen attacked a market in the Nigerian state of Borno.", "Gunmen", "NGA", "UAF"),
        ("In Peru, prosecutors charged the mayor with fraud.", "prosecutors", "PER", "JUD"),
        ("Protesters clashed with Chilean police in Santiago.", "Protesters", "CHL", "CVL"),
    ],
)
def test_domestic_people_are_of_the_country_told_of(text: str, words: str, code: str, sector: str) -> None:
    found = mention(text, words)
    assert codes(found) == {code}
    assert found.parties[0].sector == sector
    assert found.weight < 1 and found.why


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kenya and Uganda disagreed, and soldiers were sent.", "soldiers"),
        ("Foreign journalists were expelled from Kenya.", "Foreign journalists"),
        ("Kenya met several countries in Nairobi.", "several countries"),
    ],
)
def test_none_where_two_compete_or_the_words_say_otherwise(text: str, words: str) -> None:
    parsed = annotate(text)
    found = who(parsed, TABLES, None, find_speech(parsed, TABLES.cues))
    told = [m for m in found.items if parsed.span(m.first, m.last).text == words]
    assert all(not m.parties for m in told)


def test_the_publishers_own_office_is_not_the_guests() -> None:
    text = "President Biden spoke with President Emmanuel Macron of France. The President thanked France."
    found = mention(text, "The President", READOUT, "The White House")
    assert found.parties[0].name == "Joe Biden"


def test_both_sides_are_those_of_the_title_not_those_talked_of() -> None:
    text = "The leaders discussed Russia’s war in Ukraine."
    assert codes(mention(text, "The leaders", READOUT, "The White House")) == {"USA", "FRA"}


def test_we_is_the_state_whose_statement_it_is() -> None:
    text = "We call on all parties to end the fighting."
    assert codes(mention(text, "We", "Statement of Ghana in the general debate", "United Nations")) == {"GHA"}
    assert not mention(text, "We").parties


def test_a_dependency_is_of_its_state_and_kosovo_has_its_own_code() -> None:
    text = "Serbia accused Kosovo of a provocation, and Spain closed its border with Gibraltar."
    assert codes(mention(text, "Kosovo")) == {"KOS"}
    assert codes(mention(text, "Gibraltar")) == {"GBR"}


def test_who_holds_the_office_that_the_setting_tells() -> None:
    found = mention(
        "The President held a meeting on industry.",
        "The President",
        "Meeting on industry",
        "Presidential Office of Russia",
    )
    assert (found.parties[0].name, found.parties[0].office) == ("Vladimir Putin", "President")


def test_a_title_with_its_country_before_a_name_is_one_mention() -> None:
    words = "President of the Republic of Uzbekistan Shavkat Mirziyoyev"
    found = mention(f"Vladimir Putin met {words} in Moscow.", words)
    assert (found.kind, found.parties[0].name) == ("person", "Shavkat Mirziyoyev")


JOINT = "The Foreign Ministers of France, Germany and Poland met today in Paris. {} agreed to meet again in Warsaw."


@pytest.mark.parametrize("words", ["We", "The Ministers"])
def test_a_joint_statement_is_of_those_who_met(words: str) -> None:
    title = "Weimar meeting - Joint statement on Ukraine"
    assert codes(mention(JOINT.format(words), words, title, "French Foreign Ministry")) == {"FRA", "DEU", "POL"}


def test_they_are_those_who_have_just_talked() -> None:
    text = "The French minister held talks with his Polish colleague, Radoslaw Sikorski. They agreed on a treaty."
    title = "Ukraine: meeting of the minister"
    found = mention(text, "They", title, "Ministry for Europe and Foreign Affairs of France", "2025-02-12")
    assert codes(found) == {"FRA", "POL"}


def test_a_body_called_by_who_leads_it_is_of_the_leader_s_state() -> None:
    text = "In January, the Biden administration said that the RSF had killed people in Sudan."
    assert codes(mention(text, "the Biden administration", day="2022-03-25")) == {"USA"}


def test_the_two_leaders_of_a_clause_with_where_are_those_who_met() -> None:
    text = "The President met Chancellor Angela Merkel of Germany on Monday, where the two leaders agreed on sanctions."
    found = mention(
        text,
        "the two leaders",
        "Readout of the President’s Call with President Putin of Russia",
        "The White House",
        "2015-02-10",
    )
    assert codes(found) == {"USA", "DEU"}
