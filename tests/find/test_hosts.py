"""Who calls an envoy in, whose visit it is that a host tells of, and who keeps somebody out."""

from __future__ import annotations

import pytest

from dragoman.decode.document import document_alone
from dragoman.pipeline.one import code_document
from dragoman.records.given import Given


def sides(text: str, trigger: str) -> tuple[set[str | None], set[str | None]]:
    claims = code_document(document_alone(text, Given(published="2023-05-10"))).value.claims
    found = next(c for c in reversed(claims) if c.event_type and c.trigger.text == trigger)
    return {p.code for p in found.actor}, {p.code for p in found.recipient}


def test_who_calls_an_envoy_in_is_no_state_of_the_envoy() -> None:
    text = "The Latvian foreign ministry said the border was closed. The ministry summoned the Belarussian ambassador."
    assert sides(text, "summoned") == ({"LVA"}, {"BLR"})
    text = "The Ambassador of Chile was summoned to the Peruvian Foreign Ministry."
    assert sides(text, "summoned") == ({"PER"}, {"CHL"})


@pytest.mark.parametrize(
    ("text", "trigger", "guest", "host"),
    [
        ("The president of Kenya was received by Prime Minister Modi in New Delhi.", "received", "KEN", "IND"),
        ("Wang Yi hosted his Pakistani counterpart in Beijing on Monday.", "hosted", "PAK", "CHN"),
    ],
)
def test_a_guest_visits_the_host(text: str, trigger: str, guest: str, host: str) -> None:
    assert sides(text, trigger) == ({guest}, {host})


@pytest.mark.parametrize(
    ("text", "trigger", "by", "whom"),
    [
        ("Chinese officials were barred from entering the United States.", "barred", "USA", "CHN"),
        ("EU officials barred from entering Russia were told of the decision.", "barred", "RUS", "EUR"),
        ("Chinese officials banned from the United States include a vice minister.", "banned", "USA", "CHN"),
        ("Two Chinese diplomats were expelled from Lithuania on Monday.", "expelled", "LTU", "CHN"),
        ("Japan barred Russian officials from entering its territory.", "barred", "JPN", "RUS"),
    ],
)
def test_a_land_keeps_out_whom_it_is_closed_to(text: str, trigger: str, by: str, whom: str) -> None:
    assert sides(text, trigger) == ({by}, {whom})
