from __future__ import annotations

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from decode.pages import PAGE
from decode.reading import ENGLISH, codes, read, texts
from dragoman.decode.html import characters_of
from dragoman.records.given import Given


def test_the_main_text_and_what_the_page_says_of_itself() -> None:
    (one,) = read(PAGE.encode(), "a.html", Given())
    assert one.document is not None and one.problems == ()
    text, reading = one.document.text, one.document.reading
    assert text.startswith(f"Ministers agree\n{ENGLISH} They met in Beijing") and "May & a second round" in text
    assert not any(words in text for words in ("Home", "disagree", "script", "Copyright"))
    assert (reading.title, reading.byline, reading.publisher) == ("Ministers agree", "Jane Roe", "Foreign Ministry")
    assert reading.published == "2023-04-02"  # the day at its own place


def test_what_is_given_wins_over_the_page() -> None:
    (one,) = read(PAGE.encode(), "a.html", Given("2023-04-05", "AP", "Beijing"))
    assert one.document is not None
    assert (one.document.reading.published, one.document.reading.publisher) == ("2023-04-05", "AP")


def test_a_day_in_words_of_the_text_is_no_publication_day() -> None:
    page = PAGE.replace("article:published_time", "x").replace("<footer>", "<footer>On 3 March 2019 it opened. ")
    assert codes(read(page.encode(), "a.html", Given())) == ["published.missing"]


def test_another_language_is_told_before_the_text_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    monkeypatch.setattr(trafilatura, "bare_extraction", lambda *_, **__: pytest.fail("the page was taken apart"))
    words = "<p>Der chinesische Außenminister traf am Sonntag in Peking seinen japanischen Amtskollegen.</p>"
    page = f"<html lang='en'><body>{words * 3}</body></html>"
    (one,) = read(page.encode(), "a.html")
    assert codes([one]) == ["language.other"] and "German" in str(one.problems[0])


@pytest.mark.parametrize(
    ("data", "charset", "expected"),
    [
        ("é".encode(), None, "é"),
        ("é".encode("latin-1"), None, "é"),
        ("<meta charset=shift_jis>語".encode("shift_jis"), None, "<meta charset=shift_jis>語"),
        ("é".encode("latin-1"), "iso-8859-1", "é"),
        ("é".encode(), "no-such-charset", "é"),
        ("é".encode("utf-16"), None, "é"),
    ],
)
def test_how_a_page_is_encoded(data: bytes, charset: str | None, expected: str) -> None:
    assert characters_of(data, charset).removeprefix("\ufeff") == expected


def test_pages_without_a_text() -> None:
    assert codes(read(b"<html><body><img src='a.png'></body></html>", "a.html")) == ["html.no_text"]
    assert codes(read(b" \n", "a.html")) == ["file.empty"]
    assert codes(read(b"%PDF-1.7", "a.html")) == ["file.binary"]
    assert codes(read(b"<p>" + b"a" * 4_100_000, "a.html", max_mb=1)) == ["file.too_large"]


def test_a_page_nested_very_deep_costs_no_more_than_the_page() -> None:
    found = read(b"<div>" * 50_000 + ENGLISH.encode(), "a.html")
    assert len(found) == 1 and (texts(found) or codes(found))


@settings(deadline=None, max_examples=80)
@for_all(st.binary(max_size=400), st.integers(0, len(PAGE)))
def test_any_bytes_end_in_a_document_or_a_problem(data: bytes, at: int) -> None:
    whole = PAGE.encode()
    for page in (data, whole[:at] + data + whole[at:], whole[:at]):
        (one,) = read(page, "a.html")
        assert one.document is not None or one.problems
