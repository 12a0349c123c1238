"""Mentions in doubt: which there are, what speaks for each country, and what the heads' answer does."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.annotate import annotate
from dragoman.encode import load_heads
from dragoman.find.speech import find_speech
from dragoman.pipeline.one import by_rules
from dragoman.pipeline.options import Options
from dragoman.pipeline.tables import load_tables
from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mentions
from dragoman.records.text import Reading
from dragoman.resolve.referents import CLASSES, LINK_WIDTH, SIGNS, Case, cases, refer

TABLES = load_tables(Options().folder)
TEXT = (
    "Ghana recalled its envoy to Togo on Monday.\n\nThe ministry said the trawler had been seized by soldiers. "
    "Those freed reached Lomé. Kojo Baffour, a lawyer, thanked them."
)


class Sure:
    """Heads that are sure of one candidate, the same for all: its index, or -1 for none of them."""

    labels = load_heads().labels

    def __init__(self, chosen: int) -> None:
        self.chosen = chosen

    def standing(self, mentions: np.ndarray) -> np.ndarray:
        return mentions[:, :64]

    def referents(self, mention, kind, against, signs, other, candidates, paths, link):  # type: ignore[no-untyped-def]
        shares = np.full(len(signs) + 1, 0.01, dtype=np.float32)
        shares[min(self.chosen, len(signs) - 1)] = 0.9
        return shares, np.zeros(len(candidates), dtype=np.float32)


class Blank:
    """Vectors of zeros."""

    def need(self, sentences: object) -> None:
        list(sentences)  # type: ignore[call-overload]

    def mention(self, first: int, last: int, head: int) -> np.ndarray:
        return np.zeros(768, dtype=np.float32)


def doubts(text: str = TEXT) -> tuple[ParsedText, Mentions, list[Case]]:
    parsed = annotate(text)
    reading = Reading("d", "", "", published="2019-05-07")
    plain, settled, setting = by_rules(parsed, TABLES, "2019-05-07", find_speech(parsed, TABLES.cues), reading)
    return parsed, settled, cases(parsed, plain, settled, setting)


def words(parsed: ParsedText, case: Case) -> str:
    return parsed.span(case.mention.first, case.mention.last).text


def test_roles_pronouns_and_strangers_are_in_doubt_and_names_are_not() -> None:
    parsed, _, found = doubts()
    kinds = {words(parsed, c): CLASSES[c.kind] for c in found}
    assert kinds["The ministry"] == "body"
    assert kinds["soldiers"] == "body"
    assert kinds["its"] == "it"
    assert kinds["Those"] == "some"
    assert kinds["them"] == "they"
    assert not {"Ghana", "Togo"} & kinds.keys()


def test_every_country_named_is_a_candidate_with_signs_and_links() -> None:
    parsed, _, found = doubts()
    (ministry,) = (c for c in found if words(parsed, c) == "The ministry")
    assert {"GHA", "TGO"} <= set(ministry.codes)
    assert ministry.signs.shape == (len(ministry.codes), len(SIGNS))
    assert ministry.values.shape == (len(ministry.links), LINK_WIDTH)
    assert {ministry.codes[n] for n, _ in ministry.links} <= set(ministry.codes)
    assert ministry.signs[ministry.codes.index("GHA"), SIGNS.index("lead1")] == 1


@pytest.mark.parametrize("chosen", [0, 1])
def test_what_the_heads_find_likeliest_stands_with_its_reason(chosen: int) -> None:
    parsed, settled, doubted = doubts()
    found = refer(parsed, settled, doubted, Blank(), Sure(chosen))  # type: ignore[arg-type]
    assert [(m.first, m.last, m.kind) for m in found.items] == [(m.first, m.last, m.kind) for m in settled.items]
    by_place = {(m.first, m.last, m.kind): m for m in found.items}
    for case in doubted:
        mention = by_place[case.mention.first, case.mention.last, case.mention.kind]
        assert [p.code for p in mention.parties] == [case.codes[min(chosen, len(case.codes) - 1)]]
        assert mention.parties == case.mention.parties or mention.why.startswith("likeliest of")
        assert all(p.text == words(parsed, case) for p in mention.parties if p is not None)


def test_where_none_is_likeliest_the_rules_answer_stays() -> None:
    parsed, settled, doubted = doubts()
    found = refer(parsed, settled, doubted, Blank(), Sure(-1))  # type: ignore[arg-type]
    assert [m.parties for m in found.items] == [m.parties for m in settled.items]
    places = {c.mention.first for c in doubted}
    assert all(m.weight < 0.65 for m in found.items if m.first in places and m.kind in ("role", "pronoun"))
