"""Coverage: which documents of a ledger name a country or pair, by the period in which they were published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import ahocorasick_rs

from dragoman.analyse.periods import period_of
from dragoman.records.claim import Claim
from dragoman.records.coded import Selection
from dragoman.records.panel import Covered, Period
from dragoman.records.text import Reading

# (story, publisher) of a document.
Told = tuple[str, str]
_ALL = ""
_NONE: set[int] = set()
_NOTHING = Covered(0, 0)


@dataclass(frozen=True)
class Coverage:
    """What was published when, and whom it names. published: days, in order; undated: documents without one."""

    published: tuple[str, ...]
    undated: int
    _dated: tuple[tuple[str, Told, frozenset[str]], ...]
    _by_step: dict[str, dict[tuple[str, str], set[int]]] = field(default_factory=dict)

    def of(self, codes: Iterable[str], period: Period, step: str) -> Covered:
        """What names all of `codes`; without codes, all that was published in the period."""
        known = self._in(step)
        held = [known.get((period.name, code), _NONE) for code in (*codes, _ALL)]
        if not all(held):
            return _NOTHING
        inside = [self._dated[n][1] for n in set.intersection(*sorted(held, key=len))]
        return Covered(len({story for story, _ in inside}), len({source for _, source in inside}))

    def days_of(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Publication days of the documents that name all of `codes`, in order, one a document."""
        wanted = frozenset(codes)
        return tuple(day for day, _, named in self._dated if wanted <= named)

    def _in(self, step: str) -> dict[tuple[str, str], set[int]]:
        """(Period, code) → numbers of the documents; `_ALL` for whatever they name."""
        if step not in self._by_step:
            found: dict[tuple[str, str], set[int]] = defaultdict(set)
            for number, (day, _, named) in enumerate(self._dated):
                name = period_of(day, step).name
                for code in (*named, _ALL):
                    found[name, code].add(number)
            self._by_step[step] = dict(found)
        return self._by_step[step]


def coverage(selection: Selection, names: Mapping[str, str]) -> Coverage:
    """names: word → code. A document names a country where a whole word of `names` stands in its text, in the same case, or where a
    claim of it, whatever its confidence, has the country as party, speaker or source.
    """
    named = named_in_texts(selection.texts, names)
    for claim in selection.claims:
        named[claim.text_id] |= codes_named(claim)
    return covered(selection.readings, selection.stories, named)


def covered(readings: Sequence[Reading], stories: Mapping[str, str], named: Mapping[str, Collection[str]]) -> Coverage:
    """named: Text id → codes of whom it names, of those that are asked about. stories: as in Selection."""
    dated = []
    for reading in readings:
        if reading.published:
            story = stories.get(reading.document, reading.document)
            dated.append((reading.published[:10], (story, _source(reading)), frozenset(named.get(reading.text_id, ()))))
    dated.sort(key=lambda one: one[0])
    return Coverage(tuple(d for d, _, _ in dated), len(readings) - len(dated), tuple(dated))


def named_in_texts(texts: Mapping[str, str], names: Mapping[str, str]) -> dict[str, set[str]]:
    """Text id → codes of the countries whose names stand in it as whole words, the longest name at a place alone."""
    words = sorted(names)
    search = ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    found: dict[str, set[str]] = defaultdict(set)
    for text_id, text in texts.items():
        for which, start, end in search.find_matches_as_indexes(text):
            if _is_whole(text, start, end):
                found[text_id].add(names[words[which]])
    return found


def _is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or (after.isalnum() and text[end - 1].isalnum()))


def codes_named(claim: Claim) -> set[str]:
    """Codes of all parties, speakers and sources of a claim."""
    speakers = claim.speech.speakers if claim.speech else ()
    held = [p.code for p in (*claim.actor, *claim.recipient, *speakers)] + [s.code for s in claim.per]
    return {code for code in held if code}


def _source(reading: Reading) -> str:
    return reading.publisher or reading.document
