"""Versions of a story as agencies number them: URGENT, LEAD, 2nd LEAD, UPDATE 3, CORRECTED; and the headline without such words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.folder import Folder
from dragoman.codebook.modality import load_words
from dragoman.records.folded import folded_words

PLAIN = 2
LAST = 99
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_LONGEST = 25  # words that a headline has at most; a longer first line gives its first ones


@dataclass(frozen=True)
class Signs:
    """marks: what numbers a version, at the places where it cannot be a word of the headline itself. note: a line to editors.

    first: words of a flash. numbered: words that a number goes with. ordinals: in their order.
    """

    marks: tuple[re.Pattern[str], ...]
    note: re.Pattern[str]
    empty: frozenset[str]
    first: frozenset[str]
    numbered: frozenset[str]
    ordinals: tuple[str, ...]


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
        words["first"],
        words["numbered"],
        tuple(word for word in _ORDINALS if word in words["ordinals"]),
    )


def _first_line(text: str) -> str:
    note = _signs().note
    return next((line for line in text.split("\n") if line.strip() and not note.match(line)), "")


def version_of(text: str) -> int:
    """Where the first line puts the text among the versions of its day: a flash 1, a text without a sign PLAIN, LEAD or UPDATE 1
    behind it, 2nd LEAD after that, corrections and round-ups last.
    """
    line = _first_line(text)
    found = next((match for sign in _signs().marks if (match := sign.search(line))), None)
    if found is None:
        return PLAIN
    words = folded_words(found[0])
    if any(word in _signs().first for word in words):
        return 1
    if not any(word in _signs().numbered for word in words):
        return LAST
    ordinals = [n for word in words for n in (_number(word),) if n is not None]
    return min(LAST, PLAIN + max([1, *ordinals]))


def _number(word: str) -> int | None:
    """2 of "2", "2nd" and "second"."""
    if word in _signs().ordinals:
        return _signs().ordinals.index(word) + 1
    digits = re.match(r"\d{1,2}(?!\d)", word)
    return int(digits[0]) if digits else None


def headline(text: str) -> list[str]:
    """The telling words of the first line, folded, without those that number its version."""
    line = _first_line(text)
    for sign in _signs().marks:
        line = sign.sub(" ", line)
    return [word for word in folded_words(line)[:_LONGEST] if word not in _signs().empty]
