"""Names that the codebook does not know: persons by given name or by what is done to them, bodies by how they are written."""

from __future__ import annotations

import pytest
from tests.resolve.test_strangers import mention


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A judge in Copenhagen found Britta Nielsen guilty of theft.", "Britta Nielsen"),
        ("The bureau has ordered Arjun Rampal to appear on Monday.", "Arjun Rampal"),
        ("Hun Sen held a meeting with the envoy.", "Hun Sen"),
        ("Police in Lyon arrested Barbarin on Monday.", "Barbarin"),
        ("A critic of Netanyahu's policies was dismissed.", "Netanyahu"),
    ],
)
def test_persons(text: str, name: str) -> None:
    assert mention(text, name).kind == "person"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Prosecutors in Peru are investigating Baltimore Copper Holdings Inc over the spill.", "Baltimore Copper Holdings Inc"),
        ("Police in Delhi said that the NCB has ordered a search.", "NCB"),
        ("The Islamic State group released 19 hostages.", "Islamic State group"),
    ],
)  # fmt: skip
def test_bodies(text: str, name: str) -> None:
    assert mention(text, name).kind in ("role", "name")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Parliament passed the Martin Act on Monday.", "Martin Act"),
        ("He flew to the Diego Rivera Museum in Mexico.", "Diego Rivera Museum"),
        ("The state eased rules on the movement of goods.", "the movement"),
        ("The match was shown by the Olympic Games at 10:00 UTC.", "UTC"),
    ],
)
def test_neither(text: str, words: str) -> None:
    with pytest.raises(AssertionError):
        mention(text, words)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Foreign Minister Hossein Amir-Abdollahian met the press.", "Foreign Minister Hossein Amir-Abdollahian", "Hossein Amir-Abdollahian"),
        ("Vice-President Valdis Dombrovskis met the press.", "Vice-President Valdis Dombrovskis", "Valdis Dombrovskis"),
    ],
)  # fmt: skip
def test_titles_end_where_the_name_begins(text: str, words: str, name: str) -> None:
    assert mention(text, words).parties[0].name == name


def test_a_portfolio_is_nobody_and_leads_to_its_state() -> None:
    found = mention(
        "Ahmed Badr, Minister of Foreign Affairs of Egypt, came to Chad.", "Minister of Foreign Affairs of Egypt"
    )
    assert (found.kind, {p.code for p in found.parties}) == ("role", {"EGY"})
