"""What an address asks for: filters, page numbers, ids. All of it is checked; nothing of it names a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from dragoman.library.countries import code_of, pair_of
from dragoman.library.defaults import MIN_CONFIDENCE
from dragoman.library.shelves import Wanted
from dragoman.library.view import checked_day

PER_PAGE = 50
FIELDS = ("a", "b", "party", "issue", "type", "since", "until", "speech", "least", "second")
_ID = re.compile(r"[0-9a-f]{4,64}")
_LONGEST = 300


class AskedError(ValueError):
    """An address that asks for what there is not; its message is for the person who typed it."""


@dataclass(frozen=True)
class Filters:
    """What rows are asked for. words: as they stand in the address, by `FIELDS`."""

    between: tuple[str, str] | None
    party: str | None
    issue: str | None
    event_type: str | None
    since: str | None
    until: str | None
    speech: bool
    least: float
    words: Mapping[str, str]

    @property
    def period(self) -> tuple[str | None, str | None]:
        """First and last day."""
        return self.since, self.until

    @property
    def wanted(self) -> Wanted:
        """What rows are asked for."""
        return Wanted(self.between, self.party, self.issue, self.event_type, *self.period, self.speech, self.least)

    def query(self, **more: object) -> str:
        """The filters as a query string, with further values."""
        kept = {**self.words, **{k: str(v) for k, v in more.items() if v not in (None, "")}}
        return urlencode(kept)


def filters(given: Mapping[str, str], issues: Mapping[str, str], types: Mapping[str, object]) -> Filters:
    """The filters of an address. Raises AskedError."""
    words = {name: given[name].strip()[:_LONGEST] for name in FIELDS if given.get(name, "").strip()}
    one, other = words.get("a"), words.get("b")
    try:
        between = pair_of((one, other)) if one and other else None
        single = words.get("party") or (None if between else one or other)
        party = code_of(single) if single else None
        since, until = checked_day(words.get("since")), checked_day(words.get("until"))
    except ValueError as error:
        raise AskedError(str(error)) from error
    if since and until and since > until:
        raise AskedError(f"The period ends ({until}) before it begins ({since}).")
    issue, kind = words.get("issue"), words.get("type", "").upper() or None
    if issue and issue not in issues:
        raise AskedError(f"{issue!r} is no issue of the codebook.")
    if kind and kind not in types:
        raise AskedError(f"{kind!r} is no PLOVER type.")
    return Filters(between, party, issue, kind, since, until, words.get("speech") == "yes", _least(words), words)


def _least(words: Mapping[str, str]) -> float:
    if "least" not in words:
        return MIN_CONFIDENCE
    try:
        value = float(words["least"])
    except ValueError as error:
        raise AskedError(f"{words['least']!r} is no confidence; write a number from 0 to 1.") from error
    if not 0 <= value <= 1:
        raise AskedError(f"{words['least']!r} is no confidence; write a number from 0 to 1.")
    return value


def page_of(given: Mapping[str, str], name: str = "page") -> int:
    """The page asked for, from 1. Raises AskedError."""
    word = given.get(name, "1") or "1"
    if not re.fullmatch(r"[1-9]\d{0,6}", word):
        raise AskedError(f"{word[:20]!r} is no page.")
    return int(word)


def id_of(word: str) -> str:
    """An id, or the beginning of one. Raises AskedError."""
    if not _ID.fullmatch(word):
        raise AskedError(f"{word[:70]!r} is no id: ids have 4 to 64 digits of 0–9 and a–f.")
    return word


@dataclass(frozen=True, slots=True)
class Paged:
    """Where a page stands among all. first, last: numbers of its rows, from 1."""

    page: int
    pages: int
    total: int
    first: int
    last: int

    @classmethod
    def of(cls, page: int, total: int, per_page: int = PER_PAGE) -> Paged:
        """The place of a page; one behind the last is the last."""
        pages = max(1, -(-total // per_page))
        page = min(page, pages)
        return cls(page, pages, total, min(total, (page - 1) * per_page + 1), min(total, page * per_page))

    @property
    def cut(self) -> slice:
        """Its rows among all."""
        return slice(max(0, self.first - 1), self.last)
