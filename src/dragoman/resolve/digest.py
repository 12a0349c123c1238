"""Digests: lists of the day's items, whose paragraphs tell of different things, so that no word refers across them."""

from __future__ import annotations

from itertools import pairwise

from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mentions

_ITEMS = 6  # paragraphs that a digest has at least
_SHARED = 0.35  # most neighbours of a digest that name a party in common
_NAMED = ("name", "adjective", "metonym", "person")


def is_digest(parsed: ParsedText, mentions: Mentions) -> bool:
    """Whether neighbouring paragraphs of a text seldom name a party in common; those that name none are passed over."""
    named: dict[int, set[str]] = {}
    for m in mentions.items:
        if m.kind in _NAMED:
            parties = {p.code or p.name for p in m.parties}
            named.setdefault(parsed.paragraph_index[m.head], set()).update(parties)
    items = [named[n] for n in sorted(named) if named[n]]
    if len(items) < _ITEMS:
        return False
    shared = sum(bool(a & b) for a, b in pairwise(items))
    return shared < _SHARED * (len(items) - 1)
