"""What the places below an attack tell of whom it is aimed at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.resolve.test_strangers import TABLES

from dragoman.annotate import annotate
from dragoman.find.acts import FrameCoder, codes
from dragoman.find.coders.aimed import aimed
from dragoman.find.speech import find_speech
from dragoman.pipeline.one import who


@pytest.mark.parametrize(
    ("text", "trigger", "code"),
    [
        ("The Pakistani army shelled a district of Kashgar in China on Monday.", "shelled", {"CHN"}),
        ("Uganda bombed Bunia after a visit to Oman.", "bombed", {"COD"}),
        ("Uganda bombed rebels.", "bombed", set()),
    ],
)
def test_an_attack_on_a_place_is_on_its_state(text: str, trigger: str, code: set[str]) -> None:
    parsed = annotate(text)
    mentions = who(parsed, TABLES, "2022-05-05", find_speech(parsed, TABLES.cues))
    coder = FrameCoder(parsed, mentions, TABLES.lexicon, TABLES.modality)
    act = next(a for a in coder.acts() if parsed.words[a.trigger] == trigger and a.type == "ASSAULT")
    bare = replace(act, recipients=())
    assert codes(aimed(bare, coder).recipients) == code
