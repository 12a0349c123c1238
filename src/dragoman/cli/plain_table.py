"""Tables of many rows as plain text: what rich lays out in seconds is written at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

GAP = "  "
_LEAST = 12  # columns that may be folded are no narrower than this


def lines(title: Sequence[str], rows: Sequence[Sequence[str]], wide: Sequence[int], width: int) -> Iterator[str]:
    """The table, a header line first. wide: columns that are folded where the table would be wider than `width`; the others stand as they are."""
    widths = [max(map(size, column)) for column in zip(title, *rows)]
    rest = width - sum(n for place, n in enumerate(widths) if place not in wide) - len(GAP) * (len(widths) - 1)
    for place, least in zip(wide, _shared([widths[n] for n in wide], rest)):
        widths[place] = least
    for row in (title, *rows):
        folded = [fold(cell, widths[n]) if n in wide else [cell] for n, cell in enumerate(row)]
        for number in range(max(map(len, folded))):
            parts = [cell[number] if number < len(cell) else "" for cell in folded]
            yield GAP.join(part + " " * (n - size(part)) for part, n in zip(parts, widths)).rstrip()


def _shared(wanted: Sequence[int], rest: int) -> list[int]:
    """What each gets of `rest`: what it wants, where all is enough; else the narrow ones what they want and the others the same."""
    given = [0] * len(wanted)
    for left, place in zip(range(len(wanted), 0, -1), sorted(range(len(wanted)), key=lambda n: wanted[n])):
        given[place] = min(wanted[place], max(_LEAST, rest // left))
        rest -= given[place]
    return given


def fold(words: str, width: int) -> list[str]:
    """Lines of no more than `width` columns, cut between words where it can be."""
    found: list[str] = []
    line = ""
    for word in words.split(" "):
        if size(line) + size(word) + bool(line) <= width:
            line = f"{line} {word}" if line else word
            continue
        if line:
            found.append(line)
        while size(word) > width:
            cut = next(n for n in range(len(word), 0, -1) if n == 1 or size(word[:n]) <= width)
            found.append(word[:cut])
            word = word[cut:]
        line = word
    return [*found, line]


def size(words: str) -> int:
    """Columns of a terminal that words take."""
    return len(words) if words.isascii() else sum(map(_columns, words))


@lru_cache(maxsize=4096)
def _columns(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
