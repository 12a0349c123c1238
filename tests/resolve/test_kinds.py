"""States told by their kind: "the sultanate", "the West African nation"."""

from __future__ import annotations

import pytest

from dragoman.annotate import annotate
from dragoman.codebook.folder import Folder
from dragoman.find.speech import find_speech
from dragoman.pipeline.one import who
from dragoman.pipeline.tables import load_tables

TABLES = load_tables(Folder())


def meant(text: str, words: str) -> set[str | None]:
    parsed = annotate(text)
    found = who(parsed, TABLES, "2019-05-07", find_speech(parsed, TABLES.cues))
    mention = next((m for m in reversed(found.items) if parsed.span(m.first, m.last).text == words), None)
    return {p.code for p in mention.parties} if mention is not None else set()


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("Nigeria and France held talks. The West African nation left.", "The West African nation", {"NGA"}),
        ("China accused Lithuania of lying. The Baltic state denied it.", "The Baltic state", {"LTU"}),
        ("Oman and Iran met. The sultanate mediated.", "The sultanate", {"OMN"}),
        ("Qatar left OPEC. Saudi Arabia mocked the tiny Gulf emirate.", "the tiny Gulf emirate", {"QAT"}),
        ("Fiji told China to leave. The Pacific island nation closed its port.", "The Pacific island nation", {"FJI"}),
        ("Estonia and Latvia met Russia. The three Baltic states protested.", "The three Baltic states", {"EST", "LVA", "LTU"}),
    ],
)  # fmt: skip
def test_the_last_state_of_the_kind_is_meant(text: str, words: str, codes: set[str]) -> None:
    assert meant(text, words) == codes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("China and Russia met. The West African nation left.", "The West African nation"),
        ("Nigeria and France met. A West African nation left.", "A West African nation"),
    ],
)
def test_nobody_is_meant_where_no_such_state_is_named_or_none_in_particular(text: str, words: str) -> None:
    assert "NGA" not in meant(text, words)


def test_an_island_alone_is_no_island_state() -> None:
    assert meant("China said Taiwan would pay. Japan was silent. The island held drills.", "The island") == {"TWN"}


def test_every_code_of_the_kinds_is_a_state() -> None:
    listed = {
        k: v
        for k, v in TABLES.actors.words.items()
        if k.startswith("kind ") and k[5:] not in ("nouns", "forms", "rules")
    }
    assert len(listed) > 60
    assert {c.upper() for codes in listed.values() for c in codes} <= TABLES.actors.countries.keys()
