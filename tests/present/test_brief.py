"""The brief of two small reports, in every form."""

from __future__ import annotations

import io
import json

from rich.console import Console

from claims_by_hand import COUNTRIES, act, day, party, selected, speech
from dragoman.analyse.dossier import dossier
from dragoman.analyse.timeline import timeline
from dragoman.codebook.phrasing import load_phrasing
from dragoman.present.brief import Brief, build_brief
from dragoman.present.brief_json import brief_json
from dragoman.present.excerpt import clean, clip, quoted, sentence_at
from dragoman.present.markdown import brief_markdown, escaped
from dragoman.present.parties import Namer
from dragoman.present.terminal import render_brief
from dragoman.present.timeline import render_timeline, timeline_csv, timeline_rows
from dragoman.records.claim import Source
from dragoman.records.text import SetAside, Span

TEXT = (
    "Getty Images\nWang met Kamikawa in Laos on Friday. Mr. Wang told her: “Relations are at a critical moment.” "
    "Kamikawa urged Beijing to lift its *ban* on [all] food\x1b[31m <b>now</b>, Japan’s ministry said. "
    "They agreed to meet again."
)
OTHER = "Kamikawa met Wang on July 26 for talks."
FRIDAY = day("2024-07-26")
WANG = party(TEXT, "Wang", "CHN", "Wang Yi", "foreign minister")
KAMIKAWA = party(TEXT, "Kamikawa", "JPN", "Yoko Kamikawa", "foreign minister")
MINISTRY = (Source("Ministry of Foreign Affairs", "JPN", "Japan’s ministry", 1, 2),)


def brief() -> Brief:
    claims = (
        act(
            TEXT,
            "Wang met Kamikawa in Laos on Friday",
            "met",
            "CONSULT",
            [WANG, KAMIKAWA],
            when=FRIDAY,
            reciprocal=True,
        ),
        act(
            OTHER,
            "Kamikawa met Wang on July 26 for talks",
            "met",
            "CONSULT",
            [
                party(OTHER, "Kamikawa", "JPN", "Yoko Kamikawa", "foreign minister"),
                party(OTHER, "Wang", "CHN", "Wang Yi", "foreign minister"),
            ],
            document="b.txt",
            when=day("2024-07-26", text="on July 26"),
            reciprocal=True,
        ),
        speech(TEXT, "“Relations are at a critical moment.”", "told", [WANG], when=FRIDAY, addressee="her"),
        act(
            TEXT,
            "Kamikawa urged Beijing to lift its *ban* on [all] food\x1b[31m <b>now</b>",
            "urged",
            "REQUEST",
            [KAMIKAWA],
            [party(TEXT, "Beijing", "CHN", "China")],
            when=FRIDAY,
            per=MINISTRY,
            issues=("food-import-bans",),
        ),
        act(TEXT, "They agreed to meet again", "agreed", "AGREE", [KAMIKAWA, WANG], when=FRIDAY, reciprocal=True),
    )
    aside = SetAside(Span(0, 12, "Getty Images"), "photo-credit", "it names a picture agency")
    selection = selected(
        {"a.txt": TEXT, "b.txt": OTHER},
        claims,
        {"a.txt": "2024-07-26", "b.txt": "2024-07-27"},
        {"a.txt": "CNBC", "b.txt": "NHK"},
        {"a.txt": (aside,)},
    )
    return build_brief(dossier(selection, ("JPN", "CHN")), COUNTRIES, {"food-import-bans": "Food import bans"})


def lines(made: Brief, key: str) -> list[str]:
    return [line.sentence for s in made.sections if s.key == key for line in s.lines]


def test_every_section_says_what_its_claims_say():
    made = brief()
    assert made.title == "Japan – China: brief"
    assert made.coverage[0] == "2 reports by CNBC and NHK, published 26 July 2024 to 27 July 2024."
    assert lines(made, "happened") == [
        "26 July 2024: Japan’s foreign minister Yoko Kamikawa and China’s foreign minister Wang Yi met “for talks”, "
        "according to CNBC and NHK."
    ]
    assert lines(made, "said") == [
        "26 July 2024: Japan’s Yoko Kamikawa urged China “to lift its *ban* on [all] food <b>now</b>”, according to "
        "Japan’s Ministry of Foreign Affairs (as CNBC reports).",
        "26 July 2024: China’s Wang Yi told her: “Relations are at a critical moment.” (CNBC).",
    ]
    assert lines(made, "agreed") == [
        "26 July 2024: Japan’s Yoko Kamikawa and China’s Wang Yi agreed “to meet again”, according to CNBC."
    ]
    assert lines(made, "set-aside") == ["Photo credit: “Getty Images” — it names a picture agency."]


def test_every_line_has_evidence_that_stands_in_its_text():
    texts = {"a.txt": TEXT, "b.txt": OTHER}
    found = [r for s in brief().sections for line in s.lines for r in line.references]
    assert len(found) == 6
    for r in found:
        assert clean(texts[r.document][r.start : r.end]) == r.text
        assert r.text in r.sentence


def test_terminal_shows_references_and_on_request_the_sentence():
    out = Console(width=100, file=io.StringIO(), force_terminal=False)
    render_brief(brief(), out, evidence=True)
    shown = out.file.getvalue()  # type: ignore[attr-defined]
    assert "[a.txt 13–48; b.txt 0–38]" in shown
    assert "Mr. Wang told her: “Relations are at a critical moment.”" in shown
    assert "\x1b" not in shown


def test_markdown_escapes_marks_and_tags():
    made = brief_markdown(brief(), evidence=True)
    assert r"\*ban\* on \[all\] food \<b\>now\</b\>" in made
    assert "\x1b" not in made and made.endswith("\n")
    assert escaped("1. a\n# b") == r"1\. a \# b"


def test_json_is_plain_and_keeps_offsets():
    made = json.loads(json.dumps(brief_json(brief())))
    (happened,) = [s for s in made["sections"] if s["key"] == "happened"]
    (line,) = happened["groups"][0]["lines"]
    assert line["when"] == {"first": "2024-07-26", "last": "2024-07-26", "basis": "reckoned"}
    assert (line["event_type"], line["actor"], line["recipient"]) == ("CONSULT", ["CHN", "JPN"], [])
    assert [(r["document"], r["start"], r["end"]) for r in line["references"]] == [("a.txt", 13, 48), ("b.txt", 0, 38)]


def test_an_empty_brief_says_so():
    made = build_brief(dossier(selected({}, ())))
    assert made.coverage == ("No report was read.",)
    assert made.sections == ()
    assert brief_markdown(made).startswith("# All parties: brief\n")


def test_sentences_stop_at_full_stops_and_line_ends_not_at_abbreviations():
    phrasing = load_phrasing()
    at = TEXT.index("told")
    assert sentence_at(TEXT, at, at + 4, phrasing) == "Mr. Wang told her: “Relations are at a critical moment.”"
    assert sentence_at(TEXT, 13, 17, phrasing) == "Wang met Kamikawa in Laos on Friday."
    assert sentence_at("The U.S. has acted. So it is.", 4, 8, phrasing) == "The U.S. has acted."


def test_quotations_are_cut_at_phrases_and_marks_inside_become_single():
    phrasing = load_phrasing()
    assert clip("to lift the ban on all food from ten prefectures", 5, phrasing) == "to lift the ban …"
    assert clip("short enough", 5, phrasing) == "short enough"
    assert quoted("achieving “a stable relationship”") == "“achieving ‘a stable relationship’”"
    assert quoted("“We oppose it,”") == "“We oppose it”"


def test_timeline_rows_csv_and_table():
    selection = selected(
        {"b.txt": OTHER},
        [act(OTHER, OTHER, "met", "CONSULT", [party(OTHER, "Kamikawa", "JPN")], when=FRIDAY, document="b.txt")],
    )
    rows = timeline(selection)
    assert timeline_rows(rows)[0]["references"] == ["b.txt 0–39"]
    header, first, *_ = timeline_csv(rows).split("\r\n")
    assert (
        header.startswith("event,first,last,basis,event_type") and ",2024-07-26,2024-07-26,reckoned,CONSULT," in first
    )
    out = Console(width=100, file=io.StringIO(), force_terminal=False)
    render_timeline(rows, out, Namer(load_phrasing(), COUNTRIES))
    assert "26 July 2024" in out.file.getvalue()  # type: ignore[attr-defined]
