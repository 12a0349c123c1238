"""The ledger as exports take it: claims, events and documents as seen, one in memory at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dragoman.export.choice import Choice
from dragoman.judge import Standing, judged
from dragoman.library import view
from dragoman.library.copies import SaidBefore, versions
from dragoman.records.claim_json import BODY, body_claim, claim_body
from dragoman.records.event import Event
from dragoman.records.run import Run
from dragoman.records.text import Reading
from dragoman.records.told import ToldBody, ToldDocument
from dragoman.store import Store
from dragoman.store.streaming import CodedReading, StoredBody

# What a judgement makes of a claim: (number of the Reading, id) → its body, or null where it was rejected.
Seen = dict[tuple[int, str], dict[str, Any] | None]


@dataclass(frozen=True)
class _Near:
    """again: (number of the Reading, claim) → the document that says it first. earliest: number → first of its story."""

    again: dict[tuple[int, str], str]
    earliest: dict[int, str]


@dataclass(frozen=True)
class Streams:
    """The claims of a run that a choice takes. left_out: counts, by reason, those that only their aux kept out."""

    store: Store
    run: Run | None
    choice: Choice
    left_out: Counter[str]

    def claims(self) -> Iterator[ToldBody]:
        """As each Reading tells them, copies marked, in order of publication and text."""
        if self.run is None:
            return
        with self.store.snapshot():
            yield from self._claims(self.run)

    def _claims(self, run: Run) -> Iterator[ToldBody]:
        standing = Standing.of(self.store.judgements())
        # A writer that was killed leaves claims or judgements behind which no events were put together: that is done here.
        anew = None if self.store.events_hold(run.id) else _events_of(view.merged(self.store, run))
        for coded in self.store.coded_readings(run.id):
            found: Iterator[StoredBody] = self.store.bodies(run.id, coded.stored.no)
            if coded.stored.reading.text_id in standing.by_text:
                found = _as_seen(coded, list(found), standing)
            copy_of, again, no = self._original(coded), self._near.again, coded.stored.no
            for one in found:
                if self._takes(one.body):
                    first = copy_of or again.get((no, one.id))
                    event, part_of = (one.event, one.part_of) if anew is None else anew.get(one.id, (None, None))
                    yield self._told(coded, one.id, one.body, event, first, part_of)

    def events(self) -> Iterator[tuple[str, tuple[ToldBody, ...]]]:
        """Events with those of their claims that are taken, each told once, by the first Reading of its Text.

        What a later version of a story says again is left out.
        """
        if self.run is None:
            return
        with self.store.snapshot():
            yield from self._events(self.run)

    def _events(self, run: Run) -> Iterator[tuple[str, tuple[ToldBody, ...]]]:
        merged = None if self.store.events_hold(run.id) else view.merged(self.store, run)
        seen, again = self._seen(), self._near.again
        for event in self.store.stream_events(run.id, merged):
            told = []
            for coded, stored in event.claims:
                body = seen.get((coded.stored.no, stored.id), stored.body) if seen else stored.body
                if body is not None and (coded.stored.no, stored.id) not in again and self._takes(body):
                    told.append(self._told(coded, stored.id, body, event.id, None))
            if told:
                yield event.id, tuple(told)

    def readings(self) -> Iterator[tuple[Reading, str | None]]:
        """The Readings that hold, in order of publication, each with the document that it is a copy or version of."""
        if self.run is not None:
            for coded in self.store.coded_readings(self.run.id):
                earliest = self._near.earliest.get(coded.stored.no)
                yield coded.stored.reading, earliest or self._original(coded)

    def documents(self) -> Iterator[ToldDocument]:
        """The documents that hold, with their Texts; their Readings, but no more, are held in memory."""
        return view.documents(self.store, self.run)

    @cached_property
    def _near(self) -> _Near:
        """What the versions of stories repeat; as many entries as there are Readings that are like others."""
        assert self.run is not None
        known = versions(self.store, self.run, near_only=True)
        again: dict[tuple[int, str], str] = {}
        earliest: dict[int, str] = {}
        before: SaidBefore = {}
        for place, stored in enumerate(known.held):
            first = known.earliest(place)
            if first is not None:
                earliest[stored.no] = first
            if known.exact(place) is None:
                claims = [told.claim for told in self.store.told(self.run.id, stored)]
                for claim, said in zip(claims, known.repeated(place, claims, before)):
                    if said is not None:
                        again[stored.no, claim.id] = said.document
        return _Near(again, earliest)

    def _takes(self, body: dict[str, Any]) -> bool:
        if not self.choice.takes(body):
            return False
        aux = body["aux"]
        if aux and not self.choice.aux.issuperset(aux):
            self.left_out[f"claims told as {', '.join(sorted(set(aux) - self.choice.aux))}"] += 1
            return False
        return True

    def _told(
        self,
        coded: CodedReading,
        id_: str,
        body: dict[str, Any],
        event: str | None,
        copy_of: str | None,
        part_of: str | None = None,
    ) -> ToldBody:
        assert self.run is not None
        reading = coded.stored.reading
        if len(body) < len(BODY):  # an earlier version stored fewer fields
            body = claim_body(body_claim(id_, reading.document, reading.text_id, body))
        return ToldBody(id_, body, reading, self.run.id, event, copy_of, coded.at, coded.length, part_of)

    def _original(self, coded: CodedReading) -> str | None:
        """The document of which this one is a copy: by its source where both have the same name."""
        if coded.first == coded.stored.no:
            return None
        first = self.store.reading_numbered(coded.first).reading
        return first.document if first.document != coded.stored.reading.document else first.source

    def _seen(self) -> Seen:
        """What judgements make of the claims of the texts that they are about; as many entries as those have claims."""
        assert self.run is not None
        standing = Standing.of(self.store.judgements())
        seen: Seen = {}
        if not standing.by_text:
            return seen
        for coded in self.store.coded_readings(self.run.id):
            if coded.stored.reading.text_id in standing.by_text:
                rows = list(self.store.bodies(self.run.id, coded.stored.no))
                seen.update(((coded.stored.no, one.id), None) for one in rows)
                seen.update(((coded.stored.no, one.id), one.body) for one in _as_seen(coded, rows, standing))
        return seen


def _events_of(events: Iterable[Event]) -> dict[str, tuple[str | None, str | None]]:
    """Claim → its event, and that of which the event is a part."""
    return {claim: (event.id, event.part_of) for event in events for claim in event.claims}


def _as_seen(coded: CodedReading, rows: Sequence[StoredBody], standing: Standing) -> Iterator[StoredBody]:
    """One Reading's claims with judgements applied."""
    reading = coded.stored.reading
    claims = (body_claim(one.id, reading.document, reading.text_id, one.body) for one in rows)
    after = {claim.id: claim for claim in judged(claims, standing.on(reading.text_id)).claims}
    for one in rows:
        if one.id in after:
            yield StoredBody(one.id, claim_body(after[one.id]), one.event, one.part_of)
