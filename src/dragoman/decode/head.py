"""What the head of a text says of itself where nobody else has: its day of publication and its publisher.

Only a labelled line, a line that is a day, or a dateline with its year counts; days of what is told do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain

from dragoman.codebook.folder import Folder
from dragoman.records.given import Given

LINES, LONGEST = 12, 160  # lines of a head, and characters of one that is not yet a paragraph
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\.?,? +"
_CITY = r"[A-Z][\w.'’/]+(?:[ ,-]+[A-Z][\w.'’/]+){0,4}"
_NAME = r"[A-Za-z][\w./& -]{1,40}"
_CLOCK = r"(?:,? *(?:at|–|-|\|)? *\d{1,2}[:.h]\d\d(?::\d\d)? *(?:[ap]\.?m\.?)?(?: *[A-Z]{2,5}\b| *[+-]\d\d:?\d\d)?)?"


@dataclass(frozen=True, slots=True)
class _Signs:
    months: tuple[str, ...]
    published: tuple[re.Pattern[str], ...]
    publisher: tuple[re.Pattern[str], ...]
    alone: tuple[re.Pattern[str], ...]
    opening: tuple[re.Pattern[str], ...]
    titled: tuple[re.Pattern[str], ...]
    by_dateline: tuple[re.Pattern[str], ...]


@cache
def _signs() -> _Signs:
    (listed,) = Folder().yaml("en/head-lines.yaml")
    months = tuple(listed["months"])
    month = "(?:" + "|".join(f"{m}|{m[:3]}t?\\.?" for m in months) + ")"
    words = rf"{month} +\d{{1,2}}(?:st|nd|rd|th)?,? +\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? +{month},? +\d{{4}}"
    day = rf"(?i:(?:{_WEEKDAY})?(?:{words}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}})){_CLOCK}"
    agencies = "|".join(re.escape(name) for name in listed["agencies"])

    def made(signs: list[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(
            re.compile(sign.replace("DAY", day).replace("CITY", _CITY).replace("NAME", _NAME)) for sign in signs
        )

    return _Signs(
        months,
        tuple(re.compile(rf"(?i:{label}) *: *({day}) *\.?$") for label in listed["published"]),
        tuple(re.compile(rf"(?i:{label}) *: *(\S.{{0,80}}?) *$") for label in listed["publisher"]),
        tuple(re.compile(sign.replace("DAY", day), re.I) for sign in listed["alone"][:1]) + made(listed["alone"][1:]),
        made(listed["opening"]),
        made(listed["titled"]),
        tuple(re.compile(sign.replace("AGENCY", agencies)) for sign in listed["by-dateline"]),
    )


def told_by_head(text: str, given: Given) -> Given:
    """`given`, with publication day and publisher from the text's head where it has none."""
    lines = list(_head(text))
    published = given.published if given.published and given.published.strip() else _published(lines)
    return replace(given, published=published, publisher=given.publisher or _publisher(lines))


def _head(text: str) -> Iterator[str]:
    """Its lines up to the first that is a paragraph, which ends it."""
    lines = (line.strip() for line in text.lstrip("\ufeff")[: LINES * 2000].split("\n"))
    for count, line in enumerate(filter(None, lines)):
        if count == LINES:
            return
        yield line
        if len(line) > LONGEST:
            return


def _published(lines: list[str]) -> str | None:
    signs = _signs()
    for group in (signs.published, signs.alone, signs.opening, signs.titled):
        for sign in group:
            for line in lines:
                match = sign.match(line)
                day = match and _day(match.group(1))
                if day:
                    return day
    return None


def _publisher(lines: list[str]) -> str | None:
    signs = _signs()
    labelled = (sign.match(line) for sign in signs.publisher for line in lines if len(line) <= LONGEST)
    datelines = (sign.match(line) for sign in signs.by_dateline for line in lines)
    return next((match.group(1) for match in chain(labelled, datelines) if match), None)


def _day(told: str) -> str | None:
    """`YYYY-MM-DD`; null where the figures could be read in two ways, or are no day."""
    figures = re.search(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})", told)
    if figures is None:
        short = [month[:3] for month in _signs().months]
        named = re.search(rf"\b({'|'.join(short)})", told.lower())
        at = short.index(named.group(1)) + 1 if named else 0
        numbers = re.findall(r"\d+", told)
        return _written(int(numbers[1]), at, int(numbers[0]))
    if figures.group(1):
        year, month, day = (int(part) for part in figures.group(1, 2, 3))
        return _written(year, month, day)
    one, two, year = (int(part) for part in figures.group(4, 6, 7))
    if figures.group(5) == "." or one > 12 or one == two:
        return _written(year, two, one)
    return _written(year, one, two) if two > 12 else None


def _written(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if 1800 <= year <= 2100 else None
    except ValueError:
        return None
