"""How alike two claims are, and what forbids that they tell of one happening."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.codebook.phrasing import load_phrasing
from dragoman.records.claim import Claim
from dragoman.records.party import Party

# Days that a report may lag behind what it tells, when it gives no day.
LAG_DAYS = 3
# Two days of different width are one only when the wider is at most this long, unless the words agree.
WEEK_DAYS = 7
_WORD = re.compile(r"[^\W\d_]{3,}", re.UNICODE)
# Types that one happening is told under, when its words agree.
_VERBAL = {
    "REQUEST": "verbal conflict",
    "ACCUSE": "verbal conflict",
    "THREATEN": "verbal conflict",
    "REJECT": "verbal conflict",
}
# Modes that say how a contact took place beside what another claim leaves unsaid; a visit is another thing than a
# meeting on it.
_LOOSE_MODES = {"third-party", "multilateral", "phone", None}
_JOINT_TYPES = {"CONSULT", "AGREE", "COOPERATE"}


@dataclass(frozen=True)
class Look:
    """What of a claim is compared. first, last: the days it may have happened on. block: claims of other blocks never
    merge.

    order: publication, document, place and id, by which the earliest claim of an event is told.
    """

    claim: Claim
    order: tuple[str, str, int, str]
    block: tuple[str, ...]
    first: str | None
    last: str | None
    weak: bool
    words: frozenset[str]
    persons: dict[str, frozenset[str]]


def look_of(claim: Claim, published: str | None) -> Look:
    """The look of a claim; published: publication day of its document, where known."""
    when = claim.when
    day = published or (when.first if when.basis == "published" else None) or "9999"
    first, last, weak = when.first, when.last, when.basis == "published"
    if weak and first:
        first = (date.fromisoformat(first) - timedelta(days=LAG_DAYS)).isoformat()
    order = (day, claim.document, claim.evidence.start, claim.id)
    return Look(claim, order, _block(claim), first, last, weak, _words(claim), _persons(claim))


def _codes(parties: tuple[Party, ...]) -> tuple[str, ...]:
    return tuple(sorted({p.code or f"?{p.name.lower()}" for p in parties}))


def _block(claim: Claim) -> tuple[str, ...]:
    """Key that all claims of one happening share: what it is, how real, and between whom; empty: never merged."""
    reality = " ".join(sorted(set(claim.aux) - {"historical"}))
    if claim.event_type is None:
        speakers = claim.speech.speakers if claim.speech else claim.actor
        return ("speech", reality, *_codes(speakers)) if speakers else ()
    if not claim.actor and not claim.recipient:
        return ()
    if claim.event_type in _JOINT_TYPES:
        return (claim.event_type, reality, *sorted(set(_codes(claim.actor)) | set(_codes(claim.recipient))))
    return (
        _VERBAL.get(claim.event_type, claim.event_type),
        reality,
        *_codes(claim.actor),
        ">",
        *_codes(claim.recipient),
    )


def _words(claim: Claim) -> frozenset[str]:
    """Content words of the evidence, cut to six letters so that inflections meet; parties and days left out."""
    empty = load_phrasing().empty_words
    skip = {w.lower() for p in (*claim.actor, *claim.recipient) for w in _WORD.findall(f"{p.name} {p.text}")}
    if claim.when.text:
        skip |= {w.lower() for w in _WORD.findall(claim.when.text)}
    text = " ".join(s.text for s in claim.speech.content) if claim.speech else claim.evidence.text
    return frozenset(w[:6] for w in (m.lower() for m in _WORD.findall(text)) if w not in empty and w not in skip)


def _persons(claim: Claim) -> dict[str, frozenset[str]]:
    """Code → names of the persons named for it."""
    found: dict[str, set[str]] = {}
    for p in (*claim.actor, *claim.recipient):
        if p.code and p.office:
            found.setdefault(p.code, set()).add(p.name)
    return {code: frozenset(names) for code, names in found.items()}


def _fewer_of_them(a: Look, b: Look) -> bool:
    """Whether two contacts of one text differ in this alone, that one names fewer parties, and a person of both."""
    kind = a.claim.event_type == b.claim.event_type == "CONSULT" and a.block[1] == b.block[1]
    one, other = set(a.block[2:]), set(b.block[2:])
    nested = one <= other or other <= one
    return kind and nested and a.claim.text_id == b.claim.text_id and bool(a.persons.keys() & b.persons.keys())


def _roles(look: Look) -> set[str]:
    """Codes for which only people or bodies without a name act: "Chinese and Japanese officials"."""
    parties = (*look.claim.actor, *look.claim.recipient)
    return {p.code for p in parties if p.code and p.sector and not p.office and p.name == p.text} - look.persons.keys()


def conflict(a: Look, b: Look) -> str | None:
    """What forbids that two claims of one block tell of one happening, in words; null when nothing does."""
    if (
        a.claim.text_id == b.claim.text_id
        and a.claim.about != b.claim.about
        and b.claim.id in (a.claim.about, a.claim.within)
    ):
        return "one is about the other"
    if a.block != b.block and not _fewer_of_them(a, b):
        return "different parties"
    if not _modes_agree(a.claim, b.claim):
        return "different modes"
    for code in a.persons.keys() & b.persons.keys():
        if not a.persons[code] & b.persons[code]:
            return "different persons"
    if _sectors(a.claim) and _sectors(b.claim) and not _sectors(a.claim) & _sectors(b.claim):
        return "different bodies"
    if a.claim.issues and b.claim.issues and not set(a.claim.issues) & set(b.claim.issues):
        return "different matters"
    if a.first and b.first and a.last and b.last and (a.last < b.first or b.last < a.first):
        return "different days"
    if a.claim.where and b.claim.where and _elsewhere(a.claim, b.claim):
        return "different places"
    return None


def _modes_agree(a: Claim, b: Claim) -> bool:
    if a.mode == b.mode:
        return a.mode != "visit" or _codes(a.actor) == _codes(b.actor)
    if a.event_type == b.event_type == "CONSULT":
        return {a.mode, b.mode} <= _LOOSE_MODES and None in (a.mode, b.mode)
    return None in (a.mode, b.mode) or a.event_type != b.event_type


def _sectors(claim: Claim) -> set[str]:
    return {f"{p.code}:{p.sector}" for p in claim.actor if p.sector}


def _elsewhere(a: Claim, b: Claim) -> bool:
    one, other = a.where, b.where
    return bool(one and other and one.country and other.country and one.country != other.country)


def _width(look: Look) -> int | None:
    """Days that a claim leaves open; null when it gives none."""
    if not look.first or not look.last:
        return None
    return (date.fromisoformat(look.last) - date.fromisoformat(look.first)).days + 1


def _shared_words(a: Look, b: Look) -> float:
    """Shared content words over those of the claim that has fewer; 0 when it has less than two."""
    fewer = min(len(a.words), len(b.words))
    return len(a.words & b.words) / fewer if fewer >= 2 else float(fewer == 1 and a.words == b.words)


def likeness(a: Look, b: Look) -> float:
    """0–1: how much speaks for one happening, between two claims of a block that do not disagree."""
    if a.claim.event_type is None:
        return _speech_likeness(a, b)
    same_text = a.claim.text_id == b.claim.text_id
    words = _shared_words(a, b)
    days = _same_days(a, b)
    if (a.weak or b.weak) and (_roles(a) & b.persons.keys() or _roles(b) & a.persons.keys()):
        days = 0.0  # "officials have resumed talks" is not the ministers' meeting that the report is about
    enough = 0.6 if same_text or _same_persons(a, b) else 0.8
    if a.claim.event_type == b.claim.event_type == "CONSULT" and days >= enough:
        return 0.6 + 0.4 * max(words, days - 0.6)
    if a.claim.event_type != b.claim.event_type and words < 0.6:
        return 0.0
    if same_text and a.claim.evidence.overlaps(b.claim.evidence) and a.claim.trigger.overlaps(b.claim.trigger):
        return 0.9
    matter = 0.15 if set(a.claim.issues) & set(b.claim.issues) else 0.0
    if same_text and a.claim.event_type != b.claim.event_type:
        matter = 0.0
    same_words = 0.7 * words if len(a.words & b.words) >= 2 else 0.3 * words
    return min(1.0, same_words + matter + 0.2 * days) if days > 0 or words >= 0.8 else 0.0


def _same_persons(a: Look, b: Look) -> bool:
    """Whether both claims name persons for two parties or more, and the same ones."""
    return len(a.persons) > 1 and a.persons == b.persons


def _same_days(a: Look, b: Look) -> float:
    """1: the same days, both told; .7: one of them only by publication; lower when widths differ; 0: one is unknown."""
    one, other = _width(a), _width(b)
    if one is None or other is None:
        return 0.0
    if a.weak or b.weak:
        return 0.7 if min(one, other) <= WEEK_DAYS and max(one, other) <= WEEK_DAYS else 0.2
    if max(one, other) <= 2 or (a.first, a.last) == (b.first, b.last):
        return 1.0
    return 0.6 if max(one, other) <= WEEK_DAYS else 0.3


def _speech_likeness(a: Look, b: Look) -> float:
    """Speeches are one when the words are: nearly all content words of the shorter, and at least four of them."""
    if len(a.words & b.words) < 4 or not (a.first and b.first):
        return 0.0
    return _shared_words(a, b) if _shared_words(a, b) >= 0.75 else 0.0
