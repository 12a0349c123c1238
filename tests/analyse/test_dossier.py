"""What a dossier puts where, on one small pair of reports."""

from __future__ import annotations

from dataclasses import replace

from claims_by_hand import act, day, party, selected, speech
from dragoman.analyse.dossier import dossier
from dragoman.analyse.timeline import timeline
from dragoman.records.claim import Source
from dragoman.records.text import SetAside, Span

NEWS = (
    "Photo: Reuters\n"
    "Japan and China agreed to reopen the hotline, Kishida said. China warned Japan against arming Taiwan. "
    "“Taiwan is a core interest,” Qin said. Japan might join the drills with the United States. "
    "In 2012 China banned exports to Japan. "
    "Peru and Chile held talks. China did not recall its ambassador. "
    "Kishida said Japan and China agreed to reopen the hotline."
)
DAY = day("2023-04-02")
PUBLISHED = day("2023-04-03", basis="published")
J, C = party(NEWS, "Japan", "JPN"), party(NEWS, "China", "CHN")
KISHIDA = party(NEWS, "Kishida", "JPN", "Fumio Kishida", "prime minister")
QIN = party(NEWS, "Qin", "CHN", "Qin Gang", "foreign minister")
BY_KISHIDA = (Source("Fumio Kishida", "JPN", "Kishida", 1, 2),)

AGREED = act(
    NEWS,
    "Japan and China agreed to reopen the hotline",
    "agreed",
    "AGREE",
    [J, C],
    when=DAY,
    per=BY_KISHIDA,
    reciprocal=True,
    issues=("hotline",),
)
WARNED = act(
    NEWS, "China warned Japan against arming Taiwan", "warned", "THREATEN", [C], [J], when=PUBLISHED, issues=("taiwan",)
)
SAID = speech(NEWS, "“Taiwan is a core interest,”", "said. Japan", [QIN], when=PUBLISHED, issues=("taiwan",))
MIGHT = act(
    NEWS,
    "Japan might join the drills",
    "join",
    "COOPERATE",
    [J],
    [party(NEWS, "United States", "USA")],
    aux=("hypothetical",),
)
BANNED = act(
    NEWS,
    "In 2012 China banned exports to Japan",
    "banned",
    "SANCTION",
    [C],
    [J],
    when=day("2012-01-01", "2012-12-31"),
    aux=("historical",),
)
OTHERS = act(
    NEWS,
    "Peru and Chile held talks",
    "talks",
    "CONSULT",
    [party(NEWS, "Peru", "PER"), party(NEWS, "Chile", "CHL")],
    when=DAY,
)
DENIED = act(
    NEWS,
    "China did not recall its ambassador",
    "recall",
    "SANCTION",
    [C],
    when=PUBLISHED,
    aux=("negation",),
    confidence=0.3,
)
TOLD = speech(
    NEWS,
    "Japan and China agreed to reopen the hotline",
    "Kishida said Japan",
    [KISHIDA],
    kind="indirect",
    when=PUBLISHED,
)
ASIDE = SetAside(Span(0, 14, "Photo: Reuters"), "photo-credit", "the line starts with “Photo:”")
ALL = (AGREED, WARNED, SAID, MIGHT, BANNED, OTHERS, DENIED, TOLD)
SELECTION = selected({"a.txt": NEWS}, ALL, {"a.txt": "2023-04-03"}, {"a.txt": "AP"}, {"a.txt": (ASIDE,)})


def ids(rows) -> list[str]:
    return [row.id for row in rows]


def test_each_claim_stands_in_one_place():
    found = dossier(SELECTION)
    assert found.between == ("CHN", "JPN")
    assert ids(found.agreed) == [AGREED.id]
    assert [(p.issue, p.party, ids(p.rows)) for p in found.positions] == [("taiwan", "CHN", [WARNED.id, SAID.id])]
    assert ids(found.background) == [BANNED.id]
    assert sorted(ids(found.unreal)) == sorted([MIGHT.id, DENIED.id])
    assert found.happened == () and found.other == ()
    assert found.left_out == {"parties": 1}
    assert [s.reason for _, s in found.set_aside] == ["photo-credit"]


def test_what_a_speech_tells_as_an_act_stands_under_the_act_with_both_references():
    (row,) = dossier(SELECTION).agreed
    assert {c.id for c in row.claims} == {AGREED.id, TOLD.id}


def test_one_side_alone_as_source_of_a_joint_act():
    found = [d for d in dossier(SELECTION).differences if d.kind == "one-sided"]
    assert [(d.row.id, d.values[0][0]) for d in found] == [(AGREED.id, "JPN")]


def test_confidence_and_period_leave_out_and_count():
    found = dossier(SELECTION, min_confidence=0.5)
    assert found.left_out == {"confidence": 1, "parties": 1}
    assert ids(found.unreal) == [MIGHT.id]
    found = dossier(SELECTION, since="2024-01-01")
    assert found.left_out == {"parties": 1, "period": 7}
    assert found.agreed == () and found.positions == ()


def test_unsure_acts_stand_apart_unless_speech_that_is_told_has_their_words():
    told = replace(SELECTION, claims=tuple(
        replace(c, confidence=0.4) if c.id in (WARNED.id, BANNED.id, TOLD.id) else c for c in SELECTION.claims
    ))  # fmt: skip
    found = dossier(told, least_told=0.3, least_sure=0.5)
    assert sorted(ids(found.unsure)) == sorted([WARNED.id, BANNED.id, DENIED.id])
    assert found.background == () and [ids(p.rows) for p in found.positions] == [[SAID.id]]
    within = replace(told, claims=tuple(replace(c, within=SAID.id) if c.id == WARNED.id else c for c in told.claims))
    found = dossier(within, least_told=0.3, least_sure=0.5)
    assert sorted(ids(found.unsure)) == sorted([BANNED.id, DENIED.id]) and found.left_out["doubt"] == 1
    found = dossier(told, least_told=0.45, least_sure=0.5)
    assert found.unsure == () and found.left_out["doubt"] == 3


def test_a_pair_without_claims_gives_an_empty_dossier():
    found = dossier(SELECTION, between=("BRA", "NOR"))
    assert found.claims == 0 and found.left_out == {"parties": 8}


def test_an_empty_selection():
    found = dossier(selected({}, ()))
    assert found.between is None and found.claims == 0


def test_timeline_by_pair_issue_type_and_period():
    assert ids(timeline(SELECTION, between=("CHN", "JPN"))) == [BANNED.id, AGREED.id, WARNED.id]
    assert ids(timeline(SELECTION, issue="taiwan")) == [WARNED.id]
    assert ids(timeline(SELECTION, issue="taiwan", speech=True)) == [WARNED.id, SAID.id]
    assert ids(timeline(SELECTION, event_type="CONSULT")) == [OTHERS.id]
    assert ids(timeline(SELECTION, party="JPN", until="2013-01-01")) == [BANNED.id]
    assert timeline(SELECTION, since="2024-01-01") == ()


TWICE = "Japan and China condemned the launch of missiles, which breaks resolutions. Japan praised Peru for its aid. Japan and Peru praised China."
J2, C2, P2 = party(TWICE, "Japan", "JPN"), party(TWICE, "China", "CHN"), party(TWICE, "Peru", "PER")
PLAIN = act(TWICE, "Japan and China condemned the launch of missiles", "condemned", "ACCUSE", [J2, C2], when=DAY)
UNSURE = act(TWICE, "Japan and China condemned the launch of missiles, which breaks resolutions", "breaks", "ACCUSE", [J2], [C2],
             when=DAY, confidence=0.1)  # fmt: skip
TO_PERU = act(TWICE, "Japan praised Peru for its aid", "praised", "SUPPORT", [J2], [P2], when=DAY)
WITH_PERU = act(TWICE, "Japan and Peru praised China", "Peru praised", "SUPPORT", [J2, P2], [C2], when=DAY)


def test_an_unsure_row_that_a_surer_one_repeats_folds_into_it_with_its_reference():
    found = dossier(selected({"a.txt": TWICE}, [PLAIN, UNSURE]), ("JPN", "CHN"))
    (row,) = [row for position in found.positions for row in position.rows]
    assert row.lead == PLAIN and {c.id for c in row.claims} == {PLAIN.id, UNSURE.id}
    sure = dossier(selected({"a.txt": TWICE}, [PLAIN, replace(UNSURE, confidence=0.6)]), ("JPN", "CHN"))
    assert sum(len(p.rows) for p in sure.positions) == 2


def test_an_unsure_repeat_gives_its_day_to_nobody():
    reported = replace(PLAIN, when=replace(DAY, basis="published"))
    found = dossier(
        selected(
            {"a.txt": TWICE}, [reported, replace(UNSURE, when=replace(DAY, first="2020-05-01", basis="reckoned"))]
        ),
        ("JPN", "CHN"),
    )
    (row,) = [row for position in found.positions for row in position.rows]
    assert len(row.claims) == 2 and row.when == reported.when


def test_words_to_third_parties_stand_with_others_unless_both_take_part():
    found = dossier(selected({"a.txt": TWICE}, [PLAIN, TO_PERU, WITH_PERU]), ("JPN", "CHN"))
    assert [row.lead for row in found.other] == [TO_PERU]
    assert [row.lead for p in found.positions for row in p.rows] == [PLAIN]
    assert [row.lead for row in found.happened] == [WITH_PERU]
