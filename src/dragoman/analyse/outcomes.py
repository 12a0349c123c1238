"""What became of a commitment: later claims that tell the promised deed, or its contrary, and the deadline."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from dragoman.codebook.commitments import CommitmentWords
from dragoman.codebook.rareness import Rareness, stem
from dragoman.records.claim import Claim
from dragoman.records.coded import Selection
from dragoman.records.commitment import Bound, Deciding

# Share of the weight of the promise's words that a claim must have in common to be of the same matter. Of a long promise, which lists several deeds,
# a part is enough: so many particular words.
SHARE, PART = 0.5, 4
# Where the words name no kind of deed.
DEEDLESS_SHARE = 0.6
# Words rarer than this tell a matter; without one rarer than that ("improve", "cooperation", "exchanges"), not which one.
TELLING, PARTICULAR = 3.0, 5.0
# A claim decides though it shares no word of the matter, where parties, type and the days promised meet, these are no more than so many, and the deed is a contact.
_CONTACTS, WINDOW_DAYS = frozenset({"CONSULT"}), 93
# A promise is of a contact where so many of its first words name one: talks that are promised further on are about something else.
_FIRST_WORDS = 5
# What one side alone cannot do.
_TOGETHER = frozenset({"CONSULT", "COOPERATE"})
# Acts of words, which are no deed where it is not known which deed was promised.
_WORDS = frozenset({"AGREE", "SUPPORT", "REQUEST", "THREATEN", "ACCUSE", "REJECT"})
_UNREAL = frozenset({"future", "hypothetical", "negation"})
_WORD = re.compile(r"[^\W\d_]{3,}")
_SURE = 0.5
# Beside a code, in place of another's: any. In place of a stem: that the claim tells a contact.
ANYBODY, CONTACT = "*", "*"


@dataclass(frozen=True)
class Later:
    """Claims of acts as they are looked up for outcomes: only those that name the parties, and of them only those that share a word.

    codes: of each claim, who takes part. blocks: codes → places in `claims`: of those that name both of a pair, in order of the alphabet; of
    those that name nobody but one; and of all that name one (`ANYBODY` beside it). published: document → day. covered: code → (day, codes named)
    of each document that names it, in order of days. Sentences and their stems are found when they are first asked for.
    """

    claims: tuple[Claim, ...]
    codes: tuple[frozenset[str], ...]
    texts: Mapping[str, str]
    blocks: Mapping[tuple[str, ...], Sequence[int]]
    published: Mapping[str, str | None]
    covered: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
    words: CommitmentWords
    rareness: Rareness
    _sentences: dict[int, str] = field(default_factory=dict)
    _stems: dict[int, frozenset[str]] = field(default_factory=dict)
    _contraries: dict[int, str] = field(default_factory=dict)
    _in_block: dict[tuple[str, ...], dict[str, list[int]]] = field(default_factory=dict)
    _days_naming: dict[frozenset[str], list[str]] = field(default_factory=dict)

    def naming(self, codes: frozenset[str], day: str, until: str) -> int:
        """How many documents after `day` and up to `until` name all of `codes`."""
        if codes not in self._days_naming:
            days = self.covered.get(min(codes), ())
            self._days_naming[codes] = [told for told, named in days if codes <= named]
        days_ = self._days_naming[codes]
        return max(0, bisect_right(days_, until) - bisect_left(days_, day + "~"))

    def sentence(self, place: int) -> str:
        """The sentence that a claim stands in."""
        if place not in self._sentences:
            self._sentences[place] = sentence_of(self.claims[place], self.texts)
        return self._sentences[place]

    def stems(self, place: int) -> frozenset[str]:
        """Stems of that sentence that tell a matter."""
        if place not in self._stems:
            every = {stem(w) for w in _WORD.findall(self.sentence(place).lower())}
            self._stems[place] = frozenset(s for s in every if self.rareness.of(s) >= TELLING)
        return self._stems[place]

    def contrary(self, place: int) -> str:
        """By what a claim tells that something was not done; empty where by nothing."""
        if place not in self._contraries:
            self._contraries[place] = _contrary(self.claims[place], self.sentence(place), self.words)
        return self._contraries[place]

    def with_stems(self, block: tuple[str, ...], stems: Iterable[str]) -> set[int]:
        """Places of a block whose sentences have one of the stems; `CONTACT` stands for claims of contacts."""
        if block not in self._in_block:
            index: dict[str, list[int]] = defaultdict(list)
            for place in self.blocks.get(block, ()):
                for one in self.stems(place):
                    index[one].append(place)
                if self.claims[place].event_type in _CONTACTS:
                    index[CONTACT].append(place)
            self._in_block[block] = dict(index)
        found = self._in_block[block]
        return {place for one in stems for place in found.get(one, ())}


def later_claims(selection: Selection, words: CommitmentWords, rareness: Rareness, min_confidence: float) -> Later:
    """The claims of a selection as they are looked up for outcomes."""
    named: dict[str, set[str]] = defaultdict(set)
    claims: list[Claim] = []
    held: list[frozenset[str]] = []
    for claim in selection.claims:
        codes = frozenset(codes_of(claim))
        named[claim.document] |= codes
        if claim.event_type is not None and claim.confidence >= min_confidence:
            claims.append(claim)
            held.append(codes)
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, codes in enumerate(held):
        for block in _blocks(codes):
            blocks[block].append(place)
    published = {r.document: r.published for r in selection.readings}
    covered = _covered(named, published, selection)
    return Later(tuple(claims), tuple(held), selection.texts, blocks, published, covered, words, rareness)


def _blocks(codes: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """The blocks that a claim belongs to."""
    if len(codes) == 1:
        yield tuple(codes)
    yield from combinations(sorted(codes), 2)
    for code in codes:
        yield code, ANYBODY


def _covered(
    named: Mapping[str, set[str]], published: Mapping[str, str | None], selection: Selection
) -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    covered: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for document, codes in named.items():
        if (day := published.get(document)) is not None and document not in selection.stories:
            for code in codes:
                covered[code].append((day, frozenset(codes)))
    return {code: tuple(sorted(days, key=lambda d: d[0])) for code, days in covered.items()}


def codes_of(claim: Claim) -> set[str]:
    """Codes of all who act, are acted on or speak."""
    speakers = claim.speech.speakers if claim.speech else ()
    return {p.code for p in (*claim.actor, *claim.recipient, *speakers) if p.code}


def outcome(
    told: Sequence[Bound], made: str | None, as_of: str | None, later: Later
) -> tuple[str, tuple[Deciding, ...], tuple[str, ...]]:
    """Status, deciding claims, the decisive one first, and doubt about them, of a commitment that `told` tells, as of a day."""
    lead = told[0]
    who = {p.code for p in lead.who if p.code}
    if not who or made is None:
        return "open", (), ("who is bound, or when, is not known, so that no later claim can decide",)
    matter = _matter_of(lead, later)
    places = _candidates(lead, who, matter, later)
    found = [d for n in places if (d := _decides(n, told, who, made, as_of, matter, later)) is not None]
    found.sort(key=lambda d: (d.day or "", d.claim.confidence, d.claim.id), reverse=True)
    if found:
        return found[0].verdict, tuple(found), _doubt(found, lead)
    return _without(lead, who, made, as_of, later)


def _without(
    lead: Bound, who: set[str], made: str, as_of: str | None, later: Later
) -> tuple[str, tuple[Deciding, ...], tuple[str, ...]]:
    """Lapsed or open, where no later claim tells the deed or its contrary."""
    limit = lead.deadline.last if lead.deadline else None
    if limit is None or as_of is None or limit >= as_of:
        return "open", (), ()
    codes = frozenset(who | {p.code for p in lead.to if p.code})
    documents = later.naming(codes, limit, as_of)
    if not documents:
        return "open", (), (f"the deadline {limit} has passed, but no later document names the parties",)
    few = (
        (f"only {documents} document{'s' if documents > 1 else ''} since the deadline names the parties",)
        if documents < 3
        else ()
    )
    return "lapsed", (), few


@dataclass(frozen=True)
class _Matter:
    """What was bound to. own: stem → rareness of the words that tell it. names: stem → the word."""

    own: Mapping[str, float]
    names: Mapping[str, str]

    def shared(self, stems: frozenset[str], a_part: bool) -> tuple[list[str], float, bool]:
        """Words that a sentence shares with it, rarest first, their share of its weight, and whether that makes it the same matter. a_part: whether a part of a long promise is enough."""
        shared = sorted((s for s in self.own if s in stems), key=lambda s: (-self.own[s], s))
        weight = sum(self.own[s] for s in shared)
        share = weight / sum(self.own.values()) if shared else 0.0
        particular = sum(self.own[s] >= PARTICULAR for s in shared)
        part = a_part and particular >= PART
        return [self.names[s] for s in shared], share, part or (particular > 0 and share >= SHARE)


def _matter_of(lead: Bound, later: Later) -> _Matter:
    names = {stem(w): w for w in _WORD.findall(lead.matter.text.lower())}
    return _Matter(weights(lead, later.words, later.rareness), names)


def _candidates(lead: Bound, who: set[str], matter: _Matter, later: Later) -> list[int]:
    """Places of the claims that name a bound party, with the other side where there is one, and share a word of the matter or are a contact."""
    pair = who | {p.code for p in lead.to if p.code}
    both = len(pair) > 1
    blocks: set[tuple[str, ...]] = {(min(a, b), max(a, b)) for a in who for b in pair if a != b}
    blocks |= {(code,) if both else (code, ANYBODY) for code in who}
    wanted = [*matter.own, *([CONTACT] if lead.deadline is not None and both else [])]
    return sorted({place for block in blocks for place in later.with_stems(block, wanted)})


def _decides(
    place: int, told: Sequence[Bound], who: set[str], made: str, as_of: str | None, matter: _Matter, later: Later
) -> Deciding | None:
    """What a claim says of a commitment; null where it says nothing."""
    lead, claim = told[0], later.claims[place]
    day = _day(claim, later)
    if day is None or day < made or (as_of is not None and (later.published.get(claim.document) or day) > as_of):
        return None
    if any(claim is b.claim or (claim.text_id == b.text_id and claim.evidence.overlaps(b.words)) for b in told):
        return None
    if (later.published.get(claim.document) or "9999") <= made and claim.when.basis not in ("stated", "reckoned"):
        return None
    shared, share, same = matter.shared(later.stems(place), bool({p.code for p in lead.to if p.code} - who))
    if claim.event_type in _CONTACTS and not _of_contact(lead, later.words):
        return None
    if not same and not _meets(claim, lead, who):
        return None
    contrary = later.contrary(place)
    if contrary and same:
        return Deciding(claim, "broken", day, (contrary, _said(shared)))
    if _UNREAL & set(claim.aux) or contrary:
        return None
    actors = {p.code for p in claim.actor if p.code}
    doers = who | {p.code for p in lead.to if p.code} if lead.kind == "invitation" else who
    if (lead.deed and claim.event_type not in lead.deed) or not actors & doers:
        return None
    if claim.event_type in _TOGETHER and not _together(claim, lead, who):
        return None
    if not lead.deed and (share < DEEDLESS_SHARE or claim.event_type in _WORDS):
        return None
    why = [f"{claim.event_type} by {', '.join(sorted(actors & doers))}"]
    why.append(_said(shared) if shared else "parties, kind of deed and promised days meet")
    return Deciding(claim, "kept", day, tuple(why))


def _together(claim: Claim, lead: Bound, who: set[str]) -> bool:
    """Whether two of those who are to do something together do it; where only one is known, no later contact can be told to be the promised one."""
    named = codes_of(claim)
    return len(who & named) > 1 if len(who) > 1 else bool(({p.code for p in lead.to if p.code} - who) & named)


def _of_contact(lead: Bound, words: CommitmentWords) -> bool:
    """Whether a contact is what is promised: "hold talks on trade", not "develop trade, as discussed"."""
    return bool(words.deed(" ".join(lead.matter.text.split()[:_FIRST_WORDS])) & _CONTACTS)


def _meets(claim: Claim, lead: Bound, who: set[str]) -> bool:
    """A contact of the promised parties within the promised days."""
    if (
        claim.event_type not in _CONTACTS & lead.deed
        or lead.deadline is None
        or claim.when.first is None
        or claim.when.last is None
    ):
        return False
    to = {p.code for p in lead.to if p.code} - who
    limits = lead.deadline.first or "", lead.deadline.last or ""
    if not all(limits) or (date.fromisoformat(limits[1]) - date.fromisoformat(limits[0])).days >= WINDOW_DAYS:
        return False
    both = codes_of(claim) >= (who | to) and len(who | to) > 1 and _same_persons(claim, lead)
    return both and claim.when.first <= limits[1] and claim.when.last >= limits[0] and claim.when.basis != "unknown"


def _same_persons(claim: Claim, lead: Bound) -> bool:
    """Whether one of the office-holders of the promise takes part, where both name some: a minister's talks are not the president's visit; nor is a call by phone."""
    promised = {p.name for p in (*lead.who, *lead.to) if p.office}
    meeting = {p.name for p in (*claim.actor, *claim.recipient) if p.office}
    return claim.mode != "phone" and (not promised or not meeting or bool(promised & meeting))


def _day(claim: Claim, later: Later) -> str | None:
    """The first day of what is told, where it is told as of a day, else the day of the report."""
    return claim.when.first or later.published.get(claim.document)


def _contrary(claim: Claim, sentence: str, words: CommitmentWords) -> str:
    """By what a claim tells that something was not done; empty where by nothing."""
    if {"hypothetical", "future"} & set(claim.aux):
        return ""
    if "negation" in claim.aux:
        return "told as not done"
    found = words.contrary.search(sentence)
    if found:
        return f"“{found[0]}”"
    return f"{claim.event_type} told" if claim.event_type in words.contrary_types else ""


def sentence_of(claim: Claim, texts: Mapping[str, str]) -> str:
    """The sentence that a claim's evidence stands in, roughly cut."""
    text = texts[claim.text_id]
    start = max(text.rfind(". ", 0, claim.evidence.start) + 1, text.rfind("\n", 0, claim.evidence.start) + 1)
    ends = [p for mark in (". ", "\n") if (p := text.find(mark, claim.evidence.end)) >= 0]
    return text[start : min(ends, default=len(text))].strip()


def weights(lead: Bound, words: CommitmentWords, rareness: Rareness) -> dict[str, float]:
    """Stem → rareness of the words that tell the matter; names of the parties and empty words are left out."""
    parties = {stem(w) for p in (*lead.who, *lead.to) for w in _WORD.findall(f"{p.text} {p.name}".lower())}
    found = {stem(w): rareness.of(stem(w)) for w in _WORD.findall(lead.matter.text.lower()) if w not in words.empty}
    return {s: r for s, r in found.items() if r >= TELLING and s not in parties}


def _said(shared: Sequence[str]) -> str:
    return f"shares {', '.join(f'“{w}”' for w in shared[:5])}"


def _doubt(found: Sequence[Deciding], lead: Bound) -> tuple[str, ...]:
    """Why the decision may be wrong."""
    first = found[0]
    doubt = []
    if first.claim.confidence < _SURE:
        doubt.append(f"the deciding claim has confidence {first.claim.confidence:.2f}")
    if any(d.verdict != first.verdict for d in found):
        doubt.append("claims tell both that it was done and that it was not; the latest decides")
    if len(found) == 1:
        doubt.append("one claim alone decides")
    if not any(w.startswith("shares") for w in first.why):
        doubt.append("no word of the matter is shared; parties, kind and days alone decide")
    limit = lead.deadline.last if lead.deadline else None
    if first.verdict == "kept" and limit and first.day and first.day > limit:
        late = (date.fromisoformat(first.day) - date.fromisoformat(limit)).days
        doubt.append(f"told {late} days after the deadline")
    return tuple(doubt)
