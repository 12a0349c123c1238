"""Feeds in RSS (0.9x, 1.0, 2.0) and Atom: a document an item, its title and its text, however many items a dump has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import Any

from dragoman.decode.document import PASSED, Decoded, Input, document_of, package_missing
from dragoman.decode.html import MARKUP
from dragoman.decode.seen import Seen
from dragoman.records.given import Given
from dragoman.records.problem import Problem

_ITEMS = ("item", "entry")
_TAG = 1_000_000  # bytes of the longest tag
_ELEMENTS = 200_000  # beginnings and ends of elements in the largest item
_TEXTS = ("encoded", "content", "description", "summary")  # the first that an item has is its text
_DAYS = ("published", "pubDate", "issued", "date", "created", "updated", "modified")
_BLOCKS = {
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "table",
    "blockquote",
    "section",
}
_HIDDEN = {"script", "style", "noscript", "template", "iframe", "form", "button"}


@dataclass(frozen=True)
class _Channel:
    """What a feed says of all its items."""

    title: str | None = None
    language: str | None = None


def decode(given_to: Input) -> Iterator[Decoded]:
    """A document for each item, read as the caller goes on; broken XML is read as far as it can be told what is meant.

    Problems: feed.*, package.missing, file.too_large and those of `document_of`, with the item's number behind the source's name.
    """
    try:
        from lxml import etree
    except ImportError:
        yield package_missing(given_to.source, "Feeds", "lxml")
        return
    # Entities that a file declares are not spelled out, and nothing is fetched: a feed is data of strangers.
    stream = _Bounded(given_to)
    events = etree.iterparse(
        stream, events=("start", "end"), recover=True, resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    items = _Items(given_to)
    try:
        yield from items.of(events, stream)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield Decoded(None, problems=(Problem("feed.broken", given_to.source, values={"reason": str(error)[:200]}),))
        return
    if stream.over is not None:
        yield Decoded(None, problems=(replace(stream.over, source=f"{given_to.source}:{items.number + 1}"),))
        return
    wrong = [entry for entry in events.error_log if entry.level_name in ("ERROR", "FATAL")]
    if not items.number:
        yield Decoded(None, problems=(Problem("feed.none", given_to.source),))
    elif wrong:
        values = {"reason": f"line {wrong[0].line}: {wrong[0].message}"[:200]}
        yield Decoded(None, problems=(Problem("feed.mended", given_to.source, values=dict(values)),))


class _Bounded:
    """A stream that ends where an item, or what stands between two, is longer than any is. since: bytes since the last.

    over: why it was ended. A tree of small elements takes up to 50 times the bytes that it is read from, and a tag is held whole.
    """

    def __init__(self, given_to: Input) -> None:
        self._given_to = given_to
        self._tag: int | None = None  # bytes of a tag that has not ended
        self.since = 0
        self.over: Problem | None = None

    def end(self, reason: str) -> None:
        """Ends it, for another reason than its bytes."""
        self.over = Problem("feed.broken", self._given_to.source, values={"reason": reason})

    def read(self, size: int = -1) -> bytes:
        """As of a file."""
        if self.over is not None:
            return b""
        data = self._given_to.stream.read(size)
        self.since += len(data)
        opened, closed = data.rfind(b"<"), data.rfind(b">")
        if opened > closed:
            self._tag = len(data) - opened
        elif closed >= 0:
            self._tag = None
        elif self._tag is not None:
            self._tag += len(data)
        if self.since > MARKUP * self._given_to.limit:
            self.over = self._given_to.too_large(self.since, self._given_to.source)
        elif (self._tag or 0) > _TAG:
            self.end(f"a tag is longer than {_TAG} bytes")
        return data if self.over is None else b""


class _Items:
    """The items of one feed. number: of the last one."""

    def __init__(self, given_to: Input) -> None:
        self._given_to = given_to
        self._ids = Seen()
        self._channel = _Channel()
        self._depth = 0  # of items that are open: an item's own title is none of the feed's
        self.number = 0

    def of(self, events: Any, stream: _Bounded) -> Iterator[Decoded]:
        """The documents of the items, each let go of once it is made; none behind an item that is larger than any is."""
        elements = 0
        for event, element in events:
            elements += 1
            if elements > _ELEMENTS:
                stream.end(f"more than {_ELEMENTS // 2} elements and no end of an item")
                return
            name = _name(element)
            if event == "start":
                self._depth += name in _ITEMS
            elif name in _ITEMS:
                self._depth -= 1
                self.number += 1
                elements = stream.since = 0
                yield self._document(element)
                _let_go(element)
            elif not self._depth:
                self._tell(name, element)

    def _tell(self, name: str, element: Any) -> None:
        parent = element.getparent()
        if parent is None or _name(parent) not in ("channel", "feed"):
            return
        if name == "title" and self._channel.title is None:
            self._channel = replace(self._channel, title=_one_line(text_of(element)) or None)
        elif name == "language" and self._channel.language is None:
            self._channel = replace(self._channel, language=(element.text or "").strip() or None)

    def _document(self, item: Any) -> Decoded:
        given_to, source = self._given_to, f"{self._given_to.source}:{self.number}"
        url = _link(item)
        name = _text(item, ("guid", "id")) or url or f"{given_to.name}:{self.number}"
        new = self._ids.add(name)
        if given_to.place.passed():
            return PASSED
        part = f"{given_to.part}#{name}" + ("" if new else f"@{self.number}")
        bodies = (text_of(_child(item, tag)) for tag in _TEXTS)
        body = next((text for text in bodies if text.strip()), "")
        title = _one_line(text_of(_child(item, "title")))
        if len(body) > given_to.limit:
            return Decoded(None, part, (given_to.too_large(len(body), source),))
        if not (body or title).strip():
            return Decoded(None, part, (Problem("feed.no_text", source),))
        own = Given(
            published=_day(_text(item, _DAYS)),
            publisher=self._channel.title,
            url=url,
            title=title or None,
            language=item.get("{http://www.w3.org/XML/1998/namespace}lang") or self._channel.language,
            byline=_byline(item),
        )
        return document_of(given_to, name, source, body or title, given_to.given.over(own), part)


def _name(element: Any) -> str:
    """A tag without its namespace: feeds of all kinds call the same things alike."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _child(item: Any, name: str) -> Any:
    return next(
        (c for c in item if _name(c) == name and not str(c.tag).startswith("{http://search.yahoo.com/mrss/}")), None
    )


def _text(item: Any, names: tuple[str, ...]) -> str | None:
    for name in names:
        child = _child(item, name)
        if child is not None and (text := "".join(child.itertext()).strip()):
            return text
    return None


def _link(item: Any) -> str | None:
    for child in item:
        if _name(child) != "link":
            continue
        if child.get("href"):
            if child.get("rel", "alternate") == "alternate":
                return str(child.get("href")).strip()
        elif (child.text or "").strip():
            return str(child.text).strip()
    return None


def _byline(item: Any) -> str | None:
    author = _child(item, "creator")
    author = _child(item, "author") if author is None else author
    if author is None:
        return None
    return _text(author, ("name",)) or _one_line(" ".join(author.itertext())) or None


def _day(told: str | None) -> str | None:
    """ISO 8601 of a date as feeds write it (RFC 822, or ISO already); as it stands where it is neither, to be reported."""
    if told is None or re.match(r"\d{4}-\d{2}-\d{2}", told):
        return told
    try:
        return parsedate_to_datetime(told).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return told


def _one_line(text: str) -> str:
    return " ".join(text.split())


def text_of(element: Any) -> str:
    """The words of an element whose content is plain text, escaped HTML or XHTML, its blocks on lines of their own."""
    if element is None:
        return ""
    if len(element):
        return _laid_out(element)
    told = str(element.text or "")
    if "<" not in told and "&" not in told:
        return told.strip()
    from lxml import html

    try:
        return _laid_out(html.fragment_fromstring(told, create_parent="div"))
    except (ValueError, AssertionError, html.etree.ParserError):
        return re.sub(r"<[^>]*>", " ", told).strip()


def _laid_out(root: Any) -> str:
    parts: list[str] = []
    _walk(root, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _walk(root: Any, parts: list[str]) -> None:
    """Words in order, without recursion: markup may be nested as deep as a stranger likes."""
    todo: list[tuple[Any, bool]] = [(root, True)]
    while todo:
        node, opening = todo.pop()
        name = _name(node).lower()
        if opening:
            shown = bool(name) and name not in _HIDDEN
            parts.append("\n" if name in _BLOCKS else "")
            if shown and node.text:
                parts.append(" ".join(re.split(r"\s+", node.text)))
            todo.append((node, False))
            if shown:
                todo += [(child, True) for child in reversed(node)]
        else:
            parts.append("\n" if name in _BLOCKS else "")
            if node is not root and node.tail:
                parts.append(" ".join(re.split(r"\s+", node.tail)))


def _let_go(element: Any) -> None:
    """Frees an item, and what stands before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
