"""Persons by their names: short names of monarchs, generations, and texts without a day."""

from __future__ import annotations

import pytest
from tests.resolve.test_strangers import TABLES, codes, mention

from dragoman.annotate import annotate
from dragoman.find.speech import find_speech
from dragoman.pipeline.one import who


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("The speaker held talks with King Abdullah II and Jordanian officials.", "King Abdullah II", "JOR"),
        ("King Salman met the Japanese premier.", "King Salman", "SAU"),
        ("Queen Elizabeth II received Pope John Paul II.", "Pope John Paul II", "VAT"),
    ],
)
def test_monarchs(text: str, words: str, code: str) -> None:
    assert codes(mention(text, words)) == {code}


def test_a_generation_is_no_surname() -> None:
    assert codes(mention("Queen Elizabeth II received Pope John Paul II.", "Queen Elizabeth II")) != {"VAT"}


@pytest.mark.parametrize(("words", "code"), [("Erdogan", "TUR"), ("Bush", "USA")])
def test_a_text_without_a_day_knows_whom_one_state_has(words: str, code: str) -> None:
    parsed = annotate(f"{words} will meet the prime minister of Italy.")
    found = who(parsed, TABLES, None, find_speech(parsed, TABLES.cues))
    assert [p.code for m in found.items if m.kind == "person" for p in m.parties] == [code]


@pytest.mark.parametrize(
    ("title", "named", "code"),
    [
        ("Prime Minister", "Prime Minister Justin Trudeau of Canada", "CAN"),
        ("King", "King Abdullah II of Jordan", "JOR"),
        ("Chancellor", "Chancellor Angela Merkel of Germany", "DEU"),
    ],
)
def test_two_titles_share_an_article(title: str, named: str, code: str) -> None:
    text = f"President Biden met {named} in Rome. The President and {title} agreed to meet again."
    assert codes(mention(text, title)) == {code}
