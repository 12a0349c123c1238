"""Numbers that an act's words give, with what they count."""

from __future__ import annotations

import re

from dragoman.records.claim import Quantity
from dragoman.records.parsed import ParsedText

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALE = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "m": 1e6,
    "bn": 1e9,
}
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_TIMES = {"year", "month", "week", "day", "hour", "minute", "decade", "time", "january", "february", "march", "april", "may", "june",
          "july", "august", "september", "october", "november", "december"}  # fmt: skip


def number(words: list[str]) -> float | None:
    """What the words come to ("three", "1,200", "2.5 million", "two dozen"); None where they are no number."""
    total: float | None = None
    for word in words:
        if _FIGURE.fullmatch(word):
            value = float(word.replace(",", ""))
            total = value if total is None else total
        elif word in _WORDS:
            total = _WORDS[word] + (total if total and total >= 20 and _WORDS[word] < 10 else 0)
        elif word in _SCALE:
            total = (total or 1) * _SCALE[word]
        elif word not in (
            "$",
            "€",
            "£",
            "¥",
            "us$",
            "-",
            "about",
            "some",
            "than",
            "more",
            "at",
            "least",
            "nearly",
            "over",
            "around",
        ):
            return None
    return total


def quantities(parsed: ParsedText, start: int, end: int) -> tuple[Quantity, ...]:
    """Quantities whose words lie in code points `[start, end)`; stretches of time and ordinals are left out."""
    first, last = parsed.tokens_between(start, end)
    found = []
    for token in range(first, last):
        if parsed.labels[token] != "nummod" or parsed.tags[token] != "CD":
            continue
        noun = parsed.heads[token]
        if not first <= noun < last or parsed.lemmas[noun] in _TIMES or noun < token:
            continue
        parts = sorted({token, *(c for c in parsed.descendants(token))})
        value = number([parsed.lowers[t] for t in parts])
        if value is None:
            continue
        begin = min(parts)
        modifiers = [
            t for t in range(token + 1, noun) if parsed.heads[t] == noun or parsed.heads[parsed.heads[t]] == noun
        ]
        counted = [t for t in modifiers if parsed.labels[t] in ("compound", "amod")] + [noun]
        span = parsed.span(begin, noun + 1)
        found.append(Quantity(value, " ".join(parsed.words[t] for t in counted), span.text, span.start, span.end))
    return tuple(found)
