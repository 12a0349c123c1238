"""Mentions of parties against a labelled set: for each, the codes of the mention that best overlaps it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from dragoman.records.parsed import ParsedText
from dragoman.records.party import Mention

# Words that make another office of one.
_RANKS = {"former", "vice", "deputy"}
_MONARCHS = {"king", "queen", "emperor", "sultan", "emir"}


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


def judge_offices(parsed: ParsedText, found: Iterable[Mention], gold: Iterable[Labelled]) -> list[Judged]:
    """For each labelled mention whether the person and the office told are those labelled, in any spelling of the name."""
    spans = [(parsed.starts[m.first], parsed.ends[m.last - 1], m) for m in found]
    judged = []
    for label in gold:
        mention = _best(label, spans)
        party = mention.parties[0] if mention and len(mention.parties) == 1 else None
        told = f"{party.name}, {party.office}" if party else ""
        if party is not None and _same_name(label.person or "", party.name) and _same_office(label, party.office or ""):
            judged.append(Judged(label, "right", frozenset(), told))
        else:
            known = party is not None and party.office is not None
            judged.append(
                Judged(label, "wrong" if known else "unresolved" if mention else "missing", frozenset(), told)
            )
    return judged


def _plain(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", name.lower().replace("-", " ").replace(".", " "))
    return "".join(c for c in folded if not unicodedata.combining(c)).split()


def _same_name(gold: str, told: str) -> bool:
    """Names of one person: the last words all but the same, or one name within the other."""
    a, b = _plain(gold), _plain(told)
    if not a or not b:
        return False
    return set(a) <= set(b) or set(b) <= set(a) or SequenceMatcher(None, " ".join(a), " ".join(b)).ratio() >= 0.75


def _same_office(label: Labelled, told: str) -> bool:
    gold = set(_plain((label.office or "").replace("adviser", "advisor")))
    words = set(_plain(told.replace("adviser", "advisor")))
    if "monarch" in words and gold & _MONARCHS:
        return True
    return gold <= words and gold & _RANKS == words & _RANKS
