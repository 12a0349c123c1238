"""Briefs on paper: HTML that asks nothing of the network, DOCX and PDF that hold the words, and the page of one side."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from claims_by_hand import COUNTRIES, act, day, party, selected
from dragoman.analyse.dossier import dossier
from dragoman.present.brief import Brief, build_brief
from dragoman.present.brief_docx import brief_docx
from dragoman.present.brief_html import brief_html
from dragoman.present.brief_pdf import brief_pdf, one_page_pdf
from dragoman.present.paper import one_page, paper_of
from dragoman.present.plots.picture import Drawing

HOSTILE = (
    "Japan warned China “<img src=x onerror=alert(1)> </mark></li><script>steal()</script> javascript:x \x1b[31m\u202e 日本 Ωδ ğ”. "
    "Japan met China. China fined Japan. Japan praised China. Japan called China a friend."
)
NAME, DAY = "a<b>.txt", day("2023-04-02")
J, C = party(HOSTILE, "Japan", "JPN"), party(HOSTILE, "China", "CHN")
DRAWINGS = (
    Drawing("timeline", "t", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 9" width="480" height="9"></svg>', "Two events."),
    Drawing("issues", "i", None, "No issue stream is drawn: <nothing>."),
)  # fmt: skip


def brief() -> Brief:
    said = HOSTILE.split("”.")[0] + "”"
    scored = [
        (-6.0, act(HOSTILE, said, "warned", "THREATEN", [J], [C], when=DAY)),
        (2.5, act(HOSTILE, "Japan met China", "met", "CONSULT", [J, C], when=DAY, reciprocal=True)),
        (-7.0, act(HOSTILE, "China fined Japan", "fined", "SANCTION", [C], [J], when=DAY)),
        (4.0, act(HOSTILE, "Japan praised China", "praised", "SUPPORT", [J], [C], when=DAY)),
        (4.0, act(HOSTILE, "Japan called China a friend", "called", "SUPPORT", [J], [C], when=DAY)),
    ]
    claims = [replace(claim, score=score, document=NAME) for score, claim in scored]
    made = dossier(selected({NAME: HOSTILE}, claims, {NAME: "2023-04-02"}), ("JPN", "CHN"))
    return build_brief(made, COUNTRIES)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def test_html_runs_nothing_and_fetches_nothing_whatever_a_document_says() -> None:
    made = brief_html(brief(), DRAWINGS)
    seen = _Tags()
    seen.feed(made)
    assert not {"script", "img", "iframe", "object", "link", "base", "form", "image"} & set(seen.tags)
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name == "src"]
    assert all(value and value.startswith("#n") for name, value in seen.attributes if name == "href")
    assert "default-src 'none'" in made and "prefers-color-scheme:dark" in made and "@media print" in made
    assert "&lt;script&gt;steal()" in made and "\x1b" not in made and "\u202e" not in made
    assert "No issue stream is drawn: &lt;nothing&gt;." in made


def test_every_sentence_has_notes_and_every_note_its_place_and_words() -> None:
    made = brief_html(brief())
    targets = set(re.findall(r'<li id="(n\d+)">', made))
    assert set(re.findall(r'href="#(n\d+)"', made)) == targets
    paper = paper_of(brief())
    for note in paper.notes:
        start, end = map(int, re.search(r" (\d+)–(\d+)$", note.at).groups())  # type: ignore[union-attr]
        assert " ".join(note.words.split())[:5] == HOSTILE[start:end][:5]
    items = [item for part in paper.parts for item in part.items]
    assert len(items) == 8 and all(item.notes for item in items)


def test_the_lead_tells_the_latest_contact_and_of_each_side_the_sharpest() -> None:
    assert [line.text for line in brief().lead] == [
        "The latest contact whose day is told, 2 April 2023: Japan and China met, according to the report.",
        "The sharpest act or words stated of Japan (PLOVER score −6), 2 April 2023: Japan warned China "
        "(“China ‘<img src=x onerror=alert(1)> </mark></li><script>steal()</script> javascript:x 日本 Ωδ ğ’”), according to the report.",
        "The sharpest act or words stated of China (PLOVER score −7), 2 April 2023: China fined (with regard to Japan), according to the report.",
    ]


def test_one_page_keeps_the_lead_does_not_tell_it_twice_and_counts_what_it_leaves_out() -> None:
    whole, page = brief(), one_page(brief())
    assert [line.text for line in page.lead] == [line.text for line in whole.lead]
    assert [(s.key, len(s.lines)) for s in page.sections] == [("said", 2)]
    assert page.left_out == ("3 further lines stand in the full form.",)


def test_docx_and_pdf_hold_the_words_and_the_notes() -> None:
    docx = pytest.importorskip("docx")
    pytest.importorskip("reportlab")
    made = docx.Document(io.BytesIO(brief_docx(brief(), DRAWINGS)))
    shown = "\n".join(p.text for p in made.paragraphs)
    assert "Japan – China: brief" in shown and "<script>steal()</script>" in shown and "[2] a<b>.txt 0–" in shown
    assert len(made.inline_shapes) == 1 and "日本" in shown
    data = brief_pdf(brief(), DRAWINGS)
    assert data.startswith(b"%PDF") and data == brief_pdf(brief(), DRAWINGS)
    assert b"STSong-Light" in data


def crowded(reports: int) -> Brief:
    """Many reports with long sentences, each with its own source."""
    texts, claims = {}, []
    for n in range(reports):
        name = f"{n:03} a report with a long name, of the kind that agencies give their files.txt"
        texts[name] = (
            f"Japan warned China of consequence number {n}, {'which was as grave as any before it and as long, ' * 9}on Sunday."
        )
        j, c = party(texts[name], "Japan", "JPN"), party(texts[name], "China", "CHN")
        words = texts[name][:-1]
        claims.append(
            replace(
                act(texts[name], words, "warned", "THREATEN", [j], [c], when=day(f"2023-04-{n + 1:02}")),
                score=-3.5,
                document=name,
            )
        )
    made = dossier(selected(texts, claims, dict.fromkeys(texts, "2023-05-02")), ("JPN", "CHN"))
    return build_brief(made, COUNTRIES)


def pages(pdf: bytes) -> int:
    return max(int(n) for n in re.findall(rb"/Count (\d+)", pdf))


@pytest.mark.parametrize("made", [brief(), crowded(1), crowded(24)], ids=["short", "one", "crowded"])
def test_the_brief_on_one_page_is_one_page_of_pdf(made: Brief) -> None:
    pytest.importorskip("reportlab")
    assert pages(one_page_pdf(made)) == 1


def test_fewer_lines_are_taken_from_the_longest_section_and_counted() -> None:
    whole = crowded(24)
    lines = [sum(len(s.lines) for s in one_page(whole, fewer).sections) for fewer in range(4)]
    assert lines == [max(lines[0] - fewer, 0) for fewer in range(4)] and lines[0] >= 2
    total = sum(len(s.lines) for s in whole.sections)
    assert one_page(whole, 1).left_out[0] == f"{total - lines[1]} further lines stand in the full form."


@pytest.mark.parametrize(("package", "make"), [("docx", brief_docx), ("reportlab.platypus", brief_pdf)])
def test_a_missing_package_is_named_with_the_way_out(
    package: str, make: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ImportError, match=r"pip install 'dragoman\[documents\]'"):
        make(brief())  # type: ignore[operator]
