from __future__ import annotations

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from lxml import html

from dragoman.decode.page_day import day_of_page


@pytest.mark.parametrize(
    ("markup", "url", "day"),
    [
        ('<meta name="date" content="2023-04-03"><meta property="article:published_time" content="2023-04-02T23:30+09:00">', None, "2023-04-02"),
        ('<meta name="citation_publication_date" content="2023/04/02">', None, "2023-04-02"),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2023-04-02"}]}</script>', None, "2023-04-02"),
        ('<script type="application/ld+json">{"datePublished": "soon"</script>', None, None),
        ('<span itemprop="datePublished" content="20230402">2 April</span>', None, "2023-04-02"),
        ('<article><time datetime="2023-04-02T10:00">2 April</time></article><time datetime="2020-01-01"></time>', None, "2023-04-02"),
        ('<article><time datetime="2023-04-02"></time><time datetime="2023-04-03"></time></article>', None, None),
        ("<p>It opened on 3 March 2019.</p>", "https://m.example/2023/04/02/talks", "2023-04-02"),
        ("<p>It opened on 3 March 2019. 2019-03-03.</p>", "https://m.example/item/20230431", None),
        ('<meta name="date" content="2023-02-30">', None, None),
        ('<meta property="article:modified_time" content="2023-04-02">', None, None),
    ],
)  # fmt: skip
def test_only_marks_and_addresses_say_the_day(markup: str, url: str | None, day: str | None) -> None:
    assert day_of_page(html.fromstring(f"<html><body>{markup}</body></html>"), url) == day


@for_all(st.text(max_size=60))
def test_any_mark_is_a_day_or_none(told: str) -> None:
    tree = html.fromstring("<html><head><meta name='date'></head><body></body></html>")
    next(tree.iter("meta")).set("content", "".join(c for c in told if c.isprintable()))
    assert day_of_page(tree, told) is None or len(day_of_page(tree, told) or "") == 10
