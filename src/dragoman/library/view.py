"""The ledger as seen: the Readings that hold, their claims with judgements applied, copies told apart, events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.judge import judged
from dragoman.library.copies import Versions, versions
from dragoman.records.claim import Claim
from dragoman.records.coded import Selection
from dragoman.records.event import Event
from dragoman.records.folded import folded_space
from dragoman.records.given import day_of
from dragoman.records.judgement import Judgement
from dragoman.records.run import Run
from dragoman.records.text import Reading, SetAside
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


def claims(store: Store, run: Run | None, min_confidence: float = 0.0) -> Iterator[ToldClaim]:
    """Claims as each Reading tells them, with judgements applied."""
    if run is None:
        return
    judgements = store.judgements()
    for _, rows in _told(store, run):
        for one in _seen((told for told, _ in rows), judgements):
            if one.claim.confidence >= min_confidence:
                yield one


def _told(store: Store, run: Run) -> Iterator[tuple[StoredReading, list[tuple[ToldClaim, str | None]]]]:
    """Each Reading with its claims as they stand in the ledger; beside a claim, the id of the earlier one that it repeats.

    In order of publication. An exact copy repeats each claim under the same id.
    """
    known = versions(store, run)
    for place, stored in enumerate(known.held):
        exact = known.exact(place)
        rows = list(store.told(run.id, stored, exact))
        if exact is not None:
            yield stored, [(one, one.claim.id) for one in rows]
            continue
        said = known.repeated(place, [one.claim for one in rows])
        yield (
            stored,
            [
                (replace(one, copy_of=first.document), first.claim) if first else (one, None)
                for one, first in zip(rows, said)
            ],
        )


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
    for _, rows in _told(store, run):
        yield from (one for one, first in rows if first != one.claim.id)


def documents(store: Store, run: Run | None) -> Iterator[ToldDocument]:
    """The documents that hold."""
    if run is None:
        return
    known = versions(store, run)
    for place, stored in enumerate(known.held):
        text = store.text(stored.reading.text_id)
        yield ToldDocument(stored.reading, text, run.id, known.earliest(place), known.fullest(place))


def merged(store: Store, run: Run) -> tuple[Event, ...]:
    """The events of a run, made from its claims, each taken once; what later versions repeat joins the event it repeats."""
    from dragoman.merge.events import merge_events

    published: dict[str, str | None] = {}
    repeats: dict[str, list[str]] = {}

    def once() -> Iterator[Claim]:
        for _, rows in _told(store, run):
            for told, first in rows:
                if first is None:
                    published.setdefault(told.reading.document, told.reading.published)
                    yield told.claim
                elif first != told.claim.id:
                    repeats.setdefault(first, []).append(told.claim.id)

    merged_once = merge_events(once(), published, store.text)
    return tuple(_with_repeats(event, repeats) for event in merged_once)


def _with_repeats(event: Event, repeats: Mapping[str, Sequence[str]]) -> Event:
    """The event with the claims of later versions of a story that say again what its claims say."""
    again = [(claim, one) for claim in event.claims for one in repeats.get(claim, ())]
    why = (f"{one} repeats {claim} in a later version of its story" for claim, one in again)
    return replace(event, claims=(*event.claims, *(one for _, one in again)), why=(*event.why, *why))


def events(store: Store, run: Run) -> tuple[Event, ...]:
    """The events of a run as stored, or merged now where claims came in since."""
    stored = store.events(run.id)
    return merged(store, run) if stored is None else stored


def selection(store: Store, run: Run | None) -> Selection:
    """All that answers are made from. Claims of copies stand once, in the earliest document."""
    if run is None:
        return Selection((), {}, (), ())
    judgements = store.judgements()
    readings: list[Reading] = []
    seen: list[Claim] = []
    copies: dict[str, list[str]] = {}
    for stored, rows in _told(store, run):
        readings.append(stored.reading)
        seen += [one.claim for one in _seen((told for told, first in rows if first is None), judgements)]
        for told, first in rows:
            if first is not None:
                copies.setdefault(first, []).append(told.reading.document)
    kept = {claim.id for claim in seen}
    texts = {text_id: store.text(text_id) for text_id in dict.fromkeys(r.text_id for r in readings)}
    known = versions(store, run)
    later = {one.reading.document: first for n, one in enumerate(known.held) if (first := known.earliest(n))}
    return Selection(
        readings=tuple(readings),
        texts=texts,
        claims=tuple(seen),
        events=tuple(only for event in events(store, run) if (only := _without(event, kept)).claims),
        set_aside=_set_aside(store, run, known, texts),
        problems=store.problems(run.id),
        run=run,
        copies={claim: tuple(dict.fromkeys(documents)) for claim, documents in copies.items()},
        stories=later,
        fullest={first: fullest for n in range(len(known.held)) if (fullest := known.fullest(n)) for first in
                 (known.earliest(n) or known.held[n].reading.document,)},
    )  # fmt: skip


def _set_aside(store: Store, run: Run, known: Versions, texts: Mapping[str, str]) -> dict[str, tuple[SetAside, ...]]:
    """Parts set aside by document; those of exact copies, and what later versions of a story repeat, stand once."""
    found: dict[str, tuple[SetAside, ...]] = {}
    told: dict[str, set[str]] = {}
    for place, stored in enumerate(known.held):
        if known.exact(place) is None:
            reading = stored.reading
            parts = store.set_aside(run.id, stored, texts[reading.text_id])
            before = told.setdefault(known.earliest(place) or reading.document, set())
            found[reading.document] = tuple(s for s in parts if folded_space(s.span.text) not in before)
            before |= {folded_space(s.span.text) for s in parts}
    return found


def _without(event: Event, kept: set[str]) -> Event:
    """The event without the claims that a judgement rejected; its id stays."""
    return replace(event, claims=tuple(claim for claim in event.claims if claim in kept))
