"""Acts whose actor stands on the other side as well."""

from __future__ import annotations

import pytest

from dragoman.pipeline.one import code_with_acts
from dragoman.records.text import Document, Reading


def sides(text: str, trigger: str) -> tuple[set[str], set[str]]:
    """Codes of the actors and recipients of the act of a word."""
    claims = code_with_acts(Document(Reading("d", "0" * 64, "d", published="2025-06-03"), text))[0].value.claims
    act = next(c for c in claims if c.trigger.text == trigger and c.event_type)
    return {p.code for p in act.actor if p.code}, {p.code for p in act.recipient if p.code}


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("President Aleksandar Vučić warned that Serbia would withdraw from the talks.", "warned", {"SRB"}, set()),
        ("India said its men had fired after they were attacked with machetes.", "attacked", set(), {"IND"}),
        ("Manila said a Chinese vessel had rammed its patrol boat.", "rammed", {"CHN"}, {"PHL"}),
        ("Pakistan said on Saturday that India had fired missiles at three of its air bases.", "fired missiles at", {"IND"}, {"PAK"}),
        ("Kaja Kallas received President Aleksandar Vučić of Serbia in Brussels.", "received", {"SRB"}, {"EUR"}),
        ("The EU lifted the measures that it imposed on Kosovo last June.", "imposed", {"EUR"}, {"KOS"}),
    ],
)  # fmt: skip
def test_a_state_is_not_both_sides(text: str, trigger: str, actors: set[str], recipients: set[str]) -> None:
    assert sides(text, trigger) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "trigger", "both"),
    [
        ("The German interior minister defended Germany's decision to take in refugees.", "defended", "DEU"),
        ("Venezuela banned opposition leader Juan Guaido of Venezuela from office.", "banned", "VEN"),
    ],
)
def test_acts_at_home_stay(text: str, trigger: str, both: str) -> None:
    assert sides(text, trigger) == ({both}, {both})


def test_a_craft_does_not_enter_its_own_state() -> None:
    text = "Lithuania protested to Belarus on Tuesday. An unmanned aerial vehicle entered Lithuania."
    actors, recipients = sides(text, "entered")
    assert "LTU" not in actors
    assert recipients == {"LTU"}
