"""Reads sources into a ledger by several processes: the same documents and claims as by one, taken in piece by piece.

What is done of each file is kept with the documents themselves, in one transaction, so that a reading that is stopped at any
point goes on behind what was finished.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field, replace

from dragoman.library.reading import Intake, Progress, Source
from dragoman.library.workers import Crew, Result
from dragoman.records.coded import Coded
from dragoman.records.problem import Outcome
from dragoman.records.text import Document, Reading
from dragoman.store import Mark

# Of one piece of work: enough that handing it over costs nothing, few enough that little is lost with a process.
_DOCUMENTS, _CHARACTERS = 16, 60_000


@dataclass
class _Work:
    """Documents that are coded together. left: how many of them, and of the copies that wait for them, are not in the ledger yet.

    marks: how far files have come with it and all works before it.
    """

    items: list[Source] = field(default_factory=list)
    characters: int = 0
    left: int = 0
    open: bool = True
    marks: dict[str, Mark] = field(default_factory=dict)

    @property
    def documents(self) -> list[Document]:
        """The documents of the items."""
        return [item.decoded.document for item in self.items if item.decoded.document is not None]

    @property
    def full(self) -> bool:
        """Whether no more documents are put into it."""
        return len(self.items) >= _DOCUMENTS or self.characters >= _CHARACTERS

    @property
    def done(self) -> bool:
        """Whether all that belongs to it is in the ledger."""
        return not self.open and not self.left


def read_by_crew(intake: Intake, crew: Crew, items: Iterable[Source], progress: Progress | None = None) -> None:
    """Codes what is new by the crew. Raises StoreError."""
    reading = _Reading(intake, items, progress)
    for number, results in crew.run(reading.works()):
        reading.take_in(number, results)
    intake.keep([], reading.marks())


def _key(reading: Reading) -> tuple[object, ...]:
    """What makes two documents twins: Text and metadata, whatever their names and sources."""
    return astuple(replace(reading, document="", source=""))


class _Reading:
    """The works of one reading, from their making until all is in the ledger."""

    def __init__(self, intake: Intake, items: Iterable[Source], progress: Progress | None) -> None:
        self._intake, self._items, self._progress = intake, iter(items), progress
        self._works: dict[int, _Work] = {}
        self._first = 0  # the first work that is not done
        self._next = 0
        self._under_way: dict[tuple[object, ...], list[tuple[int, Source]]] = {}  # twins that wait for a document

    def works(self) -> Iterator[Sequence[Document]]:
        """The documents of one work after the other; a work is made when it is asked for."""
        work = self._works[self._next] = _Work()
        for item in self._items:
            if not self._intake.settled(item):
                self._put(work, item)
            if item.mark is not None:
                work.marks[item.mark.location] = item.mark
            if work.full:
                yield self._closed(work)
                work = self._works[self._next] = _Work()
        yield self._closed(work)

    def _put(self, work: _Work, item: Source) -> None:
        document = item.decoded.document
        assert document is not None
        work.left += 1
        key = _key(document.reading)
        if key in self._under_way:
            self._under_way[key].append((self._next, item))
            return
        self._under_way[key] = []
        work.items.append(item)
        work.characters += len(document.text)

    def _closed(self, work: _Work) -> list[Document]:
        work.open = False
        self._next += 1
        return work.documents

    def take_in(self, number: int, results: Sequence[Result]) -> None:
        """What some documents of a work gave, with their twins."""
        work = self._works[number]
        coded: list[tuple[Source, Outcome[Coded | None]]] = [(work.items[place], made) for place, made in results]
        work.left -= len(coded)
        self._intake.keep(coded, self.marks())
        for item, made in coded:
            document = item.decoded.document
            assert document is not None
            if self._progress:
                self._progress(document.reading.document)
            for owner, twin in self._under_way.pop(_key(document.reading)):
                self._works[owner].left -= 1
                if not self._intake.copied(twin) and twin.decoded.document is not None:
                    source = twin.decoded.document.reading.source
                    self._intake.report.add(replace(problem, source=source) for problem in made.problems)

    def marks(self) -> list[Mark]:
        """How far files have come with the works that are done and before which all are; each told once."""
        found: dict[str, Mark] = {}
        while self._first in self._works and self._works[self._first].done:
            found.update(self._works.pop(self._first).marks)
            self._first += 1
        return list(found.values())
