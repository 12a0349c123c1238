"""What gives a party its country and office, and what must not."""

from __future__ import annotations

import pytest

from dragoman.decode.document import document_alone
from dragoman.pipeline.one import code_document
from dragoman.pipeline.options import Options
from dragoman.records.claim import Claim
from dragoman.records.given import Given


def claims(text: str, day: str = "2023-05-10") -> tuple[Claim, ...]:
    document = document_alone(text, Given(published=day), "text")
    return code_document(document, Options(coder="frames")).value.claims


def coded(text: str, day: str = "2023-05-10") -> tuple[set[str | None], set[str | None]]:
    """Actors and recipients of the first act, as CODE:SECTOR."""
    act = next(c for c in claims(text, day) if c.event_type)
    sides = ({f"{p.code}:{p.sector}" for p in side} for side in (act.actor, act.recipient))
    return next(sides), next(sides)  # type: ignore[return-value]


@pytest.mark.parametrize("prefix", ["pro", "anti"])
@pytest.mark.parametrize("name", ["Beijing", "Moscow", "Kyiv", "China"])
def test_what_somebody_is_for_or_against_is_not_their_country(prefix: str, name: str) -> None:
    found = claims(f"A {prefix}-{name} lawmaker said the vote was unfair.")
    assert {p.code for c in found for p in c.actor} <= {None}


def test_a_title_in_the_text_wins_over_the_table() -> None:
    assert coded("Prime Minister Yair Lapid of Israel criticised Iran.")[0] == {"ISR:GOV"}
    assert coded("Former Prime Minister Yair Lapid of Israel criticised Iran.")[0] == {"ISR:ELI"}


@pytest.mark.parametrize("text", ["Wellington Koo criticised China.", "Taiwan's Wellington Koo criticised China."])
def test_a_place_in_an_office_holders_name_is_the_persons(text: str) -> None:
    assert coded(text, "2024-08-01") == ({"TWN:GOV"}, {"CHN:None"})


@pytest.mark.parametrize("body", ["consulate", "embassy"])
def test_a_states_own_body_is_no_recipient(body: str) -> None:
    act = claims(f"Finland will close its {body} in Murmansk.")[0]
    assert "FIN" not in {p.code for p in act.recipient}


def test_a_body_among_two_countries_that_it_acts_on_is_of_neither() -> None:
    assert claims("The court blocked the Polish government from deporting Belarusian activists.") == ()


def test_a_council_of_a_state_is_not_the_united_nations() -> None:
    text = "The secretary of the Mongolian National Security Council met Jake Sullivan of the United States."
    assert coded(text)[0] == {"MNG:GOV", "USA:GOV"}
    assert "UNO" in {p.code for c in claims("The Security Council condemned Libya.") for p in c.actor}


def test_ships_seized_are_not_of_those_who_seize_them() -> None:
    act = claims("Chile protested to Peru over the trawlers seized by the Peruvian navy.")[-1]
    assert (act.mode, act.recipient) == ("seize", ())


def test_engineers_are_workers() -> None:
    assert coded("Two Danish engineers were detained in Iran.")[1] == {"DNK:LAB"}
