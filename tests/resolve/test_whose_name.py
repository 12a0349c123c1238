"""Whose a name is where it looks like another's: places in the names of persons and branches, platforms, the short end of a body's name, what is of no state."""

from __future__ import annotations

import pytest
from tests.resolve.test_strangers import codes, mention


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        # persons
        ("President Lagos of Chile will visit Peru.", "President Lagos", "CHL"),
        ("Alvarez, a U.S. citizen, was shot in Medellín.", "Alvarez", "USA"),
        ("The United Nations envoy to Libya, Abdul Ilah Khatib, arrived in Tunis.", "Abdul Ilah Khatib", "UNO"),
        ("Cuba thanked Elaine Brooks, the Secretary of Transportation, for flights.", "Elaine Brooks", "USA"),
        ("Police in Manila said Congressman Wahab Reyes was killed.", "Congressman Wahab Reyes", "PHL"),
        ("Merkel criticised the Swedish government.", "Merkel", "DEU"),
        ("Kofi Annan urged both sides in Cyprus to resume talks.", "Kofi Annan", "UNO"),
        ("The speaker met the Honorable Antony J. Blinken.", "Honorable Antony J. Blinken", "USA"),
        # bodies
        ("Belize suspends relations with Israel.", "Belize", "BLZ"),
        ("Amnesty International Norway criticised the police.", "Amnesty International Norway", "NGO"),
        ("Nepal bans TikTok.", "TikTok", "CHN"),
        ("The ban on TikTok was lifted in Nepal.", "TikTok", "CHN"),
        ("The Brussels police arrested two men.", "The Brussels police", "BEL"),
        ("Brussels told Poland to pay the fine.", "Brussels", "EUR"),
        ("The Moro Islamic Liberation Front withdrew. The army shelled the Front.", "Front", "PHL"),
        ("The unification ministry said it had tried the inter-Korean line.", "The unification ministry", "KOR"),
        # people
        ("A human rights group accuses Laos of killing four villagers.", "A human rights group", "NGO"),
        ("Aid agencies warned Sudan.", "Aid agencies", "NGO"),
        ("Egyptian rights groups warned the government.", "Egyptian rights groups", "EGY"),
        ("Five soldiers died in a suspected militant attack in India.", "militant", "IND"),
        # who backs somebody is another, and so is whom he is against
        ("The UN-backed government of Libya met the Italian premier.", "The UN-backed government", "LBY"),
        ("US-trained Afghan forces fought in Kunduz.", "US-trained Afghan forces", "AFG"),
        ("The Iran-backed fighters fired at Israel.", "Iran", "IRN"),
        ("The UN-brokered truce in Yemen held.", "UN", "UNO"),
        ("Anti-American protesters burned flags in Tokyo.", "Anti-American protesters", "JPN"),
    ],
)
def test_who_it_is(text: str, words: str, code: str) -> None:
    assert codes(mention(text, words)) == {code}


def test_a_surname_is_no_nationality() -> None:
    assert codes(
        mention("Egyptian police arrested activist Sameh Saudi’s wife in Cairo.", "activist Sameh Saudi’s wife")
    ) <= {"EGY", None}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A court in Cairo sentenced Mohamed, an Egyptian, to six months.", "EGY"),
        ("Mohamed blocked two accounts in India.", "IND"),
    ],
)
def test_a_given_name_alone_is_no_ruler_of_another_state(text: str, code: str) -> None:
    assert codes(mention(text, "Mohamed")) == {code}


def test_a_letter_is_no_king() -> None:
    with pytest.raises(AssertionError):
        mention("X blocked two accounts in India.", "X")


@pytest.mark.parametrize(
    "text", ["He wrote it on Twitter.", "A Twitter post by the minister angered Peru.", "Peru answered via Twitter."]
)
def test_where_something_is_posted_is_no_party(text: str) -> None:
    with pytest.raises(AssertionError):
        mention(text, "Twitter")


def test_a_number_of_people_is_somebody() -> None:
    assert mention("A roadside bomb in Jandol, Pakistan, killed 14.", "14").kind == "pronoun"


def test_a_number_of_things_is_nobody() -> None:
    with pytest.raises(AssertionError):
        mention("The shop in Peru sold 14.", "14")
