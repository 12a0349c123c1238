"""In whose land two meet: the other's visit; elsewhere no visit of both."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.resolve.test_strangers import TABLES

from dragoman.annotate import annotate
from dragoman.find.acts import FrameCoder, codes
from dragoman.find.hosts import met_at
from dragoman.find.speech import find_speech
from dragoman.pipeline.one import who


@pytest.mark.parametrize(
    ("text", "guest", "host", "mode"),
    [
        ("The Kenyan president met his Ugandan counterpart in Nairobi.", {"UGA"}, {"KEN"}, "visit"),
        ("The Kenyan president met his Ugandan counterpart in Geneva.", {"KEN", "UGA"}, set(), None),
        ("The Kenyan president met his Ugandan counterpart on Monday.", {"KEN", "UGA"}, set(), None),
    ],
)
def test_a_meeting_told_as_a_visit_of_both(text: str, guest: set[str], host: set[str], mode: str | None) -> None:
    parsed = annotate(text)
    mentions = who(parsed, TABLES, "2022-05-05", find_speech(parsed, TABLES.cues))
    coder = FrameCoder(parsed, mentions, TABLES.lexicon, TABLES.modality)
    act = next(a for a in coder.acts() if a.type == "CONSULT")
    found = met_at(replace(act, mode="visit"), coder)
    assert (codes(found.actors), codes(found.recipients), found.mode, found.reciprocal) == (guest, host, mode, not host)
