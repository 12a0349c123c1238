"""Words that bind: the sentences of documents in which somebody promises, agrees, offers, invites or announces a step, tied to claims."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.analyse.deadlines import deadline
from dragoman.codebook.commitments import MASK, CommitmentWords, Form
from dragoman.records.claim import Claim, as_told
from dragoman.records.coded import Selection
from dragoman.records.commitment import Bound
from dragoman.records.party import Party
from dragoman.records.text import Reading, Span
from dragoman.records.when import When

# An AGREE claim binds by its type alone from this confidence on; below, words of the codebook must say so too.
SURE = 0.55
_UNREAL = frozenset({"negation", "hypothetical", "historical"})
# Types of deeds that a claim of future tense binds its actor to.
_KIND_TYPES = frozenset({"AGREE", "CONCEDE", "AID", "COOPERATE", "CONSULT", "SUPPORT", "RETREAT"})
_PIVOT = re.compile(r"\b(?:will|would|shall|to)\b")
_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘(\[]?[A-Z])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Sen|Rep|Gov|Jr|Sr|No|vs|Prof|Rev|Hon|Rt)|\b[A-Z])\.[\"”’')\]]*\s*$"
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    low: str
    masked: str
    claims: tuple[Claim, ...]


def bound(selection: Selection, words: CommitmentWords, min_confidence: float = 0.0) -> tuple[Bound, ...]:
    """All that binds somebody in the documents of a selection, in order of publication and text."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in selection.claims:
        if claim.confidence >= min_confidence:
            by_document[claim.document].append(claim)
    return tuple(
        one
        for reading in read_once(selection)
        for one in bound_in(reading, selection.texts[reading.text_id], by_document[reading.document], words)
    )


def read_once(selection: Selection) -> Iterator[Reading]:
    """The documents that are looked through, in order of publication: each text once, copies and versions of a story left out."""
    read: set[str] = set()
    for reading in sorted(selection.readings, key=lambda r: (r.published or "9999", r.document)):
        if reading.text_id not in read and reading.document not in selection.stories:
            read.add(reading.text_id)
            yield reading


def bound_in(reading: Reading, text: str, claims: Sequence[Claim], words: CommitmentWords) -> Iterator[Bound]:
    """What binds somebody in one document, in order of the text. claims: its own."""
    for sentence in _sentences(text, claims):
        yield from _of_sentence(sentence, reading, words)


def sentences(text: str) -> Iterator[Span]:
    """Sentences of a text: lines cut where a full stop is followed by a capital, but for titles and initials."""
    for line in _LINE.finditer(text):
        start = line.start()
        for end in _END.finditer(line[0]):
            if _ABBREVIATED.search(line[0][start - line.start() : end.start()] + " "):
                continue
            yield Span.of(text, start, line.start() + end.start())
            start = line.start() + end.end()
        if text[start : line.end()].strip():
            yield Span.of(text, start, line.end())


def _sentences(text: str, claims: Sequence[Claim]) -> Iterator[_Sentence]:
    starts = sorted(claims, key=lambda c: (c.trigger.start, c.id))
    place = 0
    for span in sentences(text):
        while place < len(starts) and starts[place].trigger.start < span.start:
            place += 1
        last = place
        while last < len(starts) and starts[last].trigger.start < span.end:
            last += 1
        mine = tuple(starts[place:last])
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in span.text).replace("\t", " ")
        yield _Sentence(span, low, _masked(low, span, mine), mine)


def _masked(low: str, span: Span, claims: Sequence[Claim]) -> str:
    """The sentence with the names of parties masked, by which {party} is found."""
    letters = list(low)
    for claim in claims:
        for party in (*claim.actor, *claim.recipient):
            first, last = party.start - span.start, party.end - span.start
            if 0 <= first < last <= len(letters):
                letters[first:last] = MASK * (last - first)
    return "".join(letters)


def _of_sentence(sentence: _Sentence, reading: Reading, words: CommitmentWords) -> Iterator[Bound]:
    """What binds in one sentence, each claim once; words on which no claim stands count where nothing else in it binds."""
    taken: list[tuple[int, int, Claim | None]] = []
    matches = sorted(_matches(sentence, words), key=lambda m: m[1:3])
    for form, start, end in matches:
        claim = _claim(sentence, start, end)
        if any(c is claim or (s < end and start < e) for s, e, c in taken):
            continue
        taken.append((start, end, claim))
        yield _bound(sentence, reading, words, form.kind, form.pattern.pattern, start, end, claim)
    if taken:
        return
    for claim in sentence.claims:
        start, end = claim.trigger.start - sentence.span.start, claim.trigger.end - sentence.span.start
        if _binds_alone(claim, words) and not _vetoed(sentence, start, end, "agreement", words):
            yield _bound(sentence, reading, words, "agreement", "", start, end, claim)
            return


def _binds_alone(claim: Claim, words: CommitmentWords) -> bool:
    """AGREE by its words, and CONCEDE that lies ahead."""
    if _UNREAL & set(claim.aux) or claim.confidence < SURE:
        return False
    agreed = claim.event_type == "AGREE" and claim.trigger.text.lower() in words.alone
    return agreed or (claim.event_type == "CONCEDE" and "future" in claim.aux)


def _matches(sentence: _Sentence, words: CommitmentWords) -> Iterator[tuple[Form, int, int]]:
    for form in words.forms:
        for match in form.pattern.finditer(sentence.masked if form.masked else sentence.low):
            if not _vetoed(sentence, match.start(), match.end(), form.kind, words):
                yield form, match.start(), match.end()
                break


def _vetoed(sentence: _Sentence, start: int, end: int, kind: str, words: CommitmentWords) -> bool:
    """Whether words around, before "will" or "to", within or after what binds undo it."""
    low = sentence.low
    pivots = [p.start() for p in _PIVOT.finditer(low, start, end)]
    parts = {
        "before": low[: pivots[-1] if pivots else start],
        "within": low[start:],
        "after": low[pivots[-1] :].partition(" ")[2] if pivots else low[end:],
        "sentence": low,
    }
    return any(
        veto.pattern.search(parts[veto.where]) and not (veto.unless and veto.unless.search(parts[veto.where]))
        for veto in words.vetoes
        if not veto.only or kind in veto.only
    )


def _claim(sentence: _Sentence, start: int, end: int) -> Claim | None:
    """The claim that stands on the words: an act of a kind that binds, nearest first, else a speech that holds them."""
    place, last = sentence.span.start + start, sentence.span.start + end
    acts = [
        c for c in sentence.claims
        if c.event_type in _KIND_TYPES and not _UNREAL & set(c.aux)
    ]  # fmt: skip
    near = sorted(
        (max(0, c.trigger.start - last, place - c.trigger.end), c.event_type != "AGREE", -c.confidence, c.id)
        for c in acts
    )
    by_id = {c.id: c for c in sentence.claims}
    if near and near[0][0] <= _REACH:
        return by_id[near[0][3]]
    told = [
        c for c in sentence.claims if c.speech and any(s.start <= last and place <= s.end for s in c.speech.content)
    ]
    told += [c for c in sentence.claims if c.speech and place <= c.trigger.start < last]
    return told[0] if told else None


_REACH = 60  # code points between the words that bind and the trigger of the claim


def _bound(
    sentence: _Sentence,
    reading: Reading,
    words: CommitmentWords,
    kind: str,
    form: str,
    start: int,
    end: int,
    claim: Claim | None,
) -> Bound:
    matter = _matter(sentence, start, end)
    told_in = sentence.low[start:]
    who, to, joint = _parties(sentence, claim)
    doubt = [reason for pattern, reason in words.weak if pattern.search(told_in)]
    if claim is None:
        doubt.append("no claim of the ledger stands on these words")
    elif claim.confidence < SURE:
        doubt.append(f"the claim has confidence {claim.confidence:.2f}")
    if not who:
        doubt.append("who is bound is not known")
    when = deadline(sentence.span.text, start, sentence.span.start, reading.published, words) or _day_ahead(
        claim, reading
    )
    deed = words.deed(_without(matter, when))
    if not deed:
        doubt.append("the words name no kind of deed that a later claim could show")
    return Bound(
        kind, reading.document, reading.text_id, sentence.span,
        Span(sentence.span.start + start, sentence.span.start + end, sentence.span.text[start:end]),
        matter, deed, claim, who, to, joint, when, form, tuple(doubt),
    )  # fmt: skip


def _matter(sentence: _Sentence, start: int, end: int) -> Span:
    """What follows "to" or "will" of the words that bind, or the words themselves, to the end of the sentence."""
    pivots = [p.end() for p in _PIVOT.finditer(sentence.low, start, end)]
    first = pivots[-1] if pivots else start
    text = sentence.span.text
    span = Span.of(text, first, len(text.rstrip('.!?"”’ ')))
    return Span(sentence.span.start + span.start, sentence.span.start + span.end, span.text)


def _without(matter: Span, when: When | None) -> str:
    """The words of the matter but for those of the deadline."""
    if when is None or when.start is None or when.end is None:
        return matter.text
    first, last = max(0, when.start - matter.start), max(0, when.end - matter.start)
    return matter.text[:first] + matter.text[last:]


def _day_ahead(claim: Claim | None, reading: Reading) -> When | None:
    """The claim's own days, where its words tell them and they lie behind the day of the report."""
    if claim is None or claim.when.last is None or claim.when.basis not in ("stated", "reckoned"):
        return None
    return claim.when if reading.published and claim.when.last > reading.published else None


def _parties(sentence: _Sentence, claim: Claim | None) -> tuple[tuple[Party, ...], tuple[Party, ...], bool]:
    """Who is bound, to whom, and whether to each other."""
    if claim is None:
        return (), (), False
    claim = as_told(claim)
    who = claim.actor or (claim.speech.speakers if claim.speech else ())
    codes = {p.code for p in who if p.code}
    if claim.event_type is not None and (claim.reciprocal or (len(codes) > 1 and not claim.recipient)):
        both = (*who, *claim.recipient)
        return both, both, True
    to = claim.recipient or _others(sentence, claim, codes)
    return tuple(who), tuple(to), False


def _others(sentence: _Sentence, claim: Claim, codes: set[str]) -> tuple[Party, ...]:
    """For a claim without recipient: those of the sentence's other claims of help and the like that the same party acts in."""
    found: Mapping[str, Party] = {
        p.code: p
        for c in sentence.claims
        if c is not claim and c.event_type in _KIND_TYPES and codes & {a.code for a in c.actor if a.code}
        for p in c.recipient
        if p.code and p.code not in codes
    }
    return tuple(found.values())
