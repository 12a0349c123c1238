"""The day on which a page says that it was published: only where its markup or address says so, never guessed from its words.

Dates that stand in the text ("opened on 3 March 2019") are of what is told; a page without a mark has no day.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from dragoman.records.given import day_of

# Names, properties and item properties of meta elements, lower case, surest first (Open Graph, schema.org, Dublin Core, Parse.ly …).
_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article:published",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "dc.date.issued", "dcterms.issued", "dcterms.date",
    "dc.date", "dc.date.created", "dcterms.created", "pubdate", "publishdate", "publish-date", "publish_date",
    "publicationdate", "publication_date", "publication-date", "date.issued", "originalpublicationdate", "article.published",
    "pdate", "date",
)  # fmt: skip
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:\D|$)")
_DEEP, _LONG = 12, 1_000_000  # of JSON-LD: levels that are looked into, characters
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def day_of_page(tree: Any, url: str | None) -> str | None:
    """`YYYY-MM-DD` at the page's own place, or null. tree: of lxml.html. url: the page's address."""
    for told in (_of_metas(tree), _of_data(tree), _of_marks(tree)):
        if told is not None:
            return told
    match = _ADDRESS.search(url or "")
    return day_of("-".join(match.groups())) if match else None


def _day(value: Any) -> str | None:
    """The day that a value begins with, written as ISO 8601 or `YYYYMMDD`."""
    text = str(value or "").strip()
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    text = re.sub(r"^(\d{4})/(\d{2})/(\d{2})", r"\1-\2-\3", text)
    return day_of(text[:10]) if _DAY.match(text) else None


def _of_metas(tree: Any) -> str | None:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        day = _day(meta.get("content"))
        if day is not None:
            found.setdefault(name.strip().lower(), day)
    return next((found[name] for name in _METAS if name in found), None)


def _of_data(tree: Any) -> str | None:
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" in script.get("type", "") and "datePublished" in text and len(text) <= _LONG:
            try:
                value = json.loads(text)
            except (ValueError, RecursionError):
                continue
            for told in _published(value, _DEEP):
                if (day := _day(told)) is not None:
                    return day
    return None


def _published(value: Any, depth: int) -> Iterator[Any]:
    if depth and isinstance(value, dict):
        if "datePublished" in value:
            yield value["datePublished"]
        for inner in value.values():
            yield from _published(inner, depth - 1)
    elif depth and isinstance(value, list):
        for inner in value:
            yield from _published(inner, depth - 1)


def _of_marks(tree: Any) -> str | None:
    """Elements marked as the date of publication; else the day of all `time` elements of the article, where they agree."""
    for element in tree.iter("time", "span", "abbr", "p", "div"):
        if (element.get("itemprop") or "").lower() == "datepublished" or element.get("pubdate") is not None:
            day = _day(element.get("datetime") or element.get("content") or element.get("title") or element.text)
            if day is not None:
                return day
    days = {_day(e.get("datetime")) for article in tree.iter("article") for e in article.iter("time")} - {None}
    return days.pop() if len(days) == 1 else None
