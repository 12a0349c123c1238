"""Web pages: the main text by trafilatura, without comments and what stands around it, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dragoman.decode.document import PASSED, Decoded, Input, document_of, package_missing
from dragoman.decode.language import language_name, other_language, same_language
from dragoman.decode.page_day import day_of_page
from dragoman.decode.plain import length_left
from dragoman.decode.sniff import binary_sign
from dragoman.records.given import Given
from dragoman.records.problem import Problem

# Markup makes a page this many times as long as the longest text that is read from it.
MARKUP = 4
_SAMPLE = 200_000  # characters of a page that its language is told from before anything else is done with it
_HIDDEN = re.compile(r"(?is)<(script|style|noscript|template|svg)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^>]*>")
_CHARSET = re.compile(rb"""(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9_-]{2,40})""")
_BEGINNING = 4096  # bytes in which a page says how it is encoded


def decode(given_to: Input) -> Iterator[Decoded]:
    """The file's one page.

    Problems: html.*, package.missing, file.too_large, file.binary and those of `document_of`.
    """
    if given_to.place.passed():
        yield PASSED
        return
    most = MARKUP * given_to.limit
    data = given_to.stream.read(most + 1)
    if len(data) > most:
        yield Decoded(None, problems=(given_to.too_large(len(data) + length_left(given_to.stream), given_to.source),))
        return
    yield page(given_to, data)


def page(given_to: Input, data: bytes, charset: str | None = None) -> Decoded:
    """The document of a page's bytes; metadata that is given wins over the page's own. charset: as its server gave it."""
    name, source, given, part = given_to.name, given_to.source, given_to.given, given_to.part
    if not data.strip():
        return Decoded(None, part, (Problem("file.empty", source),))
    sign = binary_sign(data)
    if sign:
        return Decoded(None, part, (Problem("file.binary", source, values={"sign": sign}),))
    markup = characters_of(data, charset)
    language = _foreign(markup, given)
    if language:
        return Decoded(None, part, (Problem("language.other", source, values={"language": language}),))
    try:
        from trafilatura import bare_extraction, load_html
    except ImportError:
        return package_missing(source, "Pages in HTML", "trafilatura")
    try:
        tree: Any = load_html(markup)
        published = None if tree is None else day_of_page(tree, given.url)
        found: Any = None if tree is None else bare_extraction(
            tree, url=given.url, favor_precision=True, include_comments=False, with_metadata=True
        )  # fmt: skip
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        # Pages in the wild meet bugs of the extraction, which must cost no more than the page.
        values = {"reason": f"{type(error).__name__}: {error}"[:200]}
        return Decoded(None, part, (Problem("html.failed", source, values=dict(values)),))
    if found is None or not (found.text or "").strip():
        return Decoded(None, part, (Problem("html.no_text", source),))
    made = document_of(given_to, name, source, found.text, given.over(_own(found, published)), part)
    return Decoded(made.document, part, made.problems)


def _own(found: Any, published: str | None) -> Given:
    """What the page says of itself."""
    return Given(
        published=published,
        publisher=found.sitename or found.hostname or None,
        title=found.title or None,
        byline=found.author or None,
        url=found.url or None,
        licence=found.license or None,
    )


def characters_of(data: bytes, charset: str | None = None) -> str:
    """A page's characters: by its byte-order mark, its server's word, its own, else UTF-8, else Windows-1252, as browsers do."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    told = _CHARSET.search(data[:_BEGINNING])
    names = (charset, told[1].decode("ascii") if told else None, "utf-8")
    for name in filter(None, names):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _foreign(markup: str, given: Given) -> str | None:
    """The name of the language that the page is in where that is not English: told before the main text is looked for, which takes long."""
    if given.language:
        return None if same_language(given.language, "en") else language_name(given.language)
    return other_language(" ".join(_HIDDEN.sub(" ", markup[:_SAMPLE]).split()))
