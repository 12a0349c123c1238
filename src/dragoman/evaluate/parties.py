"""Mentions of parties against a labelled set: for each, the codes of the mention that best overlaps it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention


@dataclass(frozen=True, slots=True)
class Labelled:
    """A mention as a reader labelled it. start, end: code points of the Text. codes: PLOVER codes; none where it has none.

    person, office: whom the words name and in which office on the day; null where that is not asked.
    """

    start: int
    end: int
    text: str
    codes: frozenset[str]
    person: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled mention with what the program said. outcome: `right`, `wrong`, `unresolved` or `missing`."""

    gold: Labelled
    outcome: str
    codes: frozenset[str]
    why: str = ""


def judge_mentions(parsed: ParsedText, found: Iterable[Mention], gold: Iterable[Labelled]) -> list[Judged]:
    """For each labelled mention whether the codes told are just those labelled; a mention rightly without code is right."""
    spans = [(parsed.starts[m.first], parsed.ends[m.last - 1], m) for m in found]
    return [_judged(label, _best(label, spans)) for label in gold]


def _best(label: Labelled, spans: list[tuple[int, int, Mention]]) -> Mention | None:
    """The mention that shares most with the words, by share of what both cover."""
    shares = [
        (
            (min(e, label.end) - max(s, label.start)) / (max(e, label.end) - min(s, label.start)),
            m.kind != "adjective",
            m,
        )
        for s, e, m in spans
        if s < label.end and label.start < e
    ]
    return max(shares, key=lambda x: x[:2])[2] if shares else None


def _judged(label: Labelled, mention: Mention | None) -> Judged:
    codes = frozenset(p.code for p in mention.parties if p.code) if mention else frozenset()
    if codes == label.codes:
        outcome = "right"
    elif codes:
        outcome = "wrong"
    else:
        outcome = "unresolved" if mention else "missing"
    return Judged(label, outcome, codes, mention.why if mention else "")
