"""Commitments: who bound itself to what, to whom, by when, and whether it was kept, as later claims tell."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.analyse.binding import bound_in, read_once
from dragoman.analyse.outcomes import codes_of, later_claims, outcome
from dragoman.codebook.commitments import CommitmentWords
from dragoman.codebook.rareness import Rareness
from dragoman.records.claim import Claim
from dragoman.records.coded import Selection
from dragoman.records.commitment import Bound, Commitment, Commitments
from dragoman.records.text import Reading


class Ground:
    """What is found once of a selection, whatever is asked then: of a document when somebody is asked for whom its events name.

    last: the last day of publication. later: claims that decide.
    """

    def __init__(self, selection: Selection, words: CommitmentWords, rareness: Rareness, min_confidence: float) -> None:
        self.selection, self._words = selection, words
        self.later = later_claims(selection, words, rareness, min_confidence)
        self.last = max((r.published for r in selection.readings if r.published), default=None)
        self._events = {claim: event.id for event in selection.events for claim in event.claims}
        self._claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in selection.claims:
            if claim.confidence >= min_confidence:
                self._claims[claim.document].append(claim)
        self._readings = tuple(read_once(selection))
        self._bound: dict[str, tuple[Bound, ...]] = {}
        self._outcomes: dict[tuple[str, str | None], Commitment] = {}

    def tellings(self, codes: Iterable[str] = ()) -> dict[str, tuple[Bound, ...]]:
        """Id → what documents tell of each commitment, oldest first; what they tell of one event is one commitment.

        codes: all commitments that name all of them are there, whole, and may be others.
        """
        wanted = self._documents(frozenset(codes))
        told: dict[str, list[Bound]] = defaultdict(list)
        for reading in self._readings:
            if wanted is None or reading.document in wanted:
                for one in self._bound_in(reading):
                    told[self._events.get(one.claim.id, one.claim.id) if one.claim else _hashed(one)].append(one)
        return {id_: tuple(ones) for id_, ones in told.items()}

    def bound_with(self, codes: Iterable[str]) -> set[str]:
        """Codes of all who are bound by commitments that name all of `codes`."""
        wanted = set(codes)
        every = self.tellings(wanted).values()
        return {code for told in every if wanted <= (who := _codes(told, "who")) | _codes(told, "to") for code in who}

    def commitment(self, id_: str, told: tuple[Bound, ...], day: str | None) -> Commitment:
        """What became of one, as of a day."""
        if (id_, day) not in self._outcomes:
            self._outcomes[id_, day] = _commitment(id_, told, day, self)
        return self._outcomes[id_, day]

    def _bound_in(self, reading: Reading) -> tuple[Bound, ...]:
        if reading.text_id not in self._bound:
            text, claims = self.selection.texts[reading.text_id], self._claims[reading.document]
            self._bound[reading.text_id] = tuple(bound_in(reading, text, claims, self._words))
        return self._bound[reading.text_id]

    def _documents(self, codes: frozenset[str]) -> set[str] | None:
        """The documents of all events of which some document names each of the codes; null for all."""
        if not codes:
            return None
        return {document for documents, named in self._named if codes <= named for document in documents}

    @cached_property
    def _named(self) -> list[tuple[set[str], set[str]]]:
        """Of each event, or claim that is in none: its documents, and all whom claims of these name."""
        named: dict[str, set[str]] = {d: set().union(*map(codes_of, own)) for d, own in self._claims.items()}
        documents: dict[str, set[str]] = defaultdict(set)
        for document, own in self._claims.items():
            for claim in own:
                documents[self._events.get(claim.id, claim.id)].add(document)
        return [(held, set().union(*(named[d] for d in held))) for held in documents.values()]


@dataclass(frozen=True)
class Wanted:
    """Which commitments are asked for: those that meet all that is given.

    between: both codes are bound or bound to. party: who is bound. since, until: days on which it was made, `YYYY-MM-DD`, inclusive. status: one
    of `records.commitment.STATUSES`. as_of: what was published later is not looked at; by default the last day of publication in the selection,
    never today.
    """

    between: tuple[str, str] | None = None
    party: str | None = None
    issue: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None

    @property
    def codes(self) -> set[str]:
        """Codes that are named."""
        return {*(self.between or ()), *([self.party] if self.party else ())}


def commitments(known: Ground, wanted: Wanted) -> Commitments:
    """The commitments that are wanted, oldest first."""
    day = wanted.as_of or known.last
    asked = [
        (id_, told)
        for id_, told in known.tellings(wanted.codes).items()
        if _asked(told, wanted.between, wanted.party)
        and _in_time(_made(told, known), wanted.since, wanted.until, day)
        and (wanted.issue is None or wanted.issue in _issues(told))
    ]
    found = [known.commitment(id_, told, day) for id_, told in asked]
    found.sort(key=lambda c: (c.made or "9999", c.lead.document, c.lead.trigger.start, c.id))
    kept = tuple(c for c in found if wanted.status is None or c.status == wanted.status)
    texts = {b.text_id for c in kept for b in c.told} | {d.claim.text_id for c in kept for d in c.deciding}
    return Commitments(
        kept,
        day,
        _notes(known, found, kept, wanted),
        tuple(r for r in known.selection.readings if r.text_id in texts),
        {t: known.selection.texts[t] for t in sorted(texts)},
    )


def _hashed(one: Bound) -> str:
    return hashlib.sha256(f"{one.text_id}:{one.trigger.start}:{one.trigger.end}".encode()).hexdigest()[:20]


def _codes(told: Sequence[Bound], side: str) -> set[str]:
    return {p.code for b in told for p in getattr(b, side) if p.code}


def _asked(told: Sequence[Bound], between: tuple[str, str] | None, party: str | None) -> bool:
    who = _codes(told, "who")
    if party is not None and party not in who:
        return False
    return between is None or (set(between) <= who | _codes(told, "to") and bool(who & set(between)))


def _in_time(made: str | None, since: str | None, until: str | None, day: str | None) -> bool:
    if made is None:
        return since is None and until is None
    return (since is None or made >= since) and (until is None or made <= until) and (day is None or made <= day)


def _made(told: Sequence[Bound], known: Ground) -> str | None:
    """The day on which it was made: as a claim's words tell it, where that is not still ahead of its report, else of the first report."""
    days = []
    for one in told:
        published = known.later.published.get(one.document)
        when = one.claim.when if one.claim else None
        if (
            when
            and when.first
            and when.last
            and when.basis in ("stated", "reckoned")
            and (not published or when.last <= published)
        ):
            days.append(when.first)
        elif published:
            days.append(published)
    return min(days, default=None)


def _issues(told: Iterable[Bound]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for b in told if b.claim for i in b.claim.issues))


def _commitment(id_: str, told: tuple[Bound, ...], day: str | None, known: Ground) -> Commitment:
    seen = tuple(b for b in told if day is None or (known.later.published.get(b.document) or day) <= day) or told[:1]
    made = _made(seen, known)
    status, deciding, doubt = outcome(seen, made, day, known.later)
    return Commitment(id_, seen, made, _issues(seen), status, deciding, tuple(dict.fromkeys((*seen[0].doubt, *doubt))))


def _notes(known: Ground, found: Sequence[Commitment], kept: Sequence[Commitment], wanted: Wanted) -> tuple[str, ...]:
    """What is to be said with the answer; why it is empty, where it is."""
    days = sorted(r.published for r in known.selection.readings if r.published)
    if not known.selection.readings:
        return ("The ledger holds no document yet.",)
    notes = (
        [
            f"Status as of {wanted.as_of or known.last}"
            + ("." if wanted.as_of else ", the last day of publication in the ledger.")
        ]
        if wanted.as_of or known.last
        else []
    )
    if kept:
        return tuple(notes)
    since, until, as_of, between = wanted.since, wanted.until, wanted.as_of, wanted.between
    if days and until is not None and until < days[0]:
        return (f"The period ends on {until}, before the first document ({days[0]}).",)
    if days and as_of is not None and as_of < days[0]:
        return (f"{as_of} lies before the first document ({days[0]}).",)
    if days and since is not None and since > days[-1]:
        return (f"The period begins on {since}, after the last document ({days[-1]}).",)
    known_codes = set(known.later.covered).union(*known.later.codes)
    if missing := sorted(wanted.codes - known_codes):
        return (f"No claim of the ledger names {' or '.join(missing)}.",)
    if between and not any(set(between) <= named for days_ in known.later.covered.values() for _, named in days_):
        return (f"No document of the ledger names both {between[0]} and {between[1]}.",)
    if wanted.status and found:
        return (*notes, f"None of the {len(found)} commitments that meet the rest is {wanted.status}.")
    return (*notes, "No commitment meets what was asked.")
