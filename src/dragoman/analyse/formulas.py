"""Formulas: sequences of words that a party says again on different occasions, long and rare enough not to meet by chance.

After folding case, marks and white space, sequences of LEAST words or more that stand in several documents of a party, none of them inside a longer one
with the same documents (maximal repeats; compare "lexical bundles" of Biber et al. 1999, but with content). Headings, names, titles and what only
opens or closes a text are no formulas: en/formulas.yaml says by which words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.codebook.formulas import FormulaWords
from dragoman.codebook.rareness import Rareness, stem
from dragoman.records.stance import Formula
from dragoman.records.text import Span

LEAST = 5
LONGEST = 24
DOCUMENTS = 3
# Share of the shorter one's words by which two formulas are taken for one.
SHARED = 0.6
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text and who publishes it. day: `YYYY-MM-DD` or null. story: documents of one story count once. home: the state, or null."""

    document: str
    story: str
    text: str
    day: str | None
    home: str | None


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    folded: str
    capital: bool
    sentence: int


def formulas(
    spoken: Sequence[Spoken], words: FormulaWords, rareness: Rareness, documents: int = DOCUMENTS
) -> tuple[Formula, ...]:
    """Formulas of each party, those in most documents first. documents: least number of stories of the party that have one."""
    by_home: dict[str, list[Spoken]] = defaultdict(list)
    for one in spoken:
        if one.home:
            by_home[one.home].append(one)
    found = [f for home, own in by_home.items() for f in _of_party(home, own, words, rareness, documents)]
    return tuple(sorted(found, key=lambda f: (-len(f.places), f.party, f.words)))


def _of_party(
    party: str, spoken: Sequence[Spoken], words: FormulaWords, rareness: Rareness, documents: int
) -> list[Formula]:
    ordered = sorted(spoken, key=lambda s: (s.day is None, s.day or "", s.document))
    tokens = [_tokens(one.text) for one in ordered]
    stories = [one.story for one in ordered]
    made: list[Formula] = []
    for places in _repeats(tokens, stories, documents):
        trimmed = [_trimmed(tokens[d], at, at + size, words) for d, at, size in places]
        d, (first, last) = places[0][0], trimmed[0]
        if not _is_formula(tokens[d][first:last], words, rareness):
            continue
        chosen: dict[str, tuple[str, str | None, Span]] = {}
        for (n, _, _), (a, b) in zip(places, trimmed):
            own = tokens[n]
            span = Span(own[a].start, own[b - 1].end, ordered[n].text[own[a].start : own[b - 1].end])
            chosen.setdefault(stories[n], (ordered[n].document, ordered[n].day, span))
        days = {day for _, day, _ in chosen.values()}
        if len(chosen) >= documents and len(days) > 1:
            made.append(Formula(next(iter(chosen.values()))[2].text, party, tuple(chosen.values())))
    return _without_parts(made)


def _tokens(text: str) -> list[_Token]:
    found, sentence, last = [], 0, 0
    for match in _WORD.finditer(text):
        between = text[last : match.start()]
        if "\n" in between or re.search(r"[.!?;:…]", between):
            sentence += 1
        folded = match.group().lower().replace("’", "'")
        found.append(_Token(match.start(), match.end(), folded, match.group()[0].isupper(), sentence))
        last = match.end()
    return found


def _repeats(
    tokens: Sequence[Sequence[_Token]], stories: Sequence[str], documents: int
) -> Iterable[list[tuple[int, int, int]]]:
    """(document, first token, size) of each maximal repeat inside sentences, longest first."""
    live = _shortest(tokens, documents)
    levels: list[dict[tuple[str, ...], list[tuple[int, int]]]] = []
    live, size = _frequent(live, stories, documents), LEAST
    while live and size <= LONGEST:
        levels.append(live)
        longer: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for words, places in live.items():
            for d, at in places:
                own = tokens[d]
                if at + size < len(own) and own[at + size].sentence == own[at].sentence:
                    longer[(*words, own[at + size].folded)].append((d, at))
        live, size = _frequent(longer, stories, documents), size + 1
    covered: set[tuple[int, int, int]] = set()
    for level in range(len(levels) - 1, -1, -1):
        size = LEAST + level
        for _, places in sorted(levels[level].items(), key=lambda item: item[1][0]):
            outside = [(d, at) for d, at in places if (d, at, size) not in covered]
            if len({stories[d] for d, _ in outside}) >= documents:
                yield [(d, at, size) for d, at in places]
            covered.update((d, at + k, size - 1) for d, at in places for k in (0, 1))


def _shortest(tokens: Sequence[Sequence[_Token]], documents: int) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    """(document, first token) of the sequences of LEAST words inside sentences that stand in `documents` places or more."""
    folded = [[t.folded for t in own] for own in tokens]
    counts: Counter[tuple[str, ...]] = Counter()
    for words in folded:
        counts.update(zip(*(words[k:] for k in range(LEAST))))
    many = {gram for gram, n in counts.items() if n >= documents}
    found: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for d, (words, own) in enumerate(zip(folded, tokens)):
        for at, gram in enumerate(zip(*(words[k:] for k in range(LEAST)))):
            if gram in many and own[at].sentence == own[at + LEAST - 1].sentence:
                found[gram].append((d, at))
    return found


def _frequent(
    grams: Mapping[tuple[str, ...], list[tuple[int, int]]], stories: Sequence[str], documents: int
) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    return {
        words: places
        for words, places in grams.items()
        if len(places) >= documents and len({stories[d] for d, _ in places}) >= documents
    }


def _trimmed(own: Sequence[_Token], first: int, last: int, words: FormulaWords) -> tuple[int, int]:
    """Without words at its ends that open or leave hanging a phrase."""
    while last - first > 1 and own[last - 1].folded in words.hanging:
        last -= 1
    while last - first > 1 and own[first].folded in words.opening:
        first += 1
    folded = [t.folded for t in own[first:last]]
    if "between" in folded and "and" not in folded[folded.index("between") :]:
        last = first + folded.index("between")
    return first, last


def _is_formula(own: Sequence[_Token], words: FormulaWords, rareness: Rareness) -> bool:
    """Long enough, with content of politics, not mostly names, and nothing of what frames every report."""
    folded = tuple(t.folded for t in own)
    if len(own) < LEAST or any(w in words.framing for w in folded):
        return False
    joined = " ".join(folded)
    if any(phrase in joined for phrase in words.framing_phrases):
        return False
    content = [t for t in own if rareness.of(stem(t.folded)) >= words.content_rareness and not t.folded.isdigit()]
    plain = [t for t in content if not t.capital]
    telling = [t for t in plain if stem(t.folded) in words.telling]
    rare = sum(rareness.of(stem(t.folded)) for t in plain)
    return len(plain) >= words.least_content and len(telling) >= words.least_telling and rare >= words.least_rareness


def _without_parts(found: Sequence[Formula]) -> list[Formula]:
    """Formulas, of those that share most of their words only the one that stands in most documents, the longer one of equals."""
    kept: list[tuple[Formula, frozenset[str]]] = []
    for formula in sorted(found, key=lambda f: (-len(f.places), -len(f.words), f.words)):
        own = frozenset(stem(w.lower()) for w in _WORD.findall(formula.words))
        if all(len(own & other) < SHARED * min(len(own), len(other)) for _, other in kept):
            kept.append((formula, own))
    return [formula for formula, _ in kept]
