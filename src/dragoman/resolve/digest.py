"""Digests: lists of the day's items, whose paragraphs tell of different things, so that no word refers across them."""

from __future__ import annotations

from itertools import pairwise

from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mentions

_ITEMS = 6  # paragraphs that a digest has at least
_SHARED = 0.35  # most neighbours of a digest that name a party in common
_DATELINES = 3  # places from which the items of a digest are datelined, at least
_PLACE = 4  # words of a place's name
_NAMED = ("name", "adjective", "metonym", "person")


def _dateline(parsed: ParsedText, first: int, last: int) -> str:
    """The place in capitals that a paragraph opens with, before a dash, or that is all of it: "PORT MORESBY – Papua New Guinea has asked"."""
    end = first
    while end < min(last, first + _PLACE) and parsed.words[end].isupper() and parsed.words[end].isalpha():
        end += 1
    opens = end > first and (end == last or parsed.words[end] in ("–", "—", "-", "--"))
    return " ".join(parsed.words[first:end]) if opens and len(parsed.words[first]) > 2 else ""


def is_digest(parsed: ParsedText, mentions: Mentions) -> bool:
    """Whether neighbouring paragraphs of a text seldom name a party in common; those that name none are passed over."""
    if len({place for first, last in parsed.paragraphs if (place := _dateline(parsed, first, last))}) >= _DATELINES:
        return True
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
