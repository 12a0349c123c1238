"""Quotations: ranges between quotation marks, within a paragraph, open ones closed at its end."""

from __future__ import annotations

from dragoman.records.parsed import ParsedText

_OPEN, _CLOSE, _STRAIGHT = "“«„", "”»", '"'


def quotations(parsed: ParsedText) -> list[tuple[int, int]]:
    """Half-open code-point ranges of quotations, their marks included, in order of the text.

    A curly mark pairs with any double mark ("undermine … way,” from mixed sources). A paragraph that opens a quotation and leaves it
    open, because the next one goes on with it, is closed at its end.
    """
    found = []
    for first, last in parsed.paragraphs:
        start, end = parsed.starts[first], parsed.ends[last - 1]
        opened = -1
        for at in range(start, end):
            mark = parsed.text[at]
            if mark in _OPEN or (mark == _STRAIGHT and opened < 0):
                opened = at if opened < 0 else opened
            elif (mark in _CLOSE or mark == _STRAIGHT) and opened >= 0:
                if at - opened > 1:
                    found.append((opened, at + 1))
                opened = -1
        if opened >= 0 and end - opened > 20:
            found.append((opened, end))
    return found
