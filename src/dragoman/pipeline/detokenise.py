"""Tokens as a labelled set gives them → running text, with the place of each token in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Marks as treebanks write them; a token of one of these is set as the mark itself.
_MARKS = {
    "``": "“",
    "''": "”",
    "`": "‘",
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
}
_TO_THE_LEFT = {",", ".", "?", "!", ";", ":", ")", "]", "}", "”", "’", "%", "...", "…", "n't", "n’t", "'"}
_TO_THE_RIGHT = {"(", "[", "{", "“", "‘", "$", "£", "€", "#"}
_ENDINGS = ("'s", "'re", "'ve", "'ll", "'m", "'d", "’s", "’re", "’ve", "’ll", "’m", "’d")


@dataclass(frozen=True, slots=True)
class Joined:
    """Running text of rows of tokens. places: for each row, for each token, its code points in `text`, half-open."""

    text: str
    places: tuple[tuple[tuple[int, int], ...], ...]

    def tokens_in(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Row and half-open token range of what shares a character with code points `[start, end)`, a row at a time."""
        found = []
        for row, places in enumerate(self.places):
            inside = [i for i, (s, e) in enumerate(places) if s < end and e > start]
            if inside:
                found.append((row, inside[0], inside[-1] + 1))
        return found


def joined(rows: Sequence[Sequence[str]]) -> Joined:
    """The rows one after the other, a paragraph each, words and marks put together as in print."""
    text = ""
    places = []
    for row in rows:
        text += "\n\n" if text else ""
        here, before, opened = [], "", False
        for token in row:
            mark = _MARKS.get(token, token)
            if mark == '"':
                opened, mark = not opened, "”" if opened else "“"
            text += " " if before and _apart(before, mark) else ""
            here.append((len(text), len(text) + len(mark)))
            text += mark
            before = mark
        places.append(tuple(here))
    return Joined(text, tuple(places))


def _apart(before: str, mark: str) -> bool:
    """Whether a space stands between two tokens."""
    return not (before in _TO_THE_RIGHT or mark in _TO_THE_LEFT or mark.lower() in _ENDINGS)
