"""Substitution sets of a dictionary: `!PERSON! = MAN, MEN, WOMAN`, used as `CONGRESS!PERSON!`; `&NAME&` likewise."""

from __future__ import annotations

import re
from itertools import islice, product

_DEFINED = re.compile(r"([!&])(\w+)\1\s*=\s*(.*)")
_USED = re.compile(r"!(\w+)!|&(\w+)&")
MOST = 2000  # phrases that one line may stand for


class SetError(ValueError):
    """A set that cannot be used; says why."""


class Sets:
    """The sets defined so far."""

    def __init__(self) -> None:
        self._words: dict[str, tuple[str, ...]] = {}

    def define(self, text: str) -> bool:
        """Whether the text defines a set, which is then known. Raises SetError where the set is empty."""
        found = _DEFINED.fullmatch(text)
        if found is None:
            return False
        words = tuple(word for part in found[3].split(",") if (word := part.strip()))
        if not words:
            raise SetError(f"the set {found[2]} has no words")
        self._words[found[2].upper()] = words
        return True

    def phrases(self, text: str) -> list[str]:
        """What the text stands for: each word of each set in its place; itself where it uses none.

        `&` stands in names too ("AT&T&CO"), so that `&X&` is a set only where it was defined.
        Raises SetError where a set was not defined before, or the phrases are too many.
        """
        pieces: list[tuple[str, ...]] = []
        at = 0
        for found in _USED.finditer(text):
            name = (found[1] or found[2]).upper()
            if name not in self._words:
                if found[1]:
                    raise SetError(f"the set !{found[1]}! is not defined before this line")
                continue
            pieces += [(text[at : found.start()],), self._words[name]]
            at = found.end()
        phrases = list(islice(map("".join, product(*pieces, (text[at:],))), MOST + 1))
        if len(phrases) > MOST:
            raise SetError(f"its sets make more than {MOST} phrases")
        return phrases
