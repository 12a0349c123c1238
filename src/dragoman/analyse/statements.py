"""What parties said: statements of one party each, out of speeches and acts of words, ready to be put together by meaning."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.analyse.positions import VERBAL
from dragoman.codebook.rareness import Rareness, stem
from dragoman.codebook.strength import Strength
from dragoman.records.claim import Claim
from dragoman.records.coded import Selection
from dragoman.records.party import Party
from dragoman.records.stance import Statement

Floats = NDArray[np.float32]
WIDTH = 384
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_COMMON = 1.5  # rareness below which a stem says nothing
# Code points on either side of the words of an act among which it is worded more or less strongly; beyond, the words are of other things.
_AROUND = 40
# Sectors that speak for a state; null where only the country is named. What its firms, papers, opposition or people say is no line of it.
_OF_STATE = frozenset({None, "GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PRM", "PTY"})
# Too wide to stand beside a narrower issue.
_WIDE = "bilateral-relations"
_UNREAL = frozenset({"hypothetical"})


@dataclass(frozen=True)
class Said:
    """Statements with who makes them and what they touch, in order of day, days unknown last.

    codes, issues: of each statement. vectors: (statements, WIDTH), of unit length: rare stems, hashed. present: party code → days of the
    documents in which it speaks or acts. counterparts: codes of all whom the claim names.
    """

    statements: tuple[Statement, ...]
    codes: tuple[tuple[str, ...], ...]
    issues: tuple[tuple[str | None, ...], ...]
    counterparts: tuple[frozenset[str], ...]
    vectors: Floats
    present: dict[str, tuple[str, ...]]


def said(selection: Selection, strength: Strength, rareness: Rareness, min_confidence: float = 0.0) -> Said:
    """All statements of a selection; what an act inside a speech tells stands with the speech."""
    claims = [c for c in selection.claims if c.confidence >= min_confidence and not _UNREAL & set(c.aux)]
    days = {r.document: (r.published or "")[:10] or None for r in selection.readings}
    inner: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.within:
            inner.setdefault(claim.within, []).append(claim)
    found = _widest([(c, speakers) for c in claims if (speakers := _speakers(c))])
    found.sort(
        key=lambda pair: (
            _day(pair[0], days) is None,
            _day(pair[0], days) or "",
            pair[0].document,
            pair[0].evidence.start,
        )
    )
    return Said(
        tuple(_statement(c, speakers, _day(c, days), strength) for c, speakers in found),
        tuple(tuple(sorted({p.code for p in speakers if p.code})) for _, speakers in found),
        tuple(_issues(c, inner.get(c.id, ())) for c, _ in found),
        tuple(_named(c, inner.get(c.id, ())) for c, _ in found),
        _vectors([c.evidence.text for c, _ in found], rareness),
        _present(claims, days),
    )


def _widest(found: Sequence[tuple[Claim, tuple[Party, ...]]]) -> list[tuple[Claim, tuple[Party, ...]]]:
    """Without statements that stand inside a longer one by the same parties."""
    kept: list[tuple[Claim, tuple[Party, ...]]] = []
    open_: dict[tuple[str, frozenset[str | None]], int] = {}
    for claim, speakers in sorted(found, key=lambda p: (p[0].document, p[0].evidence.start, -p[0].evidence.end)):
        key = (claim.document, frozenset(p.code for p in speakers))
        if claim.evidence.end > open_.get(key, -1):
            open_[key] = claim.evidence.end
            kept.append((claim, speakers))
    return kept


def _speakers(claim: Claim) -> tuple[Party, ...]:
    """Who makes a statement for a state or body, where the claim is one by itself: a speech, or an act of words outside of speeches."""
    if claim.event_type is None:
        every = claim.speech.speakers if claim.speech else ()
    elif claim.event_type not in VERBAL or claim.within or len({p.code for p in claim.actor}) > 1:
        every = ()
    else:
        every = claim.actor
    return tuple(p for p in every if p.sector in _OF_STATE)


def _day(claim: Claim, days: dict[str, str | None]) -> str | None:
    """The day of the act, or of the report."""
    return claim.when.first if claim.when.first and claim.when.first == claim.when.last else days.get(claim.document)


def _issues(claim: Claim, inner: Iterable[Claim]) -> tuple[str | None, ...]:
    every = dict.fromkeys([*claim.issues, *(i for c in inner for i in c.issues)])
    narrow = [i for i in every if i != _WIDE]
    return tuple(narrow or every) or (None,)


def _named(claim: Claim, inner: Sequence[Claim]) -> frozenset[str]:
    every = (claim, *inner)
    return frozenset(p.code for c in every for p in (*c.actor, *c.recipient) if p.code)


def _statement(claim: Claim, speakers: Sequence[Party], day: str | None, strength: Strength) -> Statement:
    degrees = tuple((d.axis, d.level, d.id, words) for d, words in strength.of(_wording(claim)))
    by = tuple(dict.fromkeys(p.name for p in speakers))
    return Statement(claim.id, claim.document, claim.evidence, day, by, degrees)


def _wording(claim: Claim) -> str:
    """The words by which a statement is strong or weak: of a speech all, of an act those around its trigger."""
    words, start = claim.evidence.text, claim.evidence.start
    if claim.event_type is None or not claim.evidence.overlaps(claim.trigger):
        return words
    at = max(claim.trigger.start - start, 0)
    before, after = words[max(at - _AROUND, 0) : at], words[at : claim.trigger.end - start + _AROUND]
    return before[max(before.rfind(mark) for mark in ",;:") + 1 :] + after


def _vectors(texts: Sequence[str], rareness: Rareness) -> Floats:
    """Stems weighted by rareness, each in one of WIDTH places with a sign (feature hashing, Weinberger et al. 2009)."""
    made = np.zeros((len(texts), WIDTH), dtype=np.float32)
    known: dict[str, tuple[int, float]] = {}
    for row, text in enumerate(texts):
        for s in {stem(w) for w in WORD.findall(text.lower())}:
            if s not in known:
                sign = zlib.crc32(s.encode())
                rare = rareness.of(s)
                known[s] = (sign % WIDTH, 0.0 if rare < _COMMON else rare * (1 if sign >> 16 & 1 else -1))
            place, weight = known[s]
            made[row, place] += weight
    return np.asarray(made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-6), dtype=np.float32)


def _present(claims: Iterable[Claim], days: dict[str, str | None]) -> dict[str, tuple[str, ...]]:
    documents: dict[str, set[str]] = {}
    for claim in claims:
        speakers = claim.speech.speakers if claim.speech else ()
        for code in {p.code for p in (*claim.actor, *speakers) if p.code}:
            documents.setdefault(code, set()).add(claim.document)
    return {code: tuple(sorted(day for d in held if (day := days.get(d)))) for code, held in documents.items()}
