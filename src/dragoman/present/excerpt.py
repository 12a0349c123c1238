"""Excerpts: words of the evidence cut to length, and the sentence that a span stands in."""

from __future__ import annotations

import re

from dragoman.codebook.phrasing import Phrasing

# Longest quotation of what an act is about, and of what was said, in words.
TOPIC_WORDS = 14
SPEECH_WORDS = 34
_SHORTEST = 4
_CONTROL = re.compile(
    r"\x1b\[[0-9;?]*[ -/]*[@-~]"  # terminal escape sequences
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # control characters, writing direction
)
_END = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")


def clean(text: str) -> str:
    """The text on one line, without control characters, escape sequences and marks of writing direction."""
    return " ".join(_CONTROL.sub(" ", text).split())


def clip(text: str, words: int, phrasing: Phrasing) -> str:
    """At most `words` words, cut where a phrase ends if one does, with “…” where something was left out."""
    parts = clean(text).split(" ")
    if len(parts) <= words:
        return " ".join(parts)
    keep = words
    opening = phrasing.lists["prepositions"] | phrasing.lists["boundary"]
    for at in range(words, _SHORTEST, -1):
        opens = parts[at].lower().strip("“\"'(") in opening
        if opens or parts[at - 1].endswith((",", ";", ":")):
            keep = at
            break
    leaning = phrasing.lists["prepositions"] | phrasing.lists["determiners"] | {"and", "or"}
    while keep > 1 and parts[keep - 1].lower() in leaning:
        keep -= 1
    return " ".join(parts[:keep]).rstrip(",;:—–-") + " …"


def quoted(text: str) -> str:
    """The text in quotation marks; marks inside become single ones, one without its partner is left out."""
    inner = _paired(re.sub(r'(^|[\s(\[‘“])"', r"\1“", text.strip()).replace('"', "”"))
    if inner.startswith("“") and inner.find("”") == len(inner) - 1:
        inner = inner[1:-1]
    inner = inner.replace("“", "‘").replace("”", "’").strip()
    return f"“{inner.removesuffix(',')}”"


def _paired(text: str) -> str:
    """The text without double quotation marks and round brackets that have no partner."""
    drop: set[int] = set()
    for opening, closing in (("“", "”"), ("(", ")")):
        waiting: list[int] = []
        for at, letter in enumerate(text):
            if letter == opening:
                waiting.append(at)
            elif letter == closing and waiting:
                waiting.pop()
            elif letter == closing:
                drop.add(at)
        drop.update(waiting)
    return "".join(letter for at, letter in enumerate(text) if at not in drop)


def sentence_at(text: str, start: int, end: int, phrasing: Phrasing) -> str:
    """The sentence or sentences of `text` that hold `[start, end)`; a line never runs into the next."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    line = text[first : last if last >= 0 else len(text)]
    bounds = [0, *(m.end() for m in _END.finditer(line) if not _abbreviated(line, m.start(), phrasing)), len(line)]
    a, b = start - first, end - first
    begin = max((x for x in bounds if x <= a), default=0)
    finish = min((x for x in bounds if x >= b), default=len(line))
    return clean(line[begin:finish])


def _abbreviated(line: str, stop: int, phrasing: Phrasing) -> bool:
    """Whether the point at `stop` ends an abbreviation or an initial."""
    word = re.search(r"[\w.]*$", line[:stop])
    before = word.group().lower().rstrip(".") if word else ""
    return before in phrasing.lists["abbreviations"] or (len(before) == 1 and before.isalpha())
