"""What the pages show, of ordinary and of hostile documents."""

from __future__ import annotations

import html
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from web_room import DOCUMENTS, HOSTILE, links_of

ALLOWED = {"script": "/static/room.js", "link": "/static/style.css"}


class Strict(HTMLParser):
    """Notes what no page may have: scripts, handlers, foreign addresses, unknown elements."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("iframe", "object", "embed", "style", "base", "img", "frame", "math"):
            self.wrong.append(tag)
        if tag == "script" and given != {"src": ALLOWED["script"], "defer": None}:
            self.wrong.append(f"script {given}")
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.wrong.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action", "formaction", "xlink:href") and value is not None:
                own = value.startswith(("/", "#")) and not value.startswith("//")
                outward = tag == "a" and value.startswith("https://") and "noopener" in (given.get("rel") or "")
                if not (own or outward):
                    self.wrong.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def strict(page: str) -> Strict:
    parser = Strict()
    parser.feed(page)
    parser.close()
    return parser


def test_every_page_that_can_be_reached_is_clean(room: TestClient) -> None:
    waiting, seen = ["/"], set()
    while waiting:
        path = waiting.pop(0)
        key = path.split("#")[0]
        if key in seen or len(seen) > 80 or key.startswith(("/static", "/export/file", "/logout")):
            continue
        seen.add(key)
        answer = room.get(key)
        if answer.status_code == 405:  # where forms are sent to
            continue
        assert answer.status_code == 200, key
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        assert strict(answer.text).wrong == [], key
        waiting += links_of(answer.text)
    assert {"/", "/timeline", "/sources", "/problems"} <= seen
    assert sum(one.startswith("/document") for one in seen) > 5 and sum(one.startswith("/event") for one in seen) > 5


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_documents_are_shown_word_for_word(room: TestClient, number: int) -> None:
    document = DOCUMENTS[2 + number]
    page = strict(room.get("/document", params={"id": document["id"]}).text)
    words = "".join(page.words)
    unshown = {ord(c): "·" for c in "\u202e\u202c\u2066"}
    assert HOSTILE[number].translate(unshown) in words
    assert page.wrong == []
    assert "49" not in words or "{{ 7 * 7 }}" in words


def test_the_reader_marks_evidence_and_greys_what_is_set_aside(room: TestClient) -> None:
    page = room.get("/document?id=plain").text
    assert '<mark class="c ">Japan </mark>' in page
    assert '<mark class="c trigger">met</mark>' in page
    assert '<span class="aside">Photo:</span>' in page
    assert "2 claims" in page
    marked = room.get("/document?id=plain&at=16-21").text
    assert '<mark class="c at" id="at">Japan</mark>' in marked


def test_right_to_left_and_chinese_lines_have_their_direction(room: TestClient) -> None:
    page = room.get("/document?id=cjk").text
    assert page.count('<p dir="auto">') >= 2 and 'lang="en"' in page
    assert "日本と中国は会談した。" in page and "اجتمع الوزيران." in page


def test_filters_live_in_the_address(room: TestClient) -> None:
    every = room.get("/timeline").text
    some = room.get("/timeline?a=Japan&b=CHN&since=2023-04-01&until=2023-04-30").text
    assert every.count('class="row"') > some.count('class="row"') > 0
    assert 'name="a" value="Japan"' in some and 'value="2023-04-01"' in some
    assert "Nothing meets" in room.get("/timeline?a=Japan&b=CHN&until=1990-01-01").text
    assert room.get("/timeline?issue=bilateral-relations&type=CONSULT").text.count('class="row"') > 0


@pytest.mark.parametrize(
    "query",
    ["a=Atlantis&b=JPN", "since=yesterday", "since=2024-01-01&until=2023-01-01", "issue=nope", "type=DANCE", "least=2", "page=0", "page=x"],
)  # fmt: skip
def test_odd_filters_are_told(room: TestClient, query: str) -> None:
    answer = room.get(f"/timeline?{query}")
    assert answer.status_code == 400 and 'role="alert"' in answer.text


def test_an_event_has_claims_reports_and_reasons(room: TestClient) -> None:
    timeline = room.get("/timeline?since=2023-04-01&until=2023-04-30").text
    event = next(one for one in links_of(timeline) if one.startswith("/event/"))
    page = room.get(event).text
    assert "Talks in Geneva" in page and "stand-in: met" in page and '<mark class="evidence trigger">met</mark>' in page
    assert room.get(event[:15]).status_code == 200
    assert room.get("/event/ffffffff").status_code == 404


def test_search_finds_and_marks(room: TestClient) -> None:
    page = room.get('/search?q="Japan met"').text
    assert '<mark class="hit">Japan met</mark>' in page
    assert "Nothing found" in room.get("/search?q=zebra").text
    hostile = room.get("/search", params={"q": '"><script>alert(1)</script>'}).text
    assert strict(hostile).wrong == [] and html.escape("<script>") in hostile


def test_sources_by_publisher_and_word(room: TestClient) -> None:
    assert room.get("/sources?publisher=AP").text.count('<a href="/document') == 1
    assert "会談" in room.get("/sources?q=cjk").text
    assert "day.ambiguous" in room.get("/problems").text
