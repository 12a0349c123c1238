"""What a brief may state in a sentence of its own, and what only in the report's words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims_by_hand import COUNTRIES, act, day, party, selected
from dragoman.analyse.dossier import dossier
from dragoman.codebook.phrasing import load_phrasing
from dragoman.present.as_worded import as_worded, only_in_words
from dragoman.present.brief import build_brief
from dragoman.present.parties import Namer


@pytest.mark.parametrize(
    ("text", "evidence", "trigger", "kind", "only"),
    [
        ("Both agreed to support Japan in its bid.", "agreed to support Japan", "support", "SUPPORT", True),
        ("Both supported Japan in its bid.", "supported Japan", "supported", "SUPPORT", False),
        ("China is willing to learn from Japan and provide help.", "provide help", "provide", "AID", True),
        ("Ships of Japan provide help.", "Ships of Japan provide help", "provide", "AID", False),
        ("A party demanded that the licence of Japan be revoked.", "the licence of Japan be revoked", "revoked", "SANCTION", True),
        ("The licence of Japan was revoked.", "The licence of Japan was revoked", "revoked", "SANCTION", False),
        ("Japan neither accepted nor refused it.", "refused it", "refused", "REJECT", True),
        ("Japan not only refused it but said so.", "refused it", "refused", "REJECT", False),
        ("It broke its word on supplying Japan.", "supplying Japan", "supplying", "AID", True),
        ("It is supplying Japan.", "supplying Japan", "supplying", "AID", False),
    ],
)  # fmt: skip
def test_what_the_words_leave_open_is_no_fact(text: str, evidence: str, trigger: str, kind: str, only: bool) -> None:
    claim = act(text, evidence, trigger, kind, [party(text, "Japan", "JPN")] if "Japan" in text else ())
    before = text[max(0, claim.evidence.start - 120) : claim.evidence.start]
    assert only_in_words(claim, load_phrasing(), before) is only


def said(text: str, *claims: object) -> list[str]:
    made = build_brief(dossier(selected({"a.txt": text}, claims), ("JPN", "CHN")), COUNTRIES)  # type: ignore[arg-type]
    return [line.text for section in made.sections for line in section.lines]


def test_an_act_that_is_only_wanted_stands_in_the_reports_words() -> None:
    text = "China was blamed for helping Japan to rebuild its fleet."
    japan, china = party(text, "Japan", "JPN"), party(text, "China", "CHN")
    claim = act(text, "Japan to rebuild its fleet", "rebuild", "MOBILIZE", [japan], [china], when=day("2023-04-02"))
    (line,) = said(text, claim)
    assert line.startswith("Japan (with regard to China), in the report’s words: “Japan to rebuild its fleet”")


def test_a_question_is_given_as_one() -> None:
    text = "What did Japan want of China? Nobody knows."
    japan, china = party(text, "Japan", "JPN"), party(text, "China", "CHN")
    claim = act(text, "What did Japan want of China", "want", "REQUEST", [japan], [china], when=day("2023-04-02"))
    assert said(text, claim) == [
        "A question in the report, on Japan and China: “What did Japan want of China”, according to the report."
    ]


def test_where_nobody_is_told_to_act_no_passive_is_made_up() -> None:
    text = "The riots at the mine of Japan went on, China said."
    claim = act(text, "riots at the mine of Japan", "riots", "PROTEST", (), [party(text, "Japan", "JPN"), party(text, "China", "CHN")], mode="riot", when=day("2023-04-02"))  # fmt: skip
    (line,) = said(text, claim)
    assert line.startswith("On Japan and China, in the report’s words: “riots at the mine of Japan”")


@pytest.mark.parametrize(("confidence", "line"), [
    (0.19, "Japan (with regard to China), in the report’s words: “Japan criticised China”, according to the report (reading doubtful)."),
    (0.2, "Japan criticised China, according to the report."),
])  # fmt: skip
def test_what_is_doubtful_stands_in_the_reports_words_and_is_not_counted(confidence: float, line: str) -> None:
    text = "Japan criticised China."
    japan, china = party(text, "Japan", "JPN"), party(text, "China", "CHN")
    claim = act(text, "Japan criticised China", "criticised", "ACCUSE", [japan], [china], when=day("2023-04-02"))
    made = build_brief(
        dossier(selected({"a.txt": text}, [replace(claim, confidence=confidence)]), ("JPN", "CHN")), COUNTRIES
    )
    assert line in [one.text for section in made.sections for one in section.lines]
    assert ("They tell of 1 criticism." in made.coverage) == (confidence >= 0.2)


def test_an_agreement_told_in_the_past_is_not_said_to_lie_ahead() -> None:
    text = "Japan acknowledged consulting with China on the rule."
    japan, china = party(text, "Japan", "JPN"), party(text, "China", "CHN")
    claim = act(text, text[:-1], "acknowledged", "AGREE", [japan], [china], when=day("2023-04-02"))
    (line,) = said(text, claim)
    assert line.startswith("Japan acknowledged ")


def test_who_acts_is_not_told_again_as_the_one_acted_on() -> None:
    text = "Japan's discharge of water from Fukushima"
    made = act(
        text, text, "discharge", "ASSAULT", [party(text, "Japan", "JPN")], [party(text, "Fukushima", "JPN", "Japan")]
    )
    assert as_worded(made, ["Japan"], ["Japan"], Namer(load_phrasing(), COUNTRIES)).startswith(
        "Japan, in the report’s words: "
    )
    assert as_worded(made, ["Japan"], ["Japan", "China"], Namer(load_phrasing(), COUNTRIES)).startswith(
        "Japan (with regard to China), in "
    )
