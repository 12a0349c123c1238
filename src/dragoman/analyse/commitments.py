"""Commitments: who bound itself to what, to whom, by when, and whether it was kept, as later claims tell."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.analyse.binding import bound
from dragoman.analyse.outcomes import Later, later_claims, outcome
from dragoman.codebook.commitments import CommitmentWords
from dragoman.codebook.rareness import Rareness
from dragoman.records.coded import Selection
from dragoman.records.commitment import Bound, Commitment, Commitments


@dataclass(frozen=True)
class Ground:
    """What is found once of a selection, whatever is asked then. tellings: of each commitment, by its id, oldest first."""

    selection: Selection
    tellings: tuple[tuple[str, tuple[Bound, ...]], ...]
    later: Later
    last: str | None


def ground(selection: Selection, words: CommitmentWords, rareness: Rareness, min_confidence: float = 0.0) -> Ground:
    """Commitments and later claims of a selection; what documents tell of one event is one commitment."""
    events = {claim: event.id for event in selection.events for claim in event.claims}
    told: dict[str, list[Bound]] = defaultdict(list)
    for one in bound(selection, words, min_confidence):
        told[events.get(one.claim.id, one.claim.id) if one.claim else _hashed(one)].append(one)
    days = [r.published for r in selection.readings if r.published]
    later = later_claims(selection, words, rareness, min_confidence)
    return Ground(selection, tuple((i, tuple(ones)) for i, ones in told.items()), later, max(days, default=None))


def commitments(
    known: Ground,
    between: tuple[str, str] | None = None,
    party: str | None = None,
    issue: str | None = None,
    status: str | None = None,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
) -> Commitments:
    """The commitments that meet all that is given, oldest first.

    between: both codes are bound or bound to. party: who is bound. since, until: days on which it was made, `YYYY-MM-DD`, inclusive. status: one
    of `records.commitment.STATUSES`. as_of: what was published later is not looked at; by default the last day of publication in the selection,
    never today.
    """
    day = as_of or known.last
    asked = [
        (id_, told)
        for id_, told in known.tellings
        if _asked(told, between, party)
        and _in_time(_made(told, known), since, until, day)
        and (issue is None or issue in _issues(told))
    ]
    found = [_commitment(id_, told, day, known) for id_, told in asked]
    found.sort(key=lambda c: (c.made or "9999", c.lead.document, c.lead.trigger.start, c.id))
    kept = tuple(c for c in found if status is None or c.status == status)
    texts = {b.text_id for c in kept for b in c.told} | {d.claim.text_id for c in kept for d in c.deciding}
    return Commitments(
        kept,
        day,
        _notes(known, found, kept, between, party, status, since, until, as_of),
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


def _notes(
    known: Ground,
    found: Sequence[Commitment],
    kept: Sequence[Commitment],
    between: tuple[str, str] | None,
    party: str | None,
    status: str | None,
    since: str | None,
    until: str | None,
    as_of: str | None,
) -> tuple[str, ...]:
    """What is to be said with the answer; why it is empty, where it is."""
    days = sorted(r.published for r in known.selection.readings if r.published)
    if not known.selection.readings:
        return ("The ledger holds no document yet.",)
    notes = (
        [f"Status as of {as_of or known.last}" + ("." if as_of else ", the last day of publication in the ledger.")]
        if as_of or known.last
        else []
    )
    if kept:
        return tuple(notes)
    if days and until is not None and until < days[0]:
        return (f"The period ends on {until}, before the first document ({days[0]}).",)
    if days and as_of is not None and as_of < days[0]:
        return (f"{as_of} lies before the first document ({days[0]}).",)
    if days and since is not None and since > days[-1]:
        return (f"The period begins on {since}, after the last document ({days[-1]}).",)
    asked = set(between or ()) | ({party} if party else set())
    known_codes = set(known.later.covered).union(*known.later.codes)
    if missing := sorted(asked - known_codes):
        return (f"No claim of the ledger names {' or '.join(missing)}.",)
    if between and not any(set(between) <= named for days_ in known.later.covered.values() for _, named in days_):
        return (f"No document of the ledger names both {between[0]} and {between[1]}.",)
    if status and found:
        return (*notes, f"None of the {len(found)} commitments that meet the rest is {status}.")
    return (*notes, "No commitment meets what was asked.")
