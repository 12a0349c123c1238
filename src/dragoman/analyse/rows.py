"""Selection → rows: merged events and speeches, each with its claims, its narrowest day and who tells of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.records.answers import TimelineRow
from dragoman.records.claim import DOUBT, Claim
from dragoman.records.coded import Selection
from dragoman.records.party import Party
from dragoman.records.when import UNKNOWN, When, day_of_act

_BASES = ("stated", "reckoned", "published", "unknown")


def rows_of(selection: Selection, min_confidence: float = 0.0) -> tuple[TimelineRow, ...]:
    """A row an event, oldest first and days unknown last; claims below `min_confidence` left out, and events left with
    none.
    """
    by_id: dict[str, list[Claim]] = defaultdict(list)
    for claim in selection.claims:
        if claim.confidence >= min_confidence:
            by_id[claim.id].append(claim)
    publishers = {r.document: r.publisher or r.document for r in selection.readings}
    grouped = [[by_id[i] for i in event.claims if i in by_id] for event in selection.events]
    merged = {i for event in selection.events for i in event.claims}
    grouped += [[same] for i, same in by_id.items() if i not in merged]
    ids = [event.id for event in selection.events] + [i for i in by_id if i not in merged]
    wholes = {event.id: event.part_of for event in selection.events}
    found = [
        _row(id_, [c for same in group for c in same], publishers, selection, wholes.get(id_))
        for id_, group in zip(ids, grouped)
        if group
    ]
    return tuple(sorted(found, key=sort_key))


def sort_key(row: TimelineRow) -> tuple[str, int, str, int, str]:
    """Oldest first; of one day, what is dated before what only the report dates; then in order of the text."""
    first = row.when.first or "9999"
    return (first, _BASES.index(row.when.basis), row.lead.document, row.lead.evidence.start, row.id)


def place_of(row: TimelineRow) -> str:
    """Characters that put rows in the order of `sort_key`, by their code points."""
    first, basis, document, start, id_ = sort_key(row)
    return "\1".join((first, str(basis), document.replace("\0", "\1"), f"{start:012}", id_))


def _row(
    id_: str, claims: list[Claim], publishers: dict[str, str], selection: Selection, part_of: str | None
) -> TimelineRow:
    lead = max(claims, key=_says)
    outlets = list(dict.fromkeys(publishers.get(c.document, c.document) for c in claims))
    return TimelineRow(
        id=id_,
        lead=lead,
        claims=tuple(claims),
        actor=_parties(lead, claims, "actor"),
        recipient=_parties(lead, claims, "recipient"),
        when=_day(claims),
        issues=tuple(dict.fromkeys([*lead.issues, *(i for c in claims for i in c.issues)])),
        documents=len({selection.stories.get(c.document, c.document) for c in claims}),
        publishers=tuple(outlets),
        tellers=tuple(sorted({code for c in claims if (code := teller(c))})),
        confidence=max(c.confidence for c in claims),
        copies=_copies(claims, selection),
        part_of=part_of,
    )


def _copies(claims: Sequence[Claim], selection: Selection) -> tuple[str, ...]:
    """The documents that say again what the claims say, and those of one story that say it in other words."""
    first: dict[str, str] = {}
    told = [
        c.document
        for c in claims
        if first.setdefault(selection.stories.get(c.document, c.document), c.document) != c.document
    ]
    return tuple(dict.fromkeys([*told, *(again for c in claims for again in selection.copies.get(c.id, ()))]))


def _says(claim: Claim) -> tuple[object, ...]:
    """How much a claim says, for choosing the one that stands for its event; its id settles a tie."""
    parties = (*claim.actor, *claim.recipient)
    return (
        "historical" not in claim.aux,
        len({p.code for p in parties}) > 1,
        claim.confidence >= DOUBT,
        bool(claim.actor) + bool(claim.recipient or claim.reciprocal),
        claim.mode is not None,
        sum(2 if p.office else 1 for p in parties if p.office or p.sector),
        claim.where is not None,
        -_BASES.index(claim.when.basis),
        round(claim.confidence, 2),
        len(claim.evidence.text),
        claim.id,
    )


def _parties(lead: Claim, claims: Sequence[Claim], role: str) -> tuple[Party, ...]:
    """The lead's parties of a role, each as the most specific mention of it in the event's claims has it."""
    mine: tuple[Party, ...] = getattr(lead, role)
    pool: list[Party] = [p for c in claims for p in (*c.actor, *c.recipient)] if len(claims) > 1 else []
    found = []
    for party in mine:
        same = [p for p in pool if p.code == party.code and p.code and _specific(p) > _specific(party)]
        bare = party.sector is None and party.office is None and party.org is None
        bare = bare and not any(p.code == party.code and _specific(p) for p in mine)  # who acts for it is told already
        best = max(same, key=lambda p: (_specific(p), p.name), default=party) if bare else party
        found.append(best)
    return tuple(found)


def _specific(party: Party) -> int:
    return 2 * bool(party.office) + bool(party.sector)


def _day(claims: Sequence[Claim]) -> When:
    """The event's day: the narrowest that is told, or is likely by a claim that is no doubtful one; else by any of them."""
    sure = [c.when for c in claims if c.confidence >= DOUBT or not c.day_is_likely]
    told = narrowest(sure)
    return told if told.first else narrowest(c.when for c in claims)


def narrowest(whens: Iterable[When]) -> When:
    """The day with the best basis, and among those the shortest stretch; `UNKNOWN` when none is known."""
    return min(
        (w for w in map(day_of_act, whens) if w.first),
        key=lambda w: (_BASES.index(w.basis), days_in(w), w.first or ""),
        default=UNKNOWN,
    )


def days_in(when: When) -> int:
    """Length of the stretch in days, both ends counted; 0 when the day is unknown."""
    if not when.first or not when.last:
        return 0
    return (date.fromisoformat(when.last) - date.fromisoformat(when.first)).days + 1


def teller(claim: Claim) -> str | None:
    """PLOVER code of the innermost source that has one: the side that says so; null when only the outlet does."""
    return next((s.code for s in claim.per if s.code and " and " not in s.name), None)
