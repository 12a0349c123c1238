"""What is known of a run brought up to judgements that only vouch for claims or reject them, without reading the run again."""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.analyse.rows import rows_of, sort_key
from dragoman.judge import Standing
from dragoman.library import view
from dragoman.records.answers import TimelineRow
from dragoman.records.claim import Claim
from dragoman.records.coded import Selection
from dragoman.records.event import Event
from dragoman.records.judgement import Judgement
from dragoman.store import Store

_PLAIN = ("confirm", "reject")
# With more texts than these it is as quick to read all.
_MOST_TEXTS = 200


@dataclass(frozen=True)
class Change:
    """Claims that are seen otherwise. claims: id → the claim, or null where it is gone. events: those that tell of them, without what is gone."""

    claims: Mapping[str, Claim | None]
    events: Mapping[str, Event]


def change_of(
    store: Store, selection: Selection, before: Mapping[str, Judgement], now: Mapping[str, Judgement]
) -> Change | None:
    """What a selection needs to stand under other judgements; null where all has to be read again. before, now: those that stand, by id.

    Events must be those that the store has, merged under either set: they do not hang on whether a claim is vouched for or rejected.
    """
    differing = [*(before[i] for i in before.keys() - now.keys()), *(now[i] for i in now.keys() - before.keys())]
    texts = {one.anchor.text_id for one in differing}
    brought_back = any(one.kind == "reject" and one.id in before for one in differing)
    run = selection.run
    if run is None or brought_back or len(texts) > _MOST_TEXTS or any(one.kind not in _PLAIN for one in differing):
        return None
    standing = Standing.of(tuple(now.values()))
    changed: dict[str, Claim | None] = {}
    by_text: dict[str, list[Claim]] = {}
    for claim in selection.claims:
        if claim.text_id in texts:
            by_text.setdefault(claim.text_id, []).append(claim)
    for mine in by_text.values():
        stored = store.tellers(run.id, mine[0].id).get(mine[0].id)
        if stored is None or any(claim.document != stored.reading.document for claim in mine):
            return None
        told = {one.claim.id: one.claim for one in view.seen(store.told(run.id, stored), standing)}
        changed.update((claim.id, told.get(claim.id)) for claim in mine if told.get(claim.id) != claim)
    events = (store.event(run.id, claim) or Event(claim, (claim,)) for claim in changed)
    gone = {id_ for id_, claim in changed.items() if claim is None}
    return Change(changed, {e.id: replace(e, claims=tuple(i for i in e.claims if i not in gone)) for e in events})


def selection_after(selection: Selection, change: Change) -> Selection:
    """The selection as it is seen now."""
    seen = (change.claims.get(claim.id, claim) for claim in selection.claims)
    claims = tuple(claim for claim in seen if claim is not None)
    events = selection.events
    if None in change.claims.values():
        kept = ((change.events.get(event.id), event) for event in events)
        both = (_both(now, event) if now else event for now, event in kept)
        events = tuple(event for event in both if event.claims)
    return replace(selection, claims=claims, events=events)


def _both(now: Event, before: Event) -> Event:
    """The event without what is gone now, or was before."""
    return replace(before, claims=tuple(claim for claim in before.claims if claim in now.claims))


def rows_after(
    rows: Sequence[TimelineRow], after: Selection, change: Change, min_confidence: float
) -> tuple[TimelineRow, ...]:
    """The rows of the selection as it is seen now, out of those before; rows that stay are the same objects."""
    wanted = {claim for event in change.events.values() for claim in event.claims}
    mine = {event.id for event in change.events.values()}
    only = replace(
        after,
        claims=tuple(claim for claim in after.claims if claim.id in wanted),
        events=tuple(event for event in after.events if event.id in mine),
    )
    kept = [row for row in rows if row.id not in mine and row.id not in change.claims]
    for row in rows_of(only, min_confidence):
        insort(kept, row, key=sort_key)
    return tuple(kept)
