"""What opposes what in two points that tell the same thing: rival names, and numbers, days or amounts that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.codebook.rival_names import RivalNames
from dragoman.records.comparison import Mark, Point
from dragoman.records.text import Span

_QUANTITY = re.compile(
    r"(?P<number>\d[\d,.]*\d|\d)(?P<scale> (?:hundred|thousand|million|billion|trillion|per cent|percent))?"
    r"(?:-| )(?P<of>(?:[^\W\d_]+(?:-[^\W\d_]+)* ){0,2}[^\W\d_]+(?:-[^\W\d_]+)*)"
)
_YEAR = re.compile(r"(1[89]|20)\d\d")
_MONTHS = frozenset(
    {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    }
)
_SHORTEST = 4


def marks_of(left: Point, right: Point, names: RivalNames) -> tuple[Mark, ...]:
    """Names of one matter that take different sides, then differing numbers of the same thing."""
    return (*_rivals(left, right, names), *_numbers(left, right))


def _rivals(left: Point, right: Point, names: RivalNames) -> Iterator[Mark]:
    """The first pair of names of each matter that take different sides, where no name of it is common ground."""
    ours, theirs = _named(left, names), _named(right, names)
    for matter in dict.fromkeys(m for m, _, _ in ours):
        here, there = ([one for one in told if one[0] == matter] for told in (ours, theirs))
        if here and there and not any(a & b for _, a, _ in here for _, b, _ in there):
            yield Mark("name", here[0][2], there[0][2], left.document, right.document, names.labels[matter])


def _named(point: Point, names: RivalNames) -> list[tuple[str, frozenset[str], Span]]:
    """(matter, who uses the name, words) of each name in a point."""
    text = point.span.text.replace("’", "'")
    return [
        (matter, who, _span(point, match.start(), match.end()))
        for match in names.pattern.finditer(text)
        for matter, who in names.names[match[1].lower()]
    ]


def _numbers(left: Point, right: Point) -> Iterator[Mark]:
    """Numbers before the same noun that differ; years and days of the month apart."""
    ours, theirs = ({head: (n, span) for head, n, span in _counted(p)} for p in (left, right))
    told: set[tuple[Span, Span]] = set()
    for head in ours:
        if head not in theirs or ours[head][0] == theirs[head][0]:
            continue
        if (pair := (ours[head][1], theirs[head][1])) not in told:
            told.add(pair)
            yield Mark("number", ours[head][1], theirs[head][1], left.document, right.document, head)


def _counted(point: Point) -> Iterator[tuple[str, str, Span]]:
    """(noun, number with its scale, words) of what a point counts."""
    text = point.span.text
    for match in _QUANTITY.finditer(text):
        words = match["of"].lower().split()
        if words[0] in _MONTHS or _YEAR.fullmatch(match["number"]):
            continue
        number = match["number"].replace(",", "") + (match["scale"] or "").replace("percent", "per cent")
        end = match.end("scale") if match["scale"] else match.end("number")
        for word in words:
            if len(word) >= _SHORTEST:
                yield word.rstrip("s"), number, _span(point, match.start(), max(end, match.start("of") + len(words[0])))


def _span(point: Point, start: int, end: int) -> Span:
    at = point.span.start
    return Span(at + start, at + end, point.span.text[start:end])
