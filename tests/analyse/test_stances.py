"""Positions over time: lines by meaning, changes of wording, silences."""

from __future__ import annotations

from dataclasses import replace

from claims_by_hand import act, party
from dragoman.analyse.stances import stances
from dragoman.analyse.statements import said
from dragoman.codebook.rareness import load_rareness
from dragoman.codebook.strength import load_strength
from dragoman.records.coded import Selection
from dragoman.records.text import Reading, text_id

SAYINGS = {
    "a": ("2021-01-10", "China firmly opposes arms sales to Taiwan", "opposes", "taiwan"),
    "b": ("2021-03-10", "China is gravely concerned over arms sales to Taiwan", "concerned", "taiwan"),
    "c": ("2021-06-01", "China urged Japan to lift curbs on semiconductor gear", "urged", "export-controls"),
    "d": ("2021-09-01", "China urged Japan to end the curbs on semiconductor gear", "urged", "export-controls"),
    "e": ("2022-01-01", "China rejected the tariffs on steel", "rejected", "trade"),
    "f": ("2022-04-01", "China again opposes arms sales to Taiwan", "opposes", "taiwan"),
}


def selection() -> Selection:
    readings, texts, claims = [], {}, []
    for name, (day, words, trigger, issue) in SAYINGS.items():
        text = f"{words}."
        readings.append(Reading(name, text_id(text), name, published=day))
        texts[text_id(text)] = text
        kind = "REQUEST" if trigger == "urged" else "REJECT"
        made = act(text, words, trigger, kind, [party(text, "China", "CHN")], document=name, issues=(issue,))
        claims.append(replace(made, text_id=text_id(text)))
    return Selection(tuple(readings), texts, tuple(claims), ())


SAID = said(selection(), load_strength(), load_rareness())


def test_statements_of_one_meaning_stand_in_one_line() -> None:
    taiwan, curbs, trade = stances(SAID, party="CHN")
    assert (taiwan.issue, taiwan.statements, len(taiwan.lines)) == ("taiwan", 3, 1)
    line = taiwan.lines[0]
    assert (line.first.day, line.last.day, line.first.by) == ("2021-01-10", "2022-04-01", ("China",))
    assert [len(s.lines) for s in (curbs, trade)] == [1, 1]


def test_wording_that_changes_is_told_with_both_words() -> None:
    (taiwan,) = stances(SAID, party="CHN", issue="taiwan")
    assert [(c.before_degree[2], c.after_degree[2], c.stronger) for c in taiwan.changes] == [
        ("firmly opposes", "gravely concerned", False),
        ("gravely concerned", "opposes", True),
    ]


def test_silence_needs_other_words_in_the_meantime() -> None:
    (taiwan,) = stances(SAID, party="CHN", issue="taiwan")
    assert [(s.since, s.until, s.days, s.documents, s.ended) for s in taiwan.silences] == [
        ("2021-03-10", "2022-04-01", 387, 3, True)
    ]
    (curbs,) = stances(SAID, party="CHN", issue="export-controls")
    assert curbs.silences == ()


def test_one_statement_alone_is_no_line_to_fall_silent_on() -> None:
    known = selection()
    first = next(r.text_id for r in known.readings if r.document == "a")
    fewer = replace(known, claims=tuple(c for c in known.claims if c.text_id != first))
    (taiwan,) = stances(said(fewer, load_strength(), load_rareness()), party="CHN", issue="taiwan")
    assert [line.first.day for line in taiwan.lines] == ["2021-03-10"] and taiwan.silences == ()


def test_wording_is_read_around_the_words_of_the_act() -> None:
    text = "China refused to say sorry for the strong protests against Japan that it had allowed, and criticised the visit."
    made = act(text, text[:-1], "criticised", "REJECT", [party(text, "China", "CHN")], issues=("taiwan",))
    near = "China criticised the visit in the strongest terms."
    other = act(
        near, near[:-1], "criticised", "REJECT", [party(near, "China", "CHN")], document="b", issues=("taiwan",)
    )
    readings = [Reading(d, text_id(t), d, published="2021-01-01") for d, t in (("a.txt", text), ("b", near))]
    texts = {text_id(t): t for t in (text, near)}
    held = said(Selection(tuple(readings), texts, (made, other), ()), load_strength(), load_rareness())
    assert [[words for *_, words in s.degrees] for s in held.statements] == [[], ["strongest terms"]]


def test_what_firms_and_people_of_a_country_say_is_no_position_of_it() -> None:
    text = "China warned Japan. Huawei warned Japan."
    state = act(text, "China warned Japan", "warned", "THREATEN", [party(text, "China", "CHN")], issues=("trade",))
    firm = replace(party(text, "Huawei", "CHN"), sector="BUS")
    other = act(text, "Huawei warned Japan", "warned Japan. Huawei", "THREATEN", [firm], issues=("trade",))
    known = Selection(
        (Reading("a.txt", text_id(text), "a", published="2021-01-01"),), {text_id(text): text}, (state, other), ()
    )
    held = said(known, load_strength(), load_rareness())
    assert [s.span.text for s in held.statements] == ["China warned Japan"]


def test_periods_and_parties_without_a_statement_have_no_position() -> None:
    assert stances(SAID, until="2020-12-31") == ()
    assert stances(SAID, party="JPN") == ()
    assert [s.issue for s in stances(SAID, since="2022-01-01")] == ["taiwan", "trade"]
    nothing = said(Selection((), {}, (), ()), load_strength(), load_rareness())
    assert stances(nothing) == ()


def test_a_statement_of_an_unknown_day_stands_but_in_no_period() -> None:
    known = selection()
    undated = replace(known, readings=tuple(replace(r, published=None) for r in known.readings))
    made = said(undated, load_strength(), load_rareness())
    assert sum(s.statements for s in stances(made)) == 6
    assert stances(made, since="2021-01-01") == ()


def test_a_statement_inside_a_longer_one_by_the_same_party_stands_once() -> None:
    text = "China firmly opposes arms sales to Taiwan."
    china = [party(text, "China", "CHN")]
    whole = act(text, text[:-1], "opposes", "REJECT", china, document="a", issues=("taiwan",))
    part = act(text, "opposes arms sales", "sales", "REJECT", china, document="a", issues=("taiwan",))
    made = Selection((), {}, (part, whole), ())
    statements = said(made, load_strength(), load_rareness()).statements
    assert [s.span.text for s in statements] == [text[:-1]]
