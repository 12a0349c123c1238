"""Who stands on which side of verdicts, allegations and arrests, whatever outlets the text cites."""

from __future__ import annotations

import pytest

from dragoman.decode.document import document_alone
from dragoman.pipeline.one import code_document
from dragoman.records.claim import Claim
from dragoman.records.given import Given


def claim(text: str, trigger: str) -> Claim:
    claims = code_document(document_alone(text, Given(published="2023-05-10"))).value.claims
    return next(c for c in claims if c.event_type and c.trigger.text == trigger)


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("A former advisor for Trump was sentenced in U.S. Federal Court on Wednesday.", "sentenced", {"USA"}, {"USA"}),
        ("Opposition leaders in Peru alleged that Castillo was poisoned.", "alleged", {"PER"}, set()),
        ("Police in New Zealand arrested the accused.", "arrested", {"NZL"}, {"NZL"}),
    ],
)
def test_who_stands_on_which_side(text: str, trigger: str, actor: set[str], recipient: set[str]) -> None:
    found = claim(text, trigger)
    assert {p.code for p in found.actor} == actor
    assert {p.code for p in found.recipient} == recipient


def test_an_outlet_that_is_cited_tells_nothing_of_its_country() -> None:
    text = "Bystanders stopped a man near Oxford, NPR, The New York Times and NBC reported. Police shot him."
    assert {p.code for p in claim(text, "shot").actor} == {"GBR"}
