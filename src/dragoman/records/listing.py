"""Persons listed one after another, where the parse has not joined them."""

from __future__ import annotations

from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention, Mentions

# Tokens of the longest name with title and country.
_LONGEST = 12


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
        tied = _starting(mentions, (at + 1, at + 2), ("name", "adjective"), len(parsed))
        at = tied.last if tied is not None else at
    begin = at
    while at < len(parsed) and at - begin < 2 and parsed.lowers[at] in (",", ";", "and"):
        at += 1
    if at == begin or at >= len(parsed):
        return None
    found = _starting(mentions, (at,), ("person",), len(parsed))
    if found is None or not found.parties or not found.parties[0].code:
        return None
    return None if parsed.labels[found.head] in ("nsubj", "nsubjpass", "poss") else found


def _starting(mentions: Mentions, firsts: tuple[int, ...], kinds: tuple[str, ...], size: int) -> Mention | None:
    """The mention that starts at one of the tokens; its head is looked for close behind."""
    for token in range(firsts[0], min(firsts[-1] + _LONGEST, size)):
        mention = mentions.at(token)
        if mention is not None and mention.first in firsts and mention.kind in kinds:
            return mention
    return None
