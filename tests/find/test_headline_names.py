"""Names before the verb of a headline in capitals."""

import pytest

from dragoman.decode.document import document_alone
from dragoman.pipeline.one import code_document
from dragoman.pipeline.options import Options
from dragoman.records.given import Given


@pytest.mark.parametrize("verb", ["Holds Talks with", "Meets with", "Speaks with"])
def test_the_verb_is_no_part_of_the_name(verb: str) -> None:
    text = f"Wang Yi {verb} Japanese Foreign Minister Takeshi Iwaya\n\nThe two met in Tokyo on Monday."
    document = document_alone(text, Given(published="2025-03-22"))
    claims = code_document(document, Options(coder="frames")).value.claims
    names = {p.name for c in claims for p in (*c.actor, *c.recipient)}
    assert "Wang Yi" in names
    assert not any("Holds" in n or "Meets" in n or "Speaks" in n for n in names)
