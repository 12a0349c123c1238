"""Persons listed one after another, where the parse has not joined them."""

from __future__ import annotations

from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Mentions


def listed_after(parsed: ParsedText, mentions: Mentions, first: Mention) -> list[Mention]:
    """The persons listed after one ("… Kallas of Estonia, President Levits of Latvia, and …") that hang elsewhere in the parse."""
    found: list[Mention] = []
    last = first
    while last.kind == "person" and (following := _next(parsed, mentions, last)) is not None:
        found.append(following)
        last = following
    joined = set(parsed.conjuncts(first.head))
    return [m for m in found if m.head not in joined]


def _next(parsed: ParsedText, mentions: Mentions, mention: Mention) -> Mention | None:
    at = mention.last
    if at + 1 < len(parsed) and parsed.lowers[at] == "of":
        tied = [m for m in mentions.within(at + 1, len(parsed)) if m.first in (at + 1, at + 2) and m.kind == "name"]
        at = tied[0].last if tied else at
    begin = at
    while at < len(parsed) and at - begin < 2 and parsed.lowers[at] in (",", ";", "and"):
        at += 1
    if at == begin or at >= len(parsed):
        return None
    found = next((m for m in mentions.within(at, len(parsed)) if m.first == at and m.kind == "person"), None)
    if found is None or not found.parties or not found.parties[0].code:
        return None
    return None if parsed.labels[found.head] in ("nsubj", "nsubjpass", "poss") else found
