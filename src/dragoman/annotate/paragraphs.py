"""Paragraphs: where a Text may be cut before parsing, so that no sentence crosses a heading or a caption."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BREAK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+|\n")
_LONGEST_DATELINE = 120
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")


def paragraphs(text: str, datelines: Sequence[str] = ()) -> list[tuple[int, int]]:
    """Half-open ranges of the paragraphs, without the white space around them.

    A blank line always parts them. A single line end does too, unless the text is wrapped by hand: the line runs to
    at least 40 characters, ends in no punctuation that closes a sentence, and the next begins in lower case.
    datelines: regular expressions of what may open a paragraph ("NAIROBI, May 8 (Reuters) - "); it becomes one of its
    own, so that the sentence behind it is parsed without it.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for gap in _BREAK.finditer(text):
        line = text[start : gap.start()]
        following = text[gap.end() : gap.end() + 1]
        last_line = line.rsplit("\n", 1)[-1]
        wrapped = len(last_line) >= 40 and following.islower() and not _ENDS_SENTENCE.search(line)
        if gap.group().count("\n") == 1 and wrapped:
            continue
        found.append((start, gap.start()))
        start = gap.end()
    found.append((start, len(text)))
    whole = [trimmed for s, e in found if (trimmed := _trim(text, s, e))[0] < trimmed[1]]
    return [part for s, e in whole for part in _parted(text, s, e, datelines)] if datelines else whole


def _parted(text: str, start: int, end: int, datelines: Sequence[str]) -> list[tuple[int, int]]:
    """The dateline of a paragraph and the rest of it, or the paragraph."""
    head = text[start : min(end, start + _LONGEST_DATELINE)]
    for sign in datelines:
        match = re.match(sign, head)
        if match and start + match.end() < end:
            return [_trim(text, start, start + match.end()), _trim(text, start + match.end(), end)]
    return [(start, end)]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
