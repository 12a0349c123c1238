"""Words that name what somebody is to others, and no act."""

from __future__ import annotations

import pytest

from dragoman.decode.document import document_alone
from dragoman.pipeline.one import code_document
from dragoman.records.given import Given


@pytest.mark.parametrize(
    "text",
    [
        "Samir Geagea is an outspoken critic of the Syrian president.",
        "Peru and Chile are old rivals.",
        "The senator is a fierce opponent of the Iranian government.",
    ],
)
def test_what_somebody_is_to_others_is_no_act(text: str) -> None:
    claims = code_document(document_alone(text, Given(published="2023-05-10"))).value.claims
    assert [c for c in claims if c.event_type] == []
