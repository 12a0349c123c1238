"""Text folded for comparison: what of it a copy keeps when white space, case and the width of letters change."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")


def folded_words(text: str) -> list[str]:
    """The words of a text, without case, width of letters, marks and white space."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def folded_space(text: str) -> str:
    """The text with one blank for every stretch of white space, and none at its ends."""
    return _SPACE.sub(" ", text).strip()
