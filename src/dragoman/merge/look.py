"""What of a claim is compared: its kind, parties, days, place and words, small enough to keep for a whole ledger."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from dragoman.codebook.deeds import RARE, Deeds
from dragoman.records.claim import Claim, as_told
from dragoman.records.party import Party
from dragoman.records.when import day_of_act

# Days that a report may lag behind what it tells, when it gives no day: of a deed told as news, as known already, undated.
LAG_NEWS, LAG_RETOLD, LAG_UNDATED = 1, 21, 45
# Words that weigh less say nothing about which deed is meant.
TELLING = 2.5
HEADLINE, BEGINNING = (
    200,
    600,
)  # code points that a headline has at most; after it, those in which its news is told again
_AROUND = 300  # code points of a sentence on either side of the evidence
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘(\[]?[^\W\d_a-z])|\n")
_JOINT_TYPES = {"CONSULT", "AGREE", "COOPERATE"}
_VERBAL_TYPES = {"REQUEST", "ACCUSE", "THREATEN", "REJECT"}
_TOKEN = re.compile(r"\w+", re.UNICODE)
_RETOLD_REACH = 3  # words before a trigger


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pool:
    """Values that many looks have in common, each kept once."""

    held: dict[object, object] = field(default_factory=dict)
    sentences: dict[tuple[str, str], dict[str, float]] = field(default_factory=dict)  # of the text looked at last

    def __call__(self, value: T) -> T:
        return self.held.setdefault(value, value)  # type: ignore[return-value]

    def around(self, text_id: str, sentence: str, words: dict[str, float], deeds: Deeds) -> dict[str, float]:
        """Stem → weight of a sentence and of the words in it; claims of one sentence share it."""
        key = (text_id, sentence)
        if key not in self.sentences:
            if self.sentences and next(iter(self.sentences))[0] != text_id:
                self.sentences.clear()
            self.sentences[key] = _weighed(deeds, sentence)
        found = self.sentences[key]
        return found if words.keys() <= found.keys() else {**found, **words}


@dataclass(frozen=True, slots=True)
class Look:
    """A claim as it is compared. Days are ordinals (`date.toordinal`), inclusive; null when unknown.

    order: publication, document, place and id, by which the earliest claim of an event is told. reality: aux but historical.
    dated: whether its words give the day; else first to last are the days that a report of its publication may lag behind.
    published: day of publication, null where the claim's day is unknown. retold: told as known already ("the attack"). another: as one more of its kind.
    linked: ids of the claims that it is about, or that tell it. block: what claims of one text share that tell of one happening.
    actors, recipients: codes; countries: those, and that of the place. sectors: of actors, with codes. persons: code → names of
    office-holders; roles: codes for which only people or bodies without a name stand. names: stems of the last words of names.
    numbers: stem of what is counted → number. stems, deeds: of the trigger. general: whether the trigger may name any deed of
    its type. told: stems of the evidence, or of what was said; around: stem → weight, of the whole sentence. own: stems that name
    parties and days. joined: whether it is one of several things that one word agrees, promises or asks. head: whether it stands in the headline; null where it stands neither there nor near the beginning.
    """

    id: str
    order: tuple[str, str, int, str]
    text_id: str
    evidence: tuple[int, int]
    trigger: tuple[int, int]
    trigger_words: str
    type: str | None
    mode: str | None
    reality: frozenset[str]
    first: int | None
    last: int | None
    dated: bool
    published: int | None
    retold: bool
    another: bool
    linked: frozenset[str]
    block: tuple[str, ...]
    actors: frozenset[str]
    recipients: frozenset[str]
    countries: frozenset[str]
    sectors: frozenset[str]
    persons: tuple[tuple[str, str], ...]
    roles: frozenset[str]
    names: frozenset[str]
    place: str | None
    country: str | None
    issues: frozenset[str]
    numbers: tuple[tuple[str, float], ...]
    stems: frozenset[str]
    deeds: frozenset[str]
    general: bool
    told: tuple[str, ...]
    around: dict[str, float]
    own: frozenset[str]
    head: bool | None = None
    joined: bool = False

    @property
    def words(self) -> dict[str, float]:
        """Stem → weight, of the evidence, or of what was said: made anew, since a ledger has millions of looks."""
        around = self.around
        return {stem: around[stem] for stem in self.told}

    @property
    def codes(self) -> frozenset[str]:
        """Codes of all parties."""
        return self.actors | self.recipients


def look_of(claim: Claim, published: str | None, text: str | None, deeds: Deeds, pool: Pool) -> Look:
    """The look of a claim. published: day or time of publication of its document. text: the Text's characters, where they are at hand.

    pool: keeps what looks of one ledger have in common.
    """
    claim = as_told(claim)
    parties = (*claim.actor, *claim.recipient)
    day = _ordinal(published) or (_ordinal(claim.when.first) if claim.when.basis == "published" else None)
    when = published or (claim.when.first if claim.when.basis == "published" else None) or "9999"
    stems = pool(frozenset(deeds.stems(claim.trigger.text)))
    kinds = frozenset(kind for stem in stems for kind in deeds.classes.get(stem, ()))
    # "held talks in Tokyo with": the talks
    mode = None if claim.mode == "visit" and "visit" not in kinds else claim.mode
    retold = _is_retold(claim, text, deeds) or "historical" in claim.aux
    first, last, dated = _days(claim, day, retold)
    words = _weighed(deeds, _content(claim))
    wider = sentence_around(text, claim.evidence.start, claim.evidence.end) if text else ""
    actors, recipients = _codes(claim.actor), _codes(claim.recipient)
    country = claim.where.country if claim.where else None
    persons = sorted({(p.code, p.name) for p in parties if p.code and p.office})
    return Look(
        id=claim.id,
        order=(when, claim.document, claim.evidence.start, claim.id),
        text_id=claim.text_id,
        evidence=(claim.evidence.start, claim.evidence.end),
        trigger=(claim.trigger.start, claim.trigger.end),
        trigger_words=pool(claim.trigger.text),
        type=claim.event_type,
        mode=mode,
        reality=pool(frozenset(claim.aux) - {"historical"}),
        first=first,
        last=last,
        dated=dated,
        published=day if claim.when.first else None,
        retold=retold,
        another=_is_another(claim, deeds),
        linked=frozenset(i for i in (claim.about, claim.within) if i),
        block=pool(_block(claim)),
        actors=pool(actors),
        recipients=pool(recipients),
        countries=pool(actors | recipients | ({country} if country else set())),
        sectors=pool(frozenset(f"{p.code}:{p.sector}" for p in claim.actor if p.sector)),
        persons=pool(tuple(persons)),
        roles=pool(_roles(parties) - {code for code, _ in persons}),
        names=pool(frozenset(s for p in parties for s in [_last_name(p, deeds)] if s)),
        place=pool(claim.where.name) if claim.where else None,
        country=country,
        issues=pool(frozenset(claim.issues)),
        numbers=tuple((deeds.stem(q.of.split()[-1]), q.n) for q in claim.quantities if q.of.split()),
        stems=stems,
        deeds=pool(kinds),
        general=any(claim.event_type in deeds.any_of.get(stem, ()) for stem in stems),
        told=tuple(words),
        around=pool.around(claim.text_id, wider, words, deeds) if wider else words,
        own=pool(frozenset(deeds.stems(" ".join([claim.when.text or "", *(f"{p.name} {p.text}" for p in parties)])))),
        head=_in_head(claim, text),
        joined=claim.joined_to is not None,
    )


def _in_head(claim: Claim, text: str | None) -> bool | None:
    """Whether the trigger stands in the first line, if that is short and more follows; null far behind it."""
    first = text.find("\n") if text else -1
    if not 0 < first <= HEADLINE or claim.trigger.start > first + BEGINNING:
        return None
    return claim.trigger.end <= first


def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None


def _days(claim: Claim, published: int | None, retold: bool) -> tuple[int | None, int | None, bool]:
    when = day_of_act(claim.when)
    # what is told as done cannot lie after its telling: a weekday was taken for the next one
    ahead = published and when.text and "future" not in claim.aux and (_ordinal(when.first) or 0) > published + 1
    if when.basis in ("stated", "reckoned") and when.first and when.last and not ahead:
        # a likely day is no ground to put two claims together
        return _ordinal(when.first), _ordinal(when.last), not claim.day_is_likely
    if published is None or (claim.event_type is None and when.first is None):
        return None, None, False
    lag = LAG_UNDATED if when.first is None else LAG_RETOLD if retold else LAG_NEWS
    return published - lag, published, False


def _codes(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(p.code for p in parties if p.code)


def _roles(parties: Iterable[Party]) -> frozenset[str]:
    """Codes for which people or bodies without a name act: "Chinese and Japanese officials"."""
    return frozenset(p.code for p in parties if p.code and p.sector and not p.office and p.name == p.text)


def _named(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(sorted({p.code or f"?{p.name.lower()}" for p in parties}))


def _block(claim: Claim) -> tuple[str, ...]:
    """What it is and between whom, for claims of one text; empty: never merged."""
    if claim.event_type is None:
        speakers = claim.speech.speakers if claim.speech else claim.actor
        return ("speech", *_named(speakers)) if speakers else ()
    if not claim.actor and not claim.recipient:
        return ()
    if claim.event_type in _JOINT_TYPES:
        return (claim.event_type, *sorted(set(_named((*claim.actor, *claim.recipient)))))
    kind = "verbal conflict" if claim.event_type in _VERBAL_TYPES else claim.event_type
    return (kind, *_named(claim.actor), ">", *_named(claim.recipient))


def _last_name(party: Party, deeds: Deeds) -> str | None:
    """The stem of a party's last word if it is a name or a rare word; null for "four men"."""
    words = [w for w in _TOKEN.findall(party.name) if len(w) > 2 and w[0].isupper()]
    stem = deeds.stem(words[-1]) if words else None
    return stem if stem and deeds.weight(stem) >= 6.0 else None


def _content(claim: Claim) -> str:
    return " ".join(s.text for s in claim.speech.content) if claim.speech else claim.evidence.text


def _weighed(deeds: Deeds, text: str) -> dict[str, float]:
    """Stem → weight, of the words that tell something."""
    found = {stem: deeds.weight(stem) for stem in deeds.stems(text)}
    return {sys.intern(stem): min(weight, RARE) for stem, weight in found.items() if weight >= TELLING}


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence, or sentences, that hold `[start, end)`, as far as punctuation and lines tell."""
    before = text[max(0, start - _AROUND) : start]
    after = text[end : end + _AROUND]
    ends = [m.end() for m in _SENTENCE_END.finditer(before)]
    stop = _SENTENCE_END.search(text[end - 1 : end] + after)
    return before[ends[-1] if ends else 0 :] + text[start:end] + (after[: max(0, stop.start())] if stop else after)


def _is_retold(claim: Claim, text: str | None, deeds: Deeds) -> bool:
    """Whether a word just before the trigger shows that the deed is known already."""
    if text is not None:
        before = text[max(0, claim.trigger.start - 40) : claim.trigger.start]
    else:
        before = claim.evidence.text[: max(0, claim.trigger.start - claim.evidence.start)]
    clause = re.split(r"[,;:.!?]", before)[-1]
    return any(word.lower() in deeds.retold for word in _TOKEN.findall(clause)[-_RETOLD_REACH:])


def _is_another(claim: Claim, deeds: Deeds) -> bool:
    """Whether a word of the trigger, or within three of it in the evidence, makes it one more deed of its kind."""
    at, _end = claim.trigger.start - claim.evidence.start, claim.trigger.end - claim.evidence.start
    words = claim.evidence.text
    near = [
        *_TOKEN.findall(words[: max(0, at)])[-_RETOLD_REACH:],
        *_TOKEN.findall(words[max(0, at) :])[: _RETOLD_REACH + 1],
    ]
    return any(word.lower() in deeds.another for word in near)
