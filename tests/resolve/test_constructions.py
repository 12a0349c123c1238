"""What the sentence's build alone tells of a party: relative clauses, posts abroad, sides of the compass."""

from __future__ import annotations

import pytest
from tests.resolve.test_strangers import codes, mention


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Reporters asked about Uganda, whose troops have crossed the border.", "whose troops", "UGA"),
        ("Singapore, where police froze three accounts, has asked Thailand for help.", "police", "SGP"),
        ("Iran welcomed the plan of Iraq. Its embassy in Baghdad offered help.", "Its embassy", "IRN"),
        ("Turkey called on the government in Damascus to withdraw.", "the government", "SYR"),
        ("Thailand's new government blamed its predecessor on Friday.", "its predecessor", "THA"),
        ("Russia protested after students in Burgas painted a tank. The city's mayor apologised.", "The city's mayor", "BGR"),
        ("North Korea fired two missiles. Japan and the South protested.", "the South", "KOR"),
        ("The Gambian fisheries ministry thanked Senegal.", "The Gambian fisheries ministry", "GMB"),
        ("The United Nations met on Congo. The Secretary-General is concerned.", "The Secretary-General", "UNO"),
        ("China sanctioned six Manila-based firms.", "six Manila-based firms", "PHL"),
        ("Kenya hosted the Rapid Support Forces. The RSF's commander thanked Ruto.", "The RSF's commander", "SDN"),
        ("Kenya armed the Rapid Support Forces. In May the group shelled a camp.", "the group", "SDN"),
        ("The German foreign ministry said that firms had helped Iran. It froze them.", "It", "DEU"),
        ("Penny Wong of Australia met Luhut of Indonesia. She thanked the ministry.", "She", "AUS"),
        ("Ms Lee of Singapore met Mr Anwar of Malaysia. He thanked the ministry.", "He", "MYS"),
        ("Peru called on Chile on Monday to end its embargo on fruit.", "its", "CHL"),
        ("Peru called on Chile to open talks and lift its embargo.", "its", "CHL"),
        ("Kenya was urged by Uganda to lift its embargo on maize.", "its", "KEN"),
        ("Britain accused Iran of breaking its promises.", "its", "IRN"),
        ("Eritrea attacked Ethiopia to keep its embargo on grain.", "its", "ERI"),
        ("US Special Representative for Iran Brian Hook met Ms Juul.", "US Special Representative for Iran Brian Hook", "USA"),
        ("The UN special envoy for Syria Geir Moe resigned.", "UN special envoy for Syria Geir Moe", "UNO"),
        ("Chairwoman Mona Juul of Norway met Mr Okello of Uganda. She thanked him.", "She", "NOR"),
    ],
)  # fmt: skip
def test_settles(text: str, words: str, code: str) -> None:
    assert codes(mention(text, words)) == {code}


@pytest.mark.parametrize(
    ("text", "words", "host"),
    [
        ("The embassy in Abuja denied that the exercise was aimed at Nigerians.", "The embassy", "NGA"),
        ("Hungary had asked the ambassador in Bratislava for a report.", "the ambassador", "SVK"),
        ("He commanded the troops in Mali until March.", "the troops", "MLI"),
        ("Several foreign ministers in Cairo denounced the deal.", "Several foreign ministers", "EGY"),
    ],
)
def test_who_is_posted_abroad_is_not_of_the_place(text: str, words: str, host: str) -> None:
    assert codes(mention(text, words)) != {host}


def test_the_two_koreas() -> None:
    assert codes(mention("The two Koreas have no treaty.", "Koreas")) == {"KOR", "PRK"}


def test_a_side_of_the_compass_is_no_state_elsewhere() -> None:
    assert codes(mention("Nigeria sent police to the North on Monday.", "the North")) == set()


def test_each_side_is_both() -> None:
    assert codes(mention("Hungary and Slovakia set up a committee. Each side named three members.", "Each side")) == {
        "HUN",
        "SVK",
    }


def test_who_addresses_both_is_none_of_them_unless_they_are_the_own() -> None:
    closed = "Kenya and Uganda closed the border. "
    assert codes(mention(f"{closed}Tanzania urged both countries to reopen it.", "both countries")) == {"KEN", "UGA"}
    joined = "Kenya joined France and Ghana in a pact. President Ruto met President Museveni of Uganda. "
    asked = "They agreed to ask each other to visit their respective countries."
    assert codes(mention(joined + asked, "their respective countries")) == {"KEN", "UGA"}
