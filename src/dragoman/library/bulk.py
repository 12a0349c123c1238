"""Reads sources into a ledger by several processes: the same documents and claims as by one, in the same order, taken in piece by piece.

What is done of each file is kept with the documents themselves, in one transaction, so that a reading that is stopped at any
point goes on behind what was finished.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field, replace
from typing import Protocol

from dragoman.library.copies import keep_made
from dragoman.library.reading import Intake, Progress, Source
from dragoman.library.workers import Result
from dragoman.records.coded import Coded
from dragoman.records.problem import Outcome, Problem
from dragoman.records.text import Document, Reading
from dragoman.store import Mark

_ITEMS = 256  # of one work, with copies, which are not coded


class Coders(Protocol):
    """Whoever codes works. documents, characters: how much is one work, at most. waiting: works that may wait for an earlier one."""

    @property
    def documents(self) -> int: ...

    @property
    def characters(self) -> int: ...

    @property
    def waiting(self) -> int: ...

    def run(self, work: Iterable[Sequence[Document] | None]) -> Iterator[tuple[int, list[Result]]]:
        """As `workers.Crew.run`."""


@dataclass
class _Work:
    """What is taken in together, in the order of the sources. coded: place among the documents → what it gave. mark: how far files have
    come with it.
    """

    items: list[Source] = field(default_factory=list)
    places: dict[int, int] = field(
        default_factory=dict
    )  # index of an item → its place among the documents that are coded
    documents: list[Document] = field(default_factory=list)
    coded: dict[int, Outcome[Coded | None]] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    characters: int = 0
    closed: bool = False

    def full(self, coders: Coders) -> bool:
        """Whether no more documents are put into it."""
        much = len(self.documents) >= coders.documents or self.characters >= coders.characters
        return much or len(self.items) >= _ITEMS

    @property
    def done(self) -> bool:
        """Whether all of it is coded."""
        return self.closed and len(self.coded) == len(self.documents)


def read_by_crew(intake: Intake, crew: Coders, items: Iterable[Source], progress: Progress | None = None) -> None:
    """Codes what is new by a crew, or a cluster. Documents come into the ledger in the order of the sources, so that it is the same whoever was
    faster. Raises StoreError.
    """
    reading = _Reading(intake, crew, items, progress)
    for number, results in crew.run(reading.works()):
        reading.take_in(number, results)
    reading.take_in_order()


def _key(reading: Reading) -> tuple[object, ...]:
    """What makes two documents twins: Text and metadata, whatever their names and sources."""
    return astuple(replace(reading, document="", source=""))


class _Reading:
    """The works of one reading, from their making until they are in the ledger."""

    def __init__(self, intake: Intake, coders: Coders, items: Iterable[Source], progress: Progress | None) -> None:
        self._intake, self._coders, self._items, self._progress = intake, coders, iter(items), progress
        self._works: dict[int, _Work] = {}
        self._first = self._next = 0  # the first work that is not in the ledger, and the next that is made
        self._under_way: dict[
            tuple[object, ...], tuple[Problem, ...] | None
        ] = {}  # documents whose twins wait for them

    def works(self) -> Iterator[Sequence[Document] | None]:
        """The documents of one work after the other, made when it is asked for; null while too many wait for an earlier one."""
        work = self._works[0] = _Work()
        for item in self._items:
            if not self._intake.settled(item, copies=False):
                self._put(work, item)
            if item.mark is not None:
                work.marks[item.mark.location] = item.mark
            if work.full(self._coders):
                yield self._closed(work)
                self.take_in_order()
                while self._next - self._first > self._coders.waiting:
                    yield None
                work = self._works[self._next] = _Work()
        yield self._closed(work)

    def _put(self, work: _Work, item: Source) -> None:
        document = item.decoded.document
        assert document is not None
        key = _key(document.reading)
        work.items.append(item)
        if key not in self._under_way and not self._intake.has_twin(document.reading):
            self._under_way[key] = None
            work.places[len(work.items) - 1] = len(work.documents)
            work.documents.append(document)
            work.characters += len(document.text)

    def _closed(self, work: _Work) -> list[Document]:
        work.closed = True
        self._next += 1
        return work.documents

    def take_in(self, number: int, results: Sequence[Result]) -> None:
        """What some documents of a work gave."""
        self._works[number].coded.update(results)
        self.take_in_order()

    def take_in_order(self) -> None:
        """Brings into the ledger what is coded and before which all is."""
        while self._first in self._works and self._works[self._first].done:
            self._bring_in(self._works.pop(self._first))
            self._first += 1

    def _bring_in(self, work: _Work) -> None:
        fresh: list[tuple[Source, Outcome[Coded | None]]] = []
        for n, item in enumerate(work.items):
            document = item.decoded.document
            assert document is not None
            if n in work.places:
                fresh.append((item, work.coded[work.places[n]]))
            else:
                self._intake.keep(fresh, [])
                fresh.clear()
                if not self._intake.copied(item):  # what it is the copy of could not be coded
                    known = self._under_way.get(_key(document.reading)) or ()
                    self._intake.report.add(replace(problem, source=document.reading.source) for problem in known)
            if self._progress:
                self._progress(document.reading.document)
        self._intake.keep(fresh, work.marks.values())
        told = [work.coded[place] for place in range(len(work.documents))]
        keep_made(self._intake.store, (made.value for made in told if made.value is not None))
        for document, made in zip(work.documents, told):
            if made.value is None:
                self._under_way[_key(document.reading)] = made.problems
            else:
                del self._under_way[_key(document.reading)]
