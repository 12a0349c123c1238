"""Parts of a text that no claim is drawn from: credits, bylines, datelines, boilerplate, garbled sentences, other scripts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dragoman.codebook.cues import Cues
from dragoman.records.parsed import ParsedText
from dragoman.records.text import SetAside, Span

_WHY = {
    "photo-credit": "reads as a photo credit",
    "caption": "reads as a caption",
    "version": "numbers a version of the report",
    "note": "speaks to editors",
    "byline": "names who reported, not what happened",
    "boilerplate": "is page furniture",
    "dateline": "is a dateline",
}
_LONGEST_SIGN = 400
VERSION = "version"


@lru_cache(maxsize=64)
def _pattern(sign: str) -> re.Pattern[str]:
    return re.compile(sign, re.DOTALL)


def find_set_aside(parsed: ParsedText, cues: Cues) -> tuple[SetAside, ...]:
    """Spans with a reason and the sign by which it was told, in order of the text."""
    found = []
    for first, last in parsed.paragraphs:
        span = parsed.span(first, last)
        aside = _by_sign(span, cues)
        if aside is not None:
            found.append(aside)
        else:
            found += _versions(span, cues)
    for first, last in parsed.sentences:
        span = parsed.span(first, last)
        if any(a.span.overlaps(span) and a.reason not in ("dateline", VERSION) for a in found):
            continue
        aside = _other_script(span) or _garbled(parsed, first, last, cues)
        if aside is not None:
            found.append(aside)
    return tuple(sorted(found, key=lambda a: a.span.start))


def _versions(span: Span, cues: Cues) -> list[SetAside]:
    """What numbers the version at either end of a headline."""
    if len(span.text) > _LONGEST_SIGN:
        return []
    found = (_pattern(sign).search(span.text) for sign in cues.aside.get(VERSION, ()))
    spans = [Span(span.start + m.start(), span.start + m.end(), m.group()) for m in found if m and m.group()]
    return [SetAside(one, VERSION, _WHY[VERSION]) for one in spans if len(one.text) < len(span.text)]


def _by_sign(span: Span, cues: Cues) -> SetAside | None:
    for reason, signs in cues.aside.items():
        if reason == VERSION:
            continue
        for sign in signs:
            match = (
                _pattern(sign).match(span.text[:_LONGEST_SIGN])
                if len(span.text) <= _LONGEST_SIGN or reason == "dateline"
                else None
            )
            if match:
                whole = span if reason != "dateline" else Span(span.start, span.start + match.end(), match.group())
                return SetAside(whole, reason, _WHY[reason])
    return None


def _other_script(span: Span) -> SetAside | None:
    letters = [c for c in span.text if c.isalpha()]
    if len(letters) < 8:
        return None
    foreign = sum(not unicodedata.name(c, "").startswith("LATIN") for c in letters)
    if foreign / len(letters) <= 0.5:
        return None
    return SetAside(span, "other-language", "is written in another script")


def _garbled(parsed: ParsedText, first: int, last: int, cues: Cues) -> SetAside | None:
    """A sentence that a machine has broken: it starts in lower case after a full stop and has no verb, or doubles a word."""
    span = parsed.span(first, last)
    if parsed.text.islower() or last - first < 4:
        return None
    starts_low = (
        parsed.words[first][0].islower()
        and first > 0
        and parsed.words[first - 1] in (".", "!", "?")
        and parsed.paragraph_index[first] == parsed.paragraph_index[first - 1]
    )
    finite = any(parsed.tags[t] in ("VBD", "VBZ", "VBP", "MD") for t in range(first, last))
    doubled = _doubled(parsed, first, last, cues)
    if starts_low and not finite:
        return SetAside(span, "garbled", "starts in lower case after a full stop and has no finite verb")
    if starts_low and doubled:
        return SetAside(span, "garbled", f"starts in lower case after a full stop and doubles “{doubled}”")
    if doubled and not finite:
        return SetAside(span, "garbled", f"doubles “{doubled}” and has no finite verb")
    return None


def _doubled(parsed: ParsedText, first: int, last: int, cues: Cues) -> str | None:
    for token in range(first, last - 1):
        word = parsed.lowers[token]
        if word == parsed.lowers[token + 1] and word.isalpha() and len(word) > 2 and word not in cues.may_repeat:
            return word
    return None
