"""Texts and the readings that bring them: what was read, unchanged, and where it came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Span:
    """`[start, end)` of a Text in Unicode code points, with the characters that stand there."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`, trimmed of white space at both ends."""
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


def text_id(characters: str) -> str:
    """SHA-256 of the characters in UTF-8 (lone surrogates kept), as hexadecimal."""
    return hashlib.sha256(characters.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Reading:
    """One source of a Text.

    document: the id given by the input, or the file's name.
    source: path or URL as given. published: `YYYY-MM-DD` at the publisher's place, or null.
    place: where the report was filed from (dateline), not where an act happened.
    moment: `YYYY-MM-DDTHH:MM:SSZ`, in UTC where the input gave an offset, else as given and without `Z`; null where only the day is known.
    """

    document: str
    text_id: str
    source: str
    publisher: str | None = None
    published: str | None = None
    place: str | None = None
    title: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    licence: str | None = None
    moment: str | None = None

    @property
    def host(self) -> str:
        """The host name of its address in small letters, empty where there is none."""
        return (urlsplit(self.url or "").hostname or "").lower()


@dataclass(frozen=True, slots=True)
class Document:
    """A Reading with its Text: what people see. `text` is never changed after decoding."""

    reading: Reading
    text: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A part of a Text that no claim is drawn from, and why.

    reason: `photo-credit`, `byline`, `note`, `version`, `dateline`, `garbled`, `caption`, `boilerplate`, `other-language`.
    why: the sign by which it was told, in words for a person.
    """

    span: Span
    reason: str
    why: str
