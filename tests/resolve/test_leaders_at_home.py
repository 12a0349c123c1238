"""Leaders without a country in what a state tells of what it did."""

from __future__ import annotations

import pytest

from dragoman.decode.document import document_alone
from dragoman.pipeline.one import code_document
from dragoman.records.given import Given


def thanked(text: str, title: str, publisher: str | None) -> set[str | None]:
    given = Given(published="2022-11-29", publisher=publisher, title=title)
    claims = code_document(document_alone(text, given)).value.claims
    return {p.code for c in claims if c.trigger.text == "thanked" for p in c.recipient}


TEXT = "President Biden met with congressional leadership on Tuesday. The President thanked each of the congressional leaders for coming."
TITLE = "Readout of President Biden's Meeting with Congressional Leadership"


@pytest.mark.parametrize(("publisher", "codes"), [("The White House", {"USA"}), ("Reuters", {None}), (None, {"USA"})])
def test_leaders_are_of_the_publishing_state_where_it_alone_is_named(publisher: str, codes: set[str | None]) -> None:
    assert thanked(TEXT, TITLE, publisher) == codes
