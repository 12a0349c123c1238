"""A coded document → its points, each with what it is aligned by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from dragoman.codebook.issues import Issues, issues_of
from dragoman.codebook.points import PointWords
from dragoman.codebook.rareness import Rareness, stem
from dragoman.codebook.topics import Topics
from dragoman.encode.inner import States, states
from dragoman.find.points import find_points
from dragoman.records.claim import Claim
from dragoman.records.comparison import Point
from dragoman.records.parsed import ParsedText
from dragoman.records.pointed import Pointed

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_LINKS = frozenset({"of", "the", "and", "for", "on", "-"})
_LEAST_RARE = 3.0  # a stem that tells what a paragraph is on
_CARRIED = 0.5
_TOLD = 2  # phrases that tell a topic
# Topics that any point may have beside its own.
_EVERYWHERE = frozenset({"meeting", "next-steps", "relations"})


def pointed(
    document: str,
    parsed: ParsedText,
    claims: Sequence[Claim],
    words: PointWords,
    issues: Issues,
    topics: Topics,
    rareness: Rareness,
    weights: Path | None = None,
    ranges: Sequence[tuple[int, int]] | None = None,
) -> list[Pointed]:
    """The points of a document in order. claims: its own. ranges: tokens of points that are given; else they are found.

    Raises WeightsError where the encoder is not there.
    """
    found = find_points(parsed, words) if ranges is None else ranges
    inner = states([_words(parsed, first, last) for first, last in found], weights)
    made: list[Pointed] = []
    leads = _Leads(parsed, words, rareness)
    for (first, last), held in zip(found, inner):
        before = made[-1] if made else None
        made.append(_one(document, parsed, claims, first, last, held, before, leads, words, issues, topics))
    return made


def _one(
    document: str,
    parsed: ParsedText,
    claims: Sequence[Claim],
    first: int,
    last: int,
    held: States,
    before: Pointed | None,
    leads: _Leads,
    words: PointWords,
    issues: Issues,
    topics: Topics,
) -> Pointed:
    raised = issues_of(issues, parsed, first, last)
    counts = dict(topics.count(parsed.lemmas[first:last], parsed.lowers[first:last], raised))
    carried = _carried(counts, parsed.paragraph_index[first], before)
    span = parsed.span(first, last)
    own = [c for c in claims if span.start <= c.trigger.start < span.end]
    speakers = [p for c in own for p in (c.actor or (c.speech.speakers if c.speech else ()))]
    sentence = parsed.sentence_index[first]
    point = Point(
        document,
        span,
        sentence,
        parsed.paragraph_index[first],
        sum(1 for w in parsed.words[first:last] if any(c.isalnum() for c in w)),
        _shown_topic(counts, carried, [topics.of_issue[i] for i in raised if i in topics.of_issue]),
        raised,
        tuple(sorted({p.code for p in speakers if p.code})),
        tuple(c.id for c in own),
    )
    lowers = parsed.lowers[first:last]
    return Pointed(
        point,
        held.layers,
        tuple("" if w < 0 else stem(lowers[w]) for w in held.words),
        _stems(parsed, first, last),
        _stems(parsed, *parsed.sentences[sentence]),
        leads.of(sentence),
        frozenset(_NUMBER.findall(span.text)),
        _initials(parsed.words[first:last]),
        frozenset(w for w in parsed.words[first:last] if w.isupper() and w.isalpha() and 3 <= len(w) <= 7),
        {t: float(n) for t, n in counts.items()},
        carried,
        sum(1 for lemma in parsed.lemmas[first:last] if lemma in words.opposing),
        "neg" in parsed.labels[first:last] or "no" in lowers,
        any(lowers[k : k + len(p)] == p for p in words.joint for k in range(len(lowers))),
    )


def _words(parsed: ParsedText, first: int, last: int) -> tuple[str, list[tuple[int, int]]]:
    start = parsed.starts[first]
    return parsed.text[start : parsed.ends[last - 1]], [
        (parsed.starts[t] - start, parsed.ends[t] - start) for t in range(first, last)
    ]


def _stems(parsed: ParsedText, first: int, last: int) -> frozenset[str]:
    lemmas = (parsed.lemmas[t] for t in range(first, last) if parsed.poses[t] in CONTENT)
    return frozenset(stem(lemma) for lemma in lemmas if len(lemma) > 2)


def _carried(counts: dict[str, int], paragraph: int, before: Pointed | None) -> dict[str, float]:
    """The topics, and half of those of the point before in the paragraph where these words tell none of their own."""
    found = {t: float(n) for t, n in counts.items()}
    if not set(counts) - _EVERYWHERE and before is not None and before.point.paragraph == paragraph:
        for topic, weight in before.carried.items():
            found[topic] = found.get(topic, 0.0) + _CARRIED * weight
    return found


def _shown_topic(counts: dict[str, int], carried: dict[str, float], of_issues: Sequence[str]) -> str | None:
    """The topic that a point is listed under: of its issues, of two phrases or more, or of the points before in its paragraph.

    One word alone ("a strip of water") tells no topic; null where nothing tells one.
    """
    if of_issues:
        return max(of_issues, key=lambda t: counts[t])
    own = _chief(counts)
    if own is not None and counts[own] >= _TOLD:
        return own
    led = _chief(carried)
    return led if led is not None and carried[led] >= _TOLD else None


def _chief(counts: dict[str, int] | dict[str, float]) -> str | None:
    """The topic that most words tell, one of its own before those that any point may have."""
    return max(counts, key=lambda t: (t not in _EVERYWHERE and counts[t] >= _TOLD, counts[t]), default=None)


class _Leads:
    """What each sentence is said to be on, by its own first words or by those of the sentences before in its paragraph."""

    def __init__(self, parsed: ParsedText, words: PointWords, rareness: Rareness) -> None:
        self._found: list[frozenset[str]] = []
        held: frozenset[str] = frozenset()
        paragraph = -1
        for first, last in parsed.sentences:
            if parsed.paragraph_index[first] != paragraph:
                held, paragraph = frozenset(), parsed.paragraph_index[first]
            held = _led_by(parsed, first, last, words, rareness) or held
            self._found.append(held)

    def of(self, sentence: int) -> frozenset[str]:
        """Stems."""
        return self._found[sentence]


_HEAD_REACH = 3  # tokens before the leading words: "4.", "Second,"
_LEAD_REACH = 14


def _led_by(parsed: ParsedText, first: int, last: int, words: PointWords, rareness: Rareness) -> frozenset[str]:
    for at in range(first, min(last, first + _HEAD_REACH + 1)):
        phrase = next((p for p in words.leading if parsed.lowers[at : at + len(p)] == p), None)
        if phrase is None:
            continue
        end = next((t for t in range(at, min(last, at + _LEAD_REACH)) if parsed.lowers[t] == ","), None)
        if end is None:
            return frozenset()
        stems = {stem(w) for w in parsed.lowers[at + len(phrase) : end] if w[:1].isalpha()}
        return frozenset(s for s in stems if rareness.of(s) > _LEAST_RARE)
    return frozenset()


def _initials(tokens: Sequence[str]) -> frozenset[str]:
    """First letters of each stretch of three capitalised words or more, links apart: WMCC of "Working Mechanism for …"."""
    found: set[str] = set()
    run: list[str] = []
    for token in [*tokens, "."]:
        if token[:1].isupper():
            run.append(token[0])
            found.update("".join(run[k:]) for k in range(len(run) - 2))
        elif token.lower() not in _LINKS:
            run = []
    return frozenset(found)
