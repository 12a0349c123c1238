"""Versions of a story as agencies number them: URGENT, LEAD, 2nd LEAD, UPDATE 3, CORRECTED; and the headline without such words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.folder import Folder
from dragoman.codebook.modality import load_words
from dragoman.records.folded import folded_words

_LONGEST = 25  # words that a headline has at most; a longer first line gives its first ones


@dataclass(frozen=True)
class Signs:
    """marks: what numbers a version, at the places where it cannot be a word of the headline itself. note: a line to editors."""

    marks: tuple[re.Pattern[str], ...]
    note: re.Pattern[str]
    empty: frozenset[str]


@lru_cache(maxsize=1)
def _signs() -> Signs:
    """The signs of the shipped codebook: a user's own would make other sketches of the same text."""
    words = load_words(Folder(), "en/versions.yaml")
    listed = {key: "|".join(sorted(map(re.escape, found), key=lambda w: (-len(w), w))) for key, found in words.items()}
    ordinal = rf"(?:\d+(?:st|nd|rd|th)|{listed['ordinals']})"
    numbered = rf"(?:{ordinal}[ -])?(?:{listed['numbered']})(?:[ -]writethru)?(?: \d+)?"
    sign = rf"(?:{numbered}|{listed['plain']})"
    any_case = [rf"[(\[]\s*{sign}\s*[)\]]", rf"^\s*{sign}\s*(?:[-–—:|]|//)\s*", rf"[,;–—|-]\s*{sign}\s*$"]
    capitals = rf"^\s*(?:{listed['capitals'].upper()})\b[\s:,.-]*"
    return Signs(
        (*(re.compile(one, re.IGNORECASE) for one in any_case), re.compile(capitals)),
        re.compile(rf"^\s*[(\[]\s*(?:{listed['note']})\b[^)\]]*[)\]]\s*$", re.IGNORECASE),
        words["empty"],
    )


def _first_line(text: str) -> str:
    note = _signs().note
    return next((line for line in text.split("\n") if line.strip() and not note.match(line)), "")


def is_version(text: str) -> bool:
    """Whether the first line says that the text is one version of several."""
    line = _first_line(text)
    return any(sign.search(line) for sign in _signs().marks)


def headline(text: str) -> list[str]:
    """The telling words of the first line, folded, without those that number its version."""
    line = _first_line(text)
    for sign in _signs().marks:
        line = sign.sub(" ", line)
    return [word for word in folded_words(line)[:_LONGEST] if word not in _signs().empty]
