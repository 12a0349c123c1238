"""A dossier on a pair in many reports, on a party, an issue and a meeting, and what is new in a later one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims_by_hand import act, day, party, selected
from dragoman.analyse.dossier import dossier
from dragoman.analyse.meetings import meetings
from dragoman.analyse.news import news, rows_in, signs
from dragoman.analyse.rows import rows_of
from dragoman.records.coded import Selection

BOTH = "Japan met China in Tokyo. China fined a firm. Japan thanked China for fish. Japan called China by phone."
ALONE = "China arrested a miner. Zambia thanked China."
LATER = "China warned Japan. Japan and China may meet."
TEXTS = {"both.txt": BOTH, "alone.txt": ALONE, "later.txt": LATER}
PUBLISHED = {"both.txt": "2023-04-02", "alone.txt": "2023-04-03", "later.txt": "2023-05-01"}
MET, AFTER = day("2023-04-01"), day("2023-05-01", basis="published")


def parties(text: str) -> dict[str, list]:  # type: ignore[type-arg]
    known = {"JPN": "Japan", "CHN": "China", "ZMB": "Zambia"}
    return {code: [party(text, name, code)] for code, name in known.items() if name in text}


def selection() -> Selection:
    b, a, n = parties(BOTH), parties(ALONE), parties(LATER)
    claims = [
        act(BOTH, "Japan met China in Tokyo", "met", "CONSULT", b["JPN"] + b["CHN"], document="both.txt", when=MET, reciprocal=True),
        act(BOTH, "China fined a firm", "fined", "SANCTION", b["CHN"], document="both.txt", when=MET),
        act(BOTH, "Japan thanked China for fish", "thanked", "SUPPORT", b["JPN"], b["CHN"], document="both.txt", when=MET, issues=("fishing",)),
        act(
            BOTH, "Japan called China by phone", "called", "CONSULT", b["JPN"] + b["CHN"], document="both.txt", mode="phone",
            when=day("2023-04-20"), reciprocal=True,
        ),
        act(ALONE, "China arrested a miner", "arrested", "COERCE", a["CHN"], document="alone.txt", when=day("2023-04-03")),
        act(ALONE, "Zambia thanked China", "thanked", "SUPPORT", a["ZMB"], a["CHN"], document="alone.txt", when=day("2023-04-03")),
        act(LATER, "China warned Japan", "warned", "THREATEN", n["CHN"], n["JPN"], document="later.txt", when=AFTER),
        act(
            LATER, "Japan and China may meet", "meet", "CONSULT", n["JPN"] + n["CHN"], document="later.txt", when=day("2023-06-01"),
            aux=("hypothetical",), reciprocal=True,
        ),
    ]  # fmt: skip
    return selected(TEXTS, claims, PUBLISHED)


def words(made: object) -> set[str]:
    return {row.lead.evidence.text for row in rows_in(made)}  # type: ignore[arg-type]


def test_what_one_side_does_alone_belongs_to_a_pair_only_in_reports_that_name_both() -> None:
    made = dossier(selection(), ("JPN", "CHN"))
    assert "China fined a firm" in words(made)
    assert not words(made) & {"China arrested a miner", "Zambia thanked China"}
    assert made.left_out == {"parties": 2}


def test_a_party_and_an_issue_have_a_dossier_of_their_own() -> None:
    assert words(dossier(selection(), party="ZMB")) == {"Zambia thanked China"}
    assert words(dossier(selection(), issue="fishing")) == {"Japan thanked China for fish"}
    assert words(dossier(selection(), ("CHN", "ZMB"), issue="fishing")) == set()


def test_a_call_by_phone_and_a_meeting_that_may_come_are_no_meetings() -> None:
    found = meetings(rows_of(selection()), ("JPN", "CHN"))
    assert [row.when.first for row in found] == ["2023-04-01"]


def test_since_the_last_meeting_begins_the_day_after_it() -> None:
    made = dossier(selection(), ("JPN", "CHN"), since_meeting=True)
    assert made.after is not None and made.since == "2023-04-02"
    assert words(made) == {"Japan called China by phone", "China warned Japan", "Japan and China may meet"}


def test_a_meeting_is_told_by_its_reports_alone() -> None:
    for asked in ("last", "2023-04-01"):
        made = dossier(selection(), ("JPN", "CHN"), meeting=asked)
        assert made.meeting == "2023-04-01"
        assert words(made) == {"Japan met China in Tokyo", "China fined a firm", "Japan thanked China for fish"}


def test_a_meeting_that_no_report_tells_is_no_answer() -> None:
    with pytest.raises(LookupError, match=r"JPN and CHN on 2023-01-01 .* meetings are told of 2023-04-01"):
        dossier(selection(), ("JPN", "CHN"), meeting="2023-01-01")
    with pytest.raises(LookupError, match="No report tells of a meeting of JPN and ZMB"):
        dossier(selection(), ("JPN", "ZMB"), since_meeting=True)
    with pytest.raises(LookupError, match="name a pair"):
        dossier(selected({}, ()), meeting="last")


def test_news_are_claims_that_came_in_changed_or_went() -> None:
    made = dossier(selection(), ("JPN", "CHN"))
    before = signs(made)
    assert not news(made, before)
    fewer = {i: s for i, s in before.items() if i != made.happened[0].lead.id}
    found = news(made, fewer)
    assert (len(found.fresh), found.changed, found.gone) == (1, (), ())
    assert words(found.dossier) == {made.happened[0].lead.evidence.text}
    assert [r.document for r in found.dossier.readings] == ["both.txt"]
    assert news(made, {**before, "old": "x"}).gone == ("old",)


def test_a_corrected_day_is_told_otherwise() -> None:
    first = selection()
    before = signs(dossier(first, ("JPN", "CHN")))
    moved = tuple(replace(c, when=day("2023-04-05")) if c.trigger.text == "fined" else c for c in first.claims)
    found = news(dossier(replace(first, claims=moved), ("JPN", "CHN")), before)
    assert (found.fresh, len(found.changed), found.gone) == ((), 1, ())
    assert words(found.dossier) == {"China fined a firm"}
