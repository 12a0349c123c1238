"""Claims and events as HTML: what is marked, and that no word of a document is markup."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import dragoman
from dragoman.library.found import Claims
from dragoman.records.in_html import marked
from dragoman.records.text import Span
from stand_in import StandIn

HOSTILE = "<script>alert(1)</script>"


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words, self.tags = "", set[str]()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def parsed(html: str) -> Words:
    words = Words()
    words.feed(html)
    words.close()
    return words


@given(
    st.text(min_size=1), st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40), st.sampled_from(["b", "mark"])))
)
def test_a_marked_span_reads_as_before(text: str, parts: list[tuple[int, int, str]]) -> None:
    text = text.replace("\r", " ").replace("\x00", " ")
    found = parsed(marked(Span(0, len(text), text), parts))
    assert found.words == text and found.tags <= {"b", "mark"}


def test_the_act_is_marked_and_its_parties_are_bold() -> None:
    (claim,) = dragoman.extract("Japan met China.", published="2024-02-05", coding=StandIn())
    html = claim._repr_html_()
    assert (
        "<b>Japan</b> <mark>met</mark> <b>China</b>" in html and claim.id in html and "2024-02-05 (published)" in html
    )


def test_lists_of_claims_and_hits_show_a_row_each(tmp_path: Path) -> None:
    claims = dragoman.extract("Japan met China. France met China.", coding=StandIn())
    assert isinstance(claims, Claims) and claims._repr_html_().count("<tr>") == 3
    assert list(claims.to_frame()["actor"]) == ["JPN", "FRA"]
    assert Claims()._repr_html_() == "<p>No claim.</p>"
    with dragoman.open(tmp_path / "x.ledger", coding=StandIn()) as ledger:
        (tmp_path / f"{'x'}.txt").write_text(f"Japan met China. {HOSTILE} said so.", encoding="utf-8")
        ledger.read(tmp_path / "x.txt", published="2024-02-05", publisher=f"The {HOSTILE} Times")
        shown = (
            ledger.search("alert")._repr_html_()
            + ledger.search("met")._repr_html_()
            + ledger.search("zebra")._repr_html_()
        )
        (told,), (event,) = list(ledger.claims()), list(ledger.timeline())
        shown += told._repr_html_() + event._repr_html_()
    assert HOSTILE not in shown and "script" not in parsed(shown).tags
    assert "Nothing has these words." in shown and f"event {event.id}" in shown and "<mark>met</mark>" in shown
