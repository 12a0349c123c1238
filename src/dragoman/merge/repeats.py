"""Claims of a story's later versions that say again what an earlier version said, in the same sentence or in one hardly changed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.records.claim import Claim, as_told
from dragoman.records.folded import folded_space, folded_words
from dragoman.records.party import Party
from dragoman.records.text import Span

# Share of the evidence's words that a garbled sentence keeps, of the one that has fewer.
KEPT_WORDS = 0.7
_END = re.compile(r"[.!?][\"”’»)]*\s+|\n\s*")


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as one version of a story says it. claim: its id, document: where it stands. first: the claim itself, as said first. published: day of
    its document.
    """

    claim: str
    document: str
    first: Claim
    published: str | None = None


class Story:
    """What the versions of one story have said so far; take them in order of publication."""

    def __init__(self) -> None:
        self._verbatim: dict[Hashable, list[Said]] = defaultdict(list)
        self._facets: dict[Hashable, list[Said]] = defaultdict(list)

    def repeated(self, text: str, claims: Sequence[Claim], published: str | None = None) -> list[Said | None]:
        """For each claim of the next version the earlier one that it repeats, or null; a claim repeats at most one.

        Same words: its sentence, and every span in it, stand in an earlier version with white space folded, what is claimed is the
        same, and no day moves with the report ("today"). Changed words: type, mode, aux, parties, numbers, place and day are the
        same, and most words are. published: day of the document.
        """
        starts = _sentence_starts(text)
        verbatim = [_verbatim(text, starts, claim) for claim in claims]
        facets = [_facets(claim) for claim in claims]
        found: list[Said | None] = [None] * len(claims)
        taken: set[str] = set()
        for table, keys in ((self._verbatim, verbatim), (self._facets, facets)):
            for n, claim in enumerate(claims):
                if found[n] is None:
                    agrees = _says_so_again if keys is verbatim else _says_the_same
                    said = (s for s in table.get(keys[n], ()) if s.claim not in taken and agrees(s, claim, published))
                    found[n] = first = next(said, None)
                    taken |= {first.claim} if first else set()
        for n, claim in enumerate(claims):
            if found[n] is None:
                new = Said(claim.id, claim.document, claim, published)
                self._verbatim[verbatim[n]].append(new)
                self._facets[facets[n]].append(new)
        return found


def _sentence_starts(text: str) -> list[int]:
    return [0, *(m.end() for m in _END.finditer(text))]


def _verbatim(text: str, starts: Sequence[int], claim: Claim) -> Hashable:
    """A claim's sentences, white space folded, with the places of its spans in them."""
    first = starts[bisect_right(starts, claim.evidence.start) - 1]
    after = bisect_right(starts, max(claim.evidence.start, claim.evidence.end - 1))
    end = starts[after] if after < len(starts) else len(text)
    parties = [Span(p.start, p.end, p.text) for p in (*claim.actor, *claim.recipient)]
    spans = [claim.evidence, claim.trigger, *(p for p in parties if first <= p.start and p.end <= end)]
    places = tuple((len(folded_space(text[first : s.start])), folded_space(s.text)) for s in spans)
    return (folded_space(text[first:end]), places, *_what(claim))


def _what(claim: Claim) -> tuple[Hashable, ...]:
    """What is claimed, of whom as its sentence says, and how real it is."""
    claim = as_told(claim)
    return (
        claim.event_type,
        claim.mode,
        tuple(sorted(set(claim.aux) - {"historical"})),
        _codes(claim.actor),
        _codes(claim.recipient),
        claim.reciprocal,
        claim.speech is not None,
    )


def _codes(parties: Sequence[Party]) -> tuple[str, ...]:
    return tuple(sorted({p.code or p.name.casefold() for p in parties}))


def _facets(claim: Claim) -> Hashable:
    return (*_what(claim), tuple(sorted((q.n, q.of.casefold()) for q in claim.quantities)))


def _says_so_again(said: Said, claim: Claim, published: str | None) -> bool:
    """Whether the same words in another version claim the same; not where their one day is another by as much as the report's."""
    first = said.first
    if first.text_id == claim.text_id:
        return False
    if _same_day(first, claim) or first.when.first != first.when.last or claim.when.first != claim.when.last:
        return True
    return _days(first.when.first, claim.when.first) != _days(said.published, published)


def _days(one: str | None, other: str | None) -> int | None:
    if one is None or other is None:
        return None
    return (date.fromisoformat(other[:10]) - date.fromisoformat(one[:10])).days


def _says_the_same(said: Said, claim: Claim, published: str | None) -> bool:
    """Whether two claims of the same facets agree in day, place and most words."""
    first = said.first
    if first.text_id == claim.text_id or not _same_day(first, claim):
        return False
    if first.where and claim.where and first.where.name != claim.where.name:
        return False
    one, other = set(folded_words(_words(first))), set(folded_words(_words(claim)))
    if {word for word in one ^ other if word.isdigit()}:
        return False  # a number was corrected
    return len(one & other) >= KEPT_WORDS * min(len(one), len(other))


def _words(claim: Claim) -> str:
    return " ".join(s.text for s in claim.speech.content) if claim.speech else claim.evidence.text


def _same_day(first: Claim, claim: Claim) -> bool:
    """A day that is told must be the same; one that only the publication gives says nothing against it."""
    weak = {"published", "unknown"}
    if first.when.basis in weak or claim.when.basis in weak:
        return True
    return (first.when.first, first.when.last) == (claim.when.first, claim.when.last)
