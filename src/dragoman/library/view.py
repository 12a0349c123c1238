"""The ledger as seen: the Readings that hold, their claims with judgements applied, copies told apart, events."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.judge import Standing, corrected, judged, reshaped
from dragoman.judge.binding import claims_by_text, target
from dragoman.library.copies import SaidBefore, Versions, versions
from dragoman.library.when_asked import SetAsides, Texts
from dragoman.records.claim import Claim
from dragoman.records.coded import Selection
from dragoman.records.event import Event
from dragoman.records.given import day_of
from dragoman.records.judgement import Anchor, Judgement
from dragoman.records.run import Run
from dragoman.records.told import ToldClaim, ToldDocument
from dragoman.store import Asked, Choice, Hit, Store, StoredReading


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
    standing = Standing.of(store.judgements())
    for _, rows in _told(store, run, versions(store, run)):
        for one in seen((told for told, _ in rows), standing):
            if one.claim.confidence >= min_confidence:
                yield one


def claims_at(store: Store, run: Run, known: Versions, places: Sequence[int]) -> Iterator[ToldClaim]:
    """Claims as the Readings at these places of `known.held` tell them, with judgements applied."""
    standing = Standing.of(store.judgements())
    wanted = {known.held[place].no for place in places}
    texts = {known.held[place].reading.text_id for place in places}
    for stored, rows in _told(store, run, known, known.stories_of(texts)):
        if stored.no in wanted:
            yield from seen((told for told, _ in rows), standing)


def _told(
    store: Store,
    run: Run,
    known: Versions,
    places: Iterable[int] | None = None,
    only: Callable[[int], Container[str] | None] = lambda _: None,
) -> Iterator[tuple[StoredReading, list[tuple[ToldClaim, str | None]]]]:
    """Each Reading with its claims as they stand in the ledger; beside a claim, the id of the earlier one that it repeats.

    In order of publication. An exact copy repeats each claim under the same id. places: those of the Readings that are wanted, with all of
    a story where there is one; null for all. only: ids of the claims that are wanted of a place, null for all.
    """
    before: SaidBefore = {}
    for place in range(len(known.held)) if places is None else sorted(places):
        stored = known.held[place]
        exact = known.exact(place)
        rows = list(store.told(run.id, stored, exact, only(place)))
        if exact is not None:
            yield stored, [(one, one.claim.id) for one in rows]
            continue
        said = known.repeated(place, [one.claim for one in rows], before)
        yield (
            stored,
            [
                (replace(one, copy_of=first.document), first.claim) if first else (one, None)
                for one, first in zip(rows, said)
            ],
        )


def seen(told: Iterable[ToldClaim], standing: Standing) -> Iterator[ToldClaim]:
    """One Reading's claims with judgements applied."""
    rows = list(told)
    mine = standing.on(rows[0].claim.text_id) if rows else standing
    if not mine.judgements:
        yield from rows
        return
    after = {claim.id: claim for claim in judged((one.claim for one in rows), mine).claims}
    for one in rows:
        if one.claim.id in after:
            yield replace(one, claim=after[one.claim.id])


def claims_as_seen(store: Store, run: Run, stored: StoredReading) -> tuple[ToldClaim, ...]:
    """The claims that a Reading tells, with judgements applied, in order of the text."""
    told = seen(store.told(run.id, stored), Standing.of(store.judgements()))
    return tuple(sorted(told, key=lambda one: (one.claim.evidence.start, one.claim.evidence.end, one.claim.id)))


def claim_as_seen(store: Store, run: Run, stored: StoredReading, id_: str) -> ToldClaim | None:
    """One claim as a Reading tells it; null when a judgement rejected it."""
    return next((one for one in claims_as_seen(store, run, stored) if one.claim.id == id_), None)


def found_claims(store: Store, run: Run, query: str, limit: int) -> Iterator[Hit]:
    """Claims whose evidence has the words, best first, with judgements applied; rejected ones are passed over."""
    standing = Standing.of(store.judgements())
    count = 0
    for hit in store.search_claims(run.id, query, limit + len(standing.of_kinds("reject"))):
        claim = hit.claim
        if claim is not None and claim.text_id in standing.by_text:
            stored = store.tellers(run.id, claim.id)[claim.id]
            told = claim_as_seen(store, run, stored, claim.id)
            claim = told.claim if told else None
        if claim is not None and count < limit:
            count += 1
            yield replace(hit, claim=claim)


def judged_claims(store: Store, run: Run, judgements: Sequence[Judgement]) -> list[Claim]:
    """The claims of the Texts that judgements are about, as they stand in the ledger, by the first Reading of each."""
    wanted = {anchor.text_id for one in judgements for anchor in anchors(one)}
    found: list[Claim] = []
    for stored in store.readings(run.id) if wanted else ():
        if stored.reading.text_id in wanted:
            wanted.discard(stored.reading.text_id)
            found += [told.claim for told in store.told(run.id, stored)]
    return found


def anchors(judgement: Judgement) -> tuple[Anchor, ...]:
    """All that a judgement is about."""
    return (judgement.anchor, *judgement.others("with"), *judgement.others("from"))


def bound(store: Store, run: Run, judgements: Sequence[Judgement]) -> dict[str, str]:
    """Judgement → the claim of the run that it binds to, by ids; those that bind to none are left out."""
    by_text = claims_by_text(judged_claims(store, run, judgements), (one.anchor.text_id for one in judgements))
    found = ((one, target(one.anchor, by_text[one.anchor.text_id])) for one in judgements)
    return {one.id: claim.id for one, claim in found if claim is not None}


def unbound(store: Store, run: Run) -> list[Judgement]:
    """The standing judgements of which a run has not the claims: none, or for `split` and `link` no two."""
    standing = Standing.of(store.judgements())
    claims = judged_claims(store, run, standing.judgements)
    alone = [Event(c.id, (c.id,)) for c in claims]
    order = {c.id: (c.id,) for c in claims}
    pairs = reshaped(alone, claims, standing, order).unbound
    single = [one for one in judged(claims, standing).unbound if one.kind not in ("split", "link")]
    return [one for one in standing.judgements if one in single or one in pairs]


def documents(store: Store, run: Run | None) -> Iterator[ToldDocument]:
    """The documents that hold."""
    if run is None:
        return
    known = versions(store, run)
    for place, stored in enumerate(known.held):
        text = store.text(stored.reading.text_id)
        yield ToldDocument(stored.reading, text, run.id, known.earliest(place), known.fullest(place))


def _seen_once(rows: Sequence[tuple[ToldClaim, str | None]], standing: Standing) -> Iterator[ToldClaim]:
    """One Reading's claims that are not said before, with judgements applied to all of it."""
    again = {told.claim.id for told, first in rows if first is not None}
    return (one for one in seen((told for told, _ in rows), standing) if one.claim.id not in again)


def merged(store: Store, run: Run) -> tuple[Event, ...]:
    """The events of a run, made from its claims as corrected, each taken once, then parted and linked as was judged.

    What later versions repeat joins the event it repeats; a rejected claim keeps its place, so that ids of events stay. Claims are in memory for
    as long as they are looked at; those of Texts that judgements are about stay.
    """
    from dragoman.merge.events import merge_events

    telling = _Telling(store, run, Standing.of(store.judgements()))
    events = merge_events(telling.once(), telling.published, store.text)
    stands_for = {one: first for first, ones in telling.repeats.items() for one in ones}
    shaped = reshaped(events, telling.judged, telling.standing, telling.order, stands_for)
    return tuple(_with_repeats(event, telling.repeats) for event in shaped.events)


class _Telling:
    """A run's claims on their way to events. published: document → day. repeats: claim → those of later versions that say it again.

    judged: claims of Texts that judgements are about. order: claim → its place, where judgements split or link events.
    """

    def __init__(self, store: Store, run: Run, standing: Standing) -> None:
        self._store, self._run, self.standing = store, run, standing
        self.published: dict[str, str | None] = {}
        self.repeats: dict[str, list[str]] = {}
        self.judged: list[Claim] = []
        self.order: dict[str, tuple[object, ...]] = {}
        self._texts = {anchor.text_id for one in standing.judgements for anchor in anchors(one)}
        self._ordered = bool(standing.of_kinds("split", "link"))

    def once(self) -> Iterator[Claim]:
        """The claims as corrected, in order of publication, without those that say again what an earlier version says."""
        for _, rows in _told(self._store, self._run, versions(self._store, self._run)):
            firsts: set[str] = set()
            told_here: list[Claim] = []
            for told, first in rows:
                if first is None:
                    self.published.setdefault(told.reading.document, told.reading.published)
                    firsts.add(told.claim.id)
                    told_here.append(told.claim)
                elif first != told.claim.id:
                    self.repeats.setdefault(first, []).append(told.claim.id)
                    told_here.append(told.claim)
            if told_here:
                yield from self._seen(told_here, firsts)

    def _seen(self, told: list[Claim], firsts: set[str]) -> Iterator[Claim]:
        """A Text's claims as corrected, those of them that are told first."""
        text = told[0].text_id
        if text in self._texts:
            self.judged += told
        for claim in corrected(told, self.standing.on(text)) if text in self.standing.by_text else told:
            if claim.id in firsts:
                if self._ordered:
                    day = self.published[claim.document] or "9999"
                    self.order[claim.id] = day, claim.document, claim.evidence.start, claim.id
                yield claim


def keep_events(store: Store, run: Run) -> None:
    """Merges the events of a run and keeps them; what others add meanwhile is left to them."""
    state = store.state(run.id)
    store.set_events(run.id, merged(store, run), state)


def _with_repeats(event: Event, repeats: Mapping[str, Sequence[str]]) -> Event:
    """The event with the claims of later versions of a story that say again what its claims say."""
    again = [(claim, one) for claim in event.claims for one in repeats.get(claim, ())]
    why = (f"{one} repeats {claim} in a later version of its story" for claim, one in again)
    return replace(event, claims=(*event.claims, *(one for _, one in again)), why=(*event.why, *why))


def events(store: Store, run: Run) -> tuple[Event, ...]:
    """The events of a run as stored, or merged now where claims came in since."""
    stored = store.events(run.id)
    return merged(store, run) if stored is None else stored


def texts_named(store: Store, run: Run | None, documents: Sequence[str]) -> tuple[str, ...]:
    """Ids of the Texts of the documents whose ids begin with one of the words, each once."""
    held = store.readings(run.id) if run else ()
    return tuple(dict.fromkeys(s.reading.text_id for s in held if s.reading.document.startswith(tuple(documents))))


def selection(store: Store, run: Run | None, asked: Asked | None = None, counted: float | None = None) -> Selection:
    """All that answers are made from. Claims of copies stand once, in the earliest document. Texts are read when they are first asked for.

    asked: only the events that an answer to it can need, whole, with all documents. counted: a confidence by which the others are counted;
    null where nobody asks for their number.
    """
    if run is None:
        return Selection((), {}, (), ())
    with store.snapshot():
        chosen = None if asked is None or asked.is_all else store.choice(run.id, asked)
        return _selection(store, run, chosen, counted, versions(store, run))


def chosen_selection(store: Store, run: Run, chosen: Choice, known: Versions) -> Selection:
    """The events and claims of a choice, with all documents. known: the run's documents and stories."""
    return _selection(store, run, chosen, None, known)


def _selection(store: Store, run: Run, chosen: Choice | None, counted: float | None, known: Versions) -> Selection:
    standing = Standing.of(store.judgements())
    places = None if chosen is None else known.stories_of(set(chosen.claims.values()))
    if places is not None and counted is not None:
        places |= known.of_versions()  # what these repeat of each other is told by reading them
    told_claims: list[Claim] = []
    copies: dict[str, list[str]] = {}
    alone = _alone(known, standing, chosen if counted is None else None)
    for _, rows in _told(store, run, known, places, alone):
        told_claims += [one.claim for one in _seen_once(rows, standing)]
        for told, first in rows:
            if first is not None:
                copies.setdefault(first, []).append(told.reading.document)
    kept = tuple(c for c in told_claims if chosen is None or c.id in chosen.claims)
    ids = {claim.id for claim in kept}
    readings = tuple(one.reading for one in known.held)
    texts = Texts(store.text, (reading.text_id for reading in readings))
    return Selection(
        readings=readings,
        texts=texts,
        claims=kept,
        events=tuple(
            only
            for event in (events(store, run) if chosen is None else chosen.events)
            if (only := _without(event, ids)).claims
        ),
        set_aside=SetAsides(store, run, known, texts),
        problems=store.problems(run.id),
        run=run,
        copies={claim: tuple(dict.fromkeys(documents)) for claim, documents in copies.items()},
        stories={one.reading.document: first for n, one in enumerate(known.held) if (first := known.earliest(n))},
        fullest={first: fullest for n in range(len(known.held)) if (fullest := known.fullest(n)) for first in
                 (known.earliest(n) or known.held[n].reading.document,)},
        others=(0, 0) if places is None or counted is None else _others(store, run, known, places, told_claims, ids, counted),
    )  # fmt: skip


def _alone(known: Versions, standing: Standing, chosen: Choice | None) -> Callable[[int], Container[str] | None]:
    """Of a place, the claims that are read: those chosen, where no judgement and no version of the story bears on others; else null, for all."""

    def only(place: int) -> Container[str] | None:
        if chosen is None or known.held[place].reading.text_id in standing.by_text or known.has_versions(place):
            return None
        return chosen.claims

    return only


def _others(
    store: Store, run: Run, known: Versions, places: Iterable[int], loaded: Sequence[Claim], kept: set[str],
    counted: float,
) -> tuple[int, int]:  # fmt: skip
    """How many claims of the run are not kept: of at least a confidence, and below it."""
    read = {known.held[place].reading.text_id for place in places}
    numbers = store.text_counts(run.id, counted)
    texts = dict.fromkeys(one.reading.text_id for one in known.held)
    beside = [numbers[text] for text in texts if text not in read and text in numbers]
    rest = [claim.confidence >= counted for claim in loaded if claim.id not in kept]
    sure, unsure = sum(one for one, _ in beside), sum(other for _, other in beside)
    return sure + sum(rest), unsure + len(rest) - sum(rest)


def _without(event: Event, kept: set[str]) -> Event:
    """The event without the claims that a judgement rejected; its id stays."""
    return replace(event, claims=tuple(claim for claim in event.claims if claim in kept))
