"""Where in its document a passage stands: the number of its sentence, and whether it is in the lead."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

# A sentence begins at a line, or after a full stop, question or exclamation mark before white space and no small letter.
_BEGINS = re.compile(r"(?:\A|\n)\s*(?=\S)|[.!?][\"'”’»)\]]*\s+(?=[^\sa-z])")
KEPT_TEXTS = 512


@dataclass(frozen=True, slots=True)
class Passages:
    """starts: where each sentence begins; lead: where the first paragraph after the title ends; both in code points."""

    starts: tuple[int, ...]
    lead: int

    def sentence(self, at: int) -> int:
        """The number of the sentence that holds code point `at`, from 1, by punctuation and line breaks."""
        return max(1, bisect_right(self.starts, at))


def passages(text: str, title: str | None) -> Passages:
    """The passages of a Text. title: its title, which does not count as its first paragraph."""
    starts = tuple(match.end() for match in _BEGINS.finditer(text))
    body = len(title) if title and text.startswith(title) else 0
    while body < len(text) and text[body].isspace():
        body += 1
    end = text.find("\n", body)
    return Passages(starts, len(text) if end < 0 else end)


def kept(text: Callable[[str], str]) -> Callable[[str, str | None], Passages]:
    """`passages` by text id and title; the last few hundred Texts are kept."""

    @lru_cache(maxsize=KEPT_TEXTS)
    def found(text_id: str, title: str | None) -> Passages:
        return passages(text(text_id), title)

    return found
