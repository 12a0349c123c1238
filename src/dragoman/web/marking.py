"""A Text cut where something begins or ends that is to be shown in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Code points of a document that one page shows at most, unless a single line is longer.
CHUNK = 30_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a Text with the names of all that lies over it. start: code point of the Text."""

    start: int
    text: str
    over: frozenset[str]

    @property
    def end(self) -> int:
        """Behind its last code point."""
        return self.start + len(self.text)


def pieces(text: str, spans: Iterable[tuple[int, int, str]], start: int = 0, end: int | None = None) -> list[Piece]:
    """`text[start:end]` in pieces: joined, they are it again; each knows which of the spans (start, end, name) lie over it."""
    end = len(text) if end is None else end
    inside = [(max(a, start), min(b, end), name) for a, b, name in spans if max(a, start) < min(b, end)]
    cuts = sorted({start, end, *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
    over: list[set[str]] = [set() for _ in cuts]
    for a, b, name in inside:
        for n in range(bisect_left(cuts, a), bisect_left(cuts, b)):
            over[n].add(name)
    return [Piece(a, text[a:b], frozenset(names)) for a, b, names in zip(cuts, cuts[1:], over)]


def lines(cut: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces line by line; line breaks are left out, empty lines too."""
    found: list[list[Piece]] = [[]]
    for piece in cut:
        at = piece.start
        for n, part in enumerate(piece.text.split("\n")):
            if n:
                found.append([])
            if part:
                found[-1].append(Piece(at, part, piece.over))
            at += len(part) + 1
    return [line for line in found if any(piece.text.strip() for piece in line)]


def chunks(text: str, size: int = CHUNK) -> list[tuple[int, int]]:
    """`[start, end)` of stretches of about `size` code points that part the text at line breaks, or inside a line that is longer."""
    starts = [0]
    while len(text) - starts[-1] > size:
        limit = starts[-1] + size
        cut = text.rfind("\n", starts[-1], limit) + 1
        if cut <= starts[-1]:
            cut = text.rfind(" ", starts[-1], limit) + 1
        starts.append(cut if cut > starts[-1] else limit)
    return list(zip(starts, [*starts[1:], len(text)]))


def chunk_at(parts: Sequence[tuple[int, int]], place: int) -> int:
    """The number, from 0, of the stretch that a code point stands in."""
    return max(0, min(bisect_right([a for a, _ in parts], place) - 1, len(parts) - 1))
