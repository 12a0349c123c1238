"""Characters and metadata → a Document, with the checks that every kind of file shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from dragoman.decode.head import told_by_head
from dragoman.decode.language import language_name, other_language, same_language
from dragoman.decode.letters import without_surrogates
from dragoman.records.given import Given, day_of, moment_of
from dragoman.records.problem import Outcome, Problem
from dragoman.records.text import Document, Reading, text_id

# Megabytes (10⁶ bytes) of one document. The longest White Papers and hearings have 2 to 3.
MAX_MB = 5.0


@dataclass
class Place:
    """How far the reading of a file has come. done: items from its start that an earlier reading has finished. count: items begun so far.

    packed, unpacked: bytes of an archive that was named (null where that is not known), and of all that was unpacked of it at any depth.
    """

    done: int = 0
    count: int = 0
    packed: int | None = None
    unpacked: int = 0

    def passed(self) -> bool:
        """Whether the item that begins here was finished by an earlier reading: a decoder asks before each, and passes over it."""
        self.count += 1
        return self.count <= self.done


@dataclass(frozen=True)
class Input:
    """A file as decoders get it, or one inside an archive.

    stream: opened by `sources`. max_mb: limit for one document. today: `YYYY-MM-DD` or null. part: what tells it from others in
    its archive. columns: our name → the column or key that it stands under, where that is another. place: shared by all inside one file.
    """

    stream: BinaryIO
    name: str
    source: str
    given: Given
    max_mb: float = MAX_MB
    today: str | None = None
    part: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    place: Place = field(default_factory=Place)

    @property
    def limit(self) -> int:
        """The limit for one document in bytes."""
        return int(self.max_mb * 1e6)

    def too_large(self, size: int, source: str) -> Problem:
        """The problem of a document that is over the limit."""
        return Problem(
            "file.too_large", source, values={"megabytes": round(size / 1e6, 1), "limit": f"{self.max_mb:g}"}
        )


@dataclass(frozen=True, slots=True)
class Decoded:
    """A document, or null with the problem why there is none.

    part: what tells it from others in its file, "" if alone. at: how many items of the file are behind it, itself included.
    """

    document: Document | None
    part: str = ""
    problems: tuple[Problem, ...] = ()
    at: int = 0


# An item that an earlier reading has finished.
PASSED = Decoded(None)


def package_missing(source: str, kind: str, package: str) -> Decoded:
    """No document, since the package that reads files of a kind is not installed."""
    return Decoded(None, problems=(Problem("package.missing", source, values={"kind": kind, "package": package}),))


def document_of(given_to: Input, name: str, source: str, text: str, given: Given, part: str = "") -> Decoded:
    """The Document called `name` of `text` as it was read, unless it is empty or in another language.

    Its Text is title + line break + text where a title is given apart and the text does not begin with it. Its day and publisher are
    those of its head (`head`) where nobody gave them.
    source: for problems, with the line. Problems: file.empty, encoding.*, language.other, published.*.
    """
    if not text.strip():
        return Decoded(None, part, (Problem("file.empty", source),))
    whole = without_surrogates(_titled(text, given.title), source)
    problems = [*whole.problems, *_nuls(whole.value, source)]
    language = _foreign(whole.value, given.language)
    if language:
        return Decoded(None, part, (*problems, Problem("language.other", source, values={"language": language})))
    told = told_by_head(whole.value, given)
    published = _published(told.published, source, given_to.today)
    if published.value and told.published != given.published:
        problems.append(Problem("published.told", source, values={"value": published.value}))
    reading = _reading(name, given_to.source, whole.value, told, published.value)
    return Decoded(Document(reading, whole.value), part, (*problems, *published.problems))


def document_alone(text: str, given: Given, name: str = "text") -> Document:
    """The Document of a text that a caller holds; its Text is made as for one that is read, without its checks."""
    whole = without_surrogates(_titled(text.removeprefix("\ufeff"), given.title), name).value
    told = told_by_head(whole, given)
    return Document(_reading(name, name, whole, told, told.published), whole)


def _reading(name: str, source: str, text: str, given: Given, published: str | None) -> Reading:
    return Reading(
        document=name,
        text_id=text_id(text),
        source=source,
        publisher=given.publisher,
        published=published,
        place=given.place,
        title=given.title or None,
        byline=given.byline,
        url=given.url,
        language=given.language,
        licence=given.licence,
        moment=moment_of(given.published) if given.published else None,
    )


def _titled(text: str, title: str | None) -> str:
    return text if not title or text.startswith(title) else f"{title}\n{text}"


def _nuls(text: str, source: str) -> list[Problem]:
    count = text.count("\0")
    return [Problem("encoding.nul", source, values={"count": count, "first": text.index("\0")})] if count else []


def _foreign(text: str, given: str | None) -> str | None:
    """The language, if it is another one: what is given holds, since a person or the publisher said so."""
    if given:
        return None if same_language(given, "en") else language_name(given)
    return other_language(text)


def _published(value: str | None, source: str, today: str | None) -> Outcome[str | None]:
    if value is None or not value.strip():
        return Outcome(None, (Problem("published.missing", source),))
    day = day_of(value)
    if day is None:
        return Outcome(None, (Problem("published.bad", source, values={"value": value}),))
    if today and day > today:
        return Outcome(day, (Problem("published.future", source, values={"value": day}),))
    return Outcome(day)
