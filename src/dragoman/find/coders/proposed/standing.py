"""Where proposed strings stand in a text, letter by letter and at the borders of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Mentions
from dragoman.records.text import Span

Tokens = tuple[int, int]


@dataclass(frozen=True)
class Ground:
    """One part of a parsed text, with the mentions that resolve to parties. All look-ups stay inside the part."""

    parsed: ParsedText
    part: Span
    mentions: Mentions

    def stretches(self, words: str, within: Span | None = None) -> Iterator[Tokens]:
        """The half-open token ranges whose characters are `words`, in order of the text."""
        p, inside = self.parsed, within or self.part
        at = p.text.find(words, inside.start, inside.end)
        while words and at >= 0:
            first, last = p.tokens_between(at, at + len(words))
            if first < last and p.starts[first] == at and p.ends[last - 1] == at + len(words):
                yield first, last
            at = p.text.find(words, at + 1, inside.end)

    def nearest(self, words: str, around: Span) -> Tokens | None:
        """The stretch inside `around`, else the one nearest to it; null where the words do not stand in the part."""
        p = self.parsed
        found = [*self.stretches(words, around)] or [*self.stretches(words)]
        away = ((max(p.starts[f] - around.end, around.start - p.ends[t - 1], 0), f, t) for f, t in found)
        return next(((first, last) for _, first, last in sorted(away)), None)

    def mention(self, tokens: Tokens) -> Mention | None:
        """The mention of a party that the tokens name: one whose head is among them, the widest, else one that holds them all."""
        first, last = tokens
        resolved = [m for m in self.mentions.items if any(party.code for party in m.parties)]
        inside = [m for m in resolved if first <= m.head < last]
        holding = [m for m in resolved if m.first <= first and last <= m.last]
        if inside:
            top = head_of(self.parsed, tokens)
            return max(inside, key=lambda m: (m.head == top, min(m.last, last) - max(m.first, first), -m.first))
        return min(holding, key=lambda m: m.last - m.first, default=None)


def head_of(parsed: ParsedText, tokens: Tokens) -> int:
    """The token of a stretch that its other tokens hang on."""
    first, last = tokens
    return next((t for t in range(first, last) if not first <= parsed.heads[t] < last or parsed.heads[t] == t), first)
