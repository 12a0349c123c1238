"""Both of two, each of them, neighbours and joint statements: whom they stand for in a text."""

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


def mentions(text: str, title: str | None = None) -> dict[str, Mention]:
    parsed = annotate(text, None, TABLES.forms)
    reading = Reading("d", "t", "d", published="2014-03-05", title=title)
    found = who(parsed, TABLES, "2014-03-05", find_speech(parsed, TABLES.cues), reading)
    return {parsed.span(m.first, m.last).text: m for m in found.items}


def codes(text: str, words: str, title: str | None = None) -> set[str | None]:
    return {p.code for p in mentions(text, title)[words].parties}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Chile and Peru traded shots. The two colonels met on a bridge.", "The two colonels"),
        ("Chile and Peru agreed on tariffs. Both armies stayed away.", "Both armies"),
        ("Chile and Peru met. Both denied the reports.", "Both"),
        ("Chile and Peru met. Each says that the other broke the truce.", "Each"),
        ("Chile and Peru met. The pair agreed to help Bolivia.", "The pair"),
    ],
)
def test_both_are_the_two_joined_before(text: str, words: str) -> None:
    assert codes(text, words) == {"CHL", "PER"}


def test_both_are_those_the_text_is_about_and_not_who_urges_them() -> None:
    text = (
        "Chile accused Peru of fishing in its waters. Peru rejected that. Chile sent a note to Peru, and Peru sent one to Chile. "
        "Brazil spoke on Friday. Brazil has urged both countries to talk."
    )
    assert codes(text, "both countries") == {"CHL", "PER"}


def test_a_pair_of_things_is_no_pair_of_states() -> None:
    assert codes("Chile and Peru met. A pair of Russian ships left.", "A pair") == {"RUS"}


def test_a_neighbour_borders_on_its_owner() -> None:
    text = "Gabon accused its northern neighbour of towing away a vessel. Equatorial Guinea denied it. France urged Gabon to talk."
    assert codes(text, "its northern neighbour") == {"GNQ"}


def test_we_of_a_joint_statement_are_all_who_make_it() -> None:
    title = "Joint Statement of the Foreign Ministers of Estonia and Latvia on Belarus"
    assert {"EST", "LVA"} <= codes("We condemn the detention of the reporters in Minsk.", "We", title)


def test_a_flag_is_a_ships_country() -> None:
    assert codes("Iran seized a Panama-flagged tanker near Oman.", "a Panama-flagged tanker") == {"PAN"}


def test_a_persons_spokeswoman_is_of_the_persons_state() -> None:
    text = "In Oslo, Foreign Minister Sergei Lavrov's spokeswoman regretted the test."
    assert codes(text, "Foreign Minister Sergei Lavrov's spokeswoman") == {"RUS"}


def test_an_unknown_minister_is_of_the_state_whose_names_are_alike() -> None:
    text = "South Korea protested to Kyrgyzstan on Monday. Second Vice Minister Noh Seung-hwan urged Bishkek to free the engineer."
    assert codes(text, "Second Vice Minister Noh Seung-hwan") == {"KOR"}


def test_the_peoples_republic_in_a_title_is_no_republic_of_china() -> None:
    from dragoman.resolve.origin import origin_of

    title = "Readout of President Joe Biden's Call with President Xi Jinping of the People’s Republic of China"
    reading = Reading("d", "t", "d", published="2021-09-09", publisher="The White House", title=title)
    about = origin_of(reading, TABLES.actors, TABLES.offices).about
    assert about is not None and about.code == "CHN"


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("Kenya and Sudan closed the bridge. Qatar has asked both sides for calm.", "both sides", {"KEN", "SDN"}),
        (
            "Chad, Mali and Togo closed the road. Ghana's envoy will visit the three capitals.",
            "the three capitals",
            {"TCD", "MLI", "TGO"},
        ),
        ("Russia wrote to the Baltic states on Monday.", "Baltic states", {"EST", "LTU", "LVA"}),
        ("Japan praised the two Koreas' leaders.", "Koreas", {"KOR", "PRK"}),
        (
            "Kenya and Uganda closed the bridge. The joint commission met on Friday.",
            "The joint commission",
            {"KEN", "UGA"},
        ),
        ("Serbia and Montenegro signed a treaty in 2012.", "Montenegro", {"MNE"}),
    ],
)
def test_several_states(text: str, words: str, meant: set[str]) -> None:
    assert codes(text, words) == meant


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway and Russia signed a pact. Two opposition parties condemned it.", "Two opposition parties"),
        ("Chad and Niger signed a pact. The minister of Chad thanked his hosts.", "his hosts"),
    ],
)
def test_these_are_no_pair(text: str, words: str) -> None:
    assert len(codes(text, words)) < 2


def test_a_surname_of_somebody_named_in_full_is_no_city() -> None:
    text = "Foreign Minister John Baird of Canada came on Monday. Baird met the press."
    assert codes(text, "Baird") == {"CAN"}
    places = "Álvaro Colom of Guatemala spoke. Colom left."
    assert all(m.kind != "name" for words, m in mentions(places).items() if words == "Colom")
