"""The ledger as seen: the Readings that hold, their claims with judgements applied, copies told apart, events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.judge import judged
from dragoman.merge.copies import exact_copies
from dragoman.records.coded import Selection
from dragoman.records.event import Event
from dragoman.records.given import day_of
from dragoman.records.judgement import Judgement
from dragoman.records.run import Run
from dragoman.records.told import ToldClaim, ToldDocument
from dragoman.store import Store, StoredReading


def checked_day(value: str | None) -> str | None:
    """`value` as `YYYY-MM-DD`. Raises ValueError when it is no day."""
    if value is None:
        return None
    day = day_of(value)
    if day is None:
        raise ValueError(f"{value!r} is no day; write it as YYYY-MM-DD.")
    return day


def chosen_run(store: Store, run: str | None) -> Run | None:
    """The run called `run` (or by the beginning of its id), or the current one.

    Raises StoreError for an unknown one.
    """
    if run is None:
        return store.current_run()
    matches = [known for known in store.runs() if known.id.startswith(run)]
    if len(matches) == 1:
        return matches[0]
    raise store.unknown_run(run)


def _readings(store: Store, run: Run | None) -> Iterator[tuple[StoredReading, str | None]]:
    """(Reading, the document it copies) in order of publication."""
    if run is None:
        return
    held = list(store.readings(run.id))
    copies = exact_copies(one.reading for one in held)
    for place, one in enumerate(held):
        yield one, copies.get(place)


def claims(store: Store, run: Run | None, min_confidence: float = 0.0) -> Iterator[ToldClaim]:
    """Claims as each Reading tells them, with judgements applied."""
    if run is None:
        return
    judgements = store.judgements()
    for stored, copy_of in _readings(store, run):
        for one in _seen(store.told(run.id, stored, copy_of), judgements):
            if one.claim.confidence >= min_confidence:
                yield one


def _seen(told: Iterable[ToldClaim], judgements: Sequence[Judgement]) -> Iterator[ToldClaim]:
    """One Reading's claims with judgements applied."""
    rows = list(told)
    seen = {claim.id: claim for claim in judged((one.claim for one in rows), judgements).claims}
    for one in rows:
        if one.claim.id in seen:
            yield replace(one, claim=seen[one.claim.id])


def claim_as_seen(store: Store, run: Run, stored: StoredReading, id_: str) -> ToldClaim | None:
    """One claim as a Reading tells it; null when a judgement rejected it."""
    told = _seen(store.told(run.id, stored), store.judgements())
    return next((one for one in told if one.claim.id == id_), None)


def told_once(store: Store, run: Run) -> Iterator[ToldClaim]:
    """Claims of the first Reading of each Text, as they stand in the ledger, without judgements."""
    for stored, copy_of in _readings(store, run):
        if copy_of is None:
            yield from store.told(run.id, stored)


def documents(store: Store, run: Run | None) -> Iterator[ToldDocument]:
    """The documents that hold."""
    for stored, copy_of in _readings(store, run):
        assert run is not None
        yield ToldDocument(stored.reading, store.text(stored.reading.text_id), run.id, copy_of)


def merged(store: Store, run: Run) -> tuple[Event, ...]:
    """The events of a run, made from its claims, each taken once."""
    from dragoman.merge.events import merge_events

    published: dict[str, str | None] = {}
    once = []
    for told in told_once(store, run):
        published.setdefault(told.reading.document, told.reading.published)
        once.append(told.claim)
    return merge_events(once, published)


def events(store: Store, run: Run) -> tuple[Event, ...]:
    """The events of a run as stored, or merged now where claims came in since."""
    stored = store.events(run.id)
    return merged(store, run) if stored is None else stored


def selection(store: Store, run: Run | None) -> Selection:
    """All that answers are made from. Claims of copies stand once, in the earliest document."""
    if run is None:
        return Selection((), {}, (), ())
    seen = tuple(told.claim for told in claims(store, run) if told.copy_of is None)
    kept = {claim.id for claim in seen}
    held = [(stored, copy_of) for stored, copy_of in _readings(store, run)]
    texts = {stored.reading.text_id: store.text(stored.reading.text_id) for stored, _ in held}
    return Selection(
        readings=tuple(stored.reading for stored, _ in held),
        texts=texts,
        claims=seen,
        events=tuple(only for event in events(store, run) if (only := _without(event, kept)).claims),
        set_aside={
            stored.reading.document: store.set_aside(run.id, stored, texts[stored.reading.text_id])
            for stored, copy_of in held
            if copy_of is None
        },
        problems=store.problems(run.id),
        run=run,
    )


def _without(event: Event, kept: set[str]) -> Event:
    """The event without the claims that a judgement rejected; its id stays."""
    return replace(event, claims=tuple(claim for claim in event.claims if claim in kept))
