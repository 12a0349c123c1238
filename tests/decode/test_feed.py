from __future__ import annotations

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from decode.reading import ENGLISH, codes, names, read, texts
from dragoman.records.given import Given

RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Kyodo News</title><link>https://k.example/</link><language>en</language>
<item><title>Ministers &amp; talks</title><link>https://k.example/1</link><guid>k-1</guid><pubDate>Sun, 02 Apr 2023 23:30:00 +0900</pubDate>
<dc:creator>Jane Roe</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>{ENGLISH}</p><p>They met&nbsp;in <b>Beijing</b>.</p><script>x()</script>]]></content:encoded></item>
<item><title>Only a title about the ministers of the two countries</title><link>https://k.example/2</link></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">Ministry</title>
<entry><title>Talks</title><id>tag:1</id><link rel="self" href="https://m.example/self"/><link href="https://m.example/1"/>
<published>2023-04-02T23:30:00+09:00</published><updated>2023-05-01T00:00:00Z</updated><author><name>Jane Roe</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{ENGLISH}</p><p>More.</p></div></content></entry></feed>"""


def test_rss() -> None:
    found = read(RSS.encode(), "k.rss", Given())
    assert names(found) == ["k-1", "https://k.example/2"]
    assert texts(found) == [
        f"Ministers & talks\n{ENGLISH}\nThey met in Beijing.",
        "Only a title about the ministers of the two countries",
    ]
    first = found[0].document
    assert first is not None
    reading = first.reading
    assert (reading.published, reading.publisher, reading.byline) == ("2023-04-02", "Kyodo News", "Jane Roe")
    assert (reading.url, reading.language, found[0].part) == ("https://k.example/1", "en", "#k-1")
    assert codes(found) == ["published.missing"]


def test_atom() -> None:
    (one,) = read(ATOM.encode(), "m.atom", Given())
    assert one.document is not None and one.problems == ()
    reading = one.document.reading
    assert one.document.text == f"Talks\n{ENGLISH}\nMore."
    assert (reading.document, reading.url, reading.published) == ("tag:1", "https://m.example/1", "2023-04-02")
    assert (reading.byline, reading.publisher) == ("Jane Roe", "Ministry")


def test_a_feed_in_another_language_and_ids_told_twice() -> None:
    assert codes(read(RSS.replace(">en<", ">ja<").encode(), "k.rss")) == ["language.other"] * 2
    twice = read(RSS.replace("https://k.example/2", "k-1").encode(), "k.rss")
    assert [one.part for one in twice] == ["#k-1", "#k-1@2"]


def test_a_feed_that_is_cut_is_told() -> None:
    cut = read(RSS.encode()[: RSS.index("Only a title") + 12], "k.rss", Given())
    assert texts(cut)[0].startswith("Ministers & talks") and "feed.mended" in codes(cut)


@pytest.mark.parametrize(
    ("item", "says"),
    [("<a/>" * 100_001, "elements"), ("<a b='" + "x" * 1_100_000, "a tag"), ("word " * 1_000_000, "MB")],
    ids=["elements", "tag", "text"],
)
def test_an_item_beyond_measure_ends_the_feed_and_says_why(item: str, says: str) -> None:
    whole = f"<item><title>Talks</title><description>{ENGLISH}</description></item>"
    found = read(f"<rss><channel>{whole}<item>{item}".encode(), "k.xml")
    assert texts(found)[0] == f"Talks\n{ENGLISH}" and says in str(found[-1].problems[0])


def test_what_is_no_feed() -> None:
    assert codes(read(b"<a><b>x</b></a>", "k.xml")) == ["feed.none"]
    assert codes(read(b"", "k.xml")) in (["feed.broken"], ["feed.none"])


def test_entities_of_strangers_are_not_spelled_out() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE r [<!ENTITY l0 "ha"><!ENTITY f SYSTEM "file:///etc/hostname">{laughs}]>'
    found = read(
        (
            bomb
            + f"<rss><channel><item><title>&l8;&f;</title><description>{ENGLISH}</description></item></channel></rss>"
        ).encode(),
        "k.xml",
    )
    assert all(len(text) < 1000 and "ha" * 20 not in text for text in texts(found))


@settings(deadline=None, max_examples=80)
@for_all(st.binary(max_size=200), st.integers(0, len(RSS)))
def test_any_bytes_end_in_documents_and_problems(data: bytes, at: int) -> None:
    whole = RSS.encode()
    for feed in (data, whole[:at] + data + whole[at:], whole[:at]):
        assert all(one.document is not None or one.problems for one in read(feed, "k.rss"))
