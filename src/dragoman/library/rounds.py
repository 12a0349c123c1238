"""Rounds of watching: sources are read into a ledger, and the claims of documents that came in by that are given back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.decode import ENDINGS, MAX_MB
from dragoman.export.choice import Choice
from dragoman.library import view
from dragoman.library.copies import versions
from dragoman.library.ledger import Ledger
from dragoman.library.reading import Progress, ReadReport
from dragoman.records.claim_json import claim_body
from dragoman.records.given import Given
from dragoman.records.problem import Problem
from dragoman.records.told import ToldClaim
from dragoman.sources.changes import Changes
from dragoman.sources.feed_address import FeedAddress, FeedBytes
from dragoman.sources.open import ADDRESS


@dataclass(frozen=True)
class Round:
    """What one round brought. documents: that came in. claims: theirs, in order of publication and text, without what earlier documents say
    already; repeated: how many those were. problems: in the order in which they were met.
    """

    documents: int
    claims: tuple[ToldClaim, ...]
    repeated: int
    problems: tuple[Problem, ...]


@dataclass
class Rounds:
    """Sources that are watched. choice: which claims are told; given: metadata of all documents that do not say it themselves.

    Problems that stay are given once.
    """

    ledger: Ledger
    sources: Sequence[str]
    choice: Choice
    given: Given = field(default_factory=Given)
    max_mb: float = MAX_MB

    def __post_init__(self) -> None:
        self._feeds = [FeedAddress(source) for source in self.sources if ADDRESS.match(source)]
        self._files = Changes(tuple(s for s in self.sources if not ADDRESS.match(s)), ENDINGS)
        self._told: set[str] = set()

    def take(self, progress: Progress | None = None) -> Round:
        """Reads what is new; the ledger is left alone where nothing is. Raises StoreError."""
        paths, wrong = self._files.look()
        fed = [feed.ask(int(self.max_mb * 1e6)) for feed in self._feeds]
        feeds = [one for one in fed if isinstance(one, FeedBytes)]
        reports = [ReadReport(problems=[*wrong, *(one for one in fed if isinstance(one, Problem))])]
        before = self._last() if paths or feeds else 0
        reports += self._read(paths, feeds, progress)
        documents = sum(report.documents for report in reports)
        claims, repeated = self._new(before) if documents else ((), 0)
        problems = tuple(p for report in reports for p in report.problems if str(p) not in self._told)
        self._told.update(map(str, problems))
        return Round(documents, claims, repeated, problems)

    def _read(
        self, paths: Sequence[str], feeds: Sequence[FeedBytes], progress: Progress | None
    ) -> Iterable[ReadReport]:
        if paths:
            given = self.given
            yield self.ledger.read(paths, given.published, given.publisher, given.place, self.max_mb, progress)
        for feed in feeds:
            yield self.ledger.read_data(feed.name, feed.data, self.given, self.max_mb, progress)

    def _last(self) -> int:
        """The number of the Reading that came in last; 0 in a new ledger."""
        run = self.ledger.run()
        numbers = (stored.no for stored in self.ledger.store.readings(run.id)) if run else iter(())
        return max(numbers, default=0)

    def _new(self, before: int) -> tuple[tuple[ToldClaim, ...], int]:
        """Claims of Readings that came in after number `before`, and how many of them earlier documents tell."""
        run = self.ledger.run()
        if run is None:
            return (), 0
        store = self.ledger.store
        known = versions(store, run)
        places = [place for place, stored in enumerate(known.held) if stored.no > before]
        told = [one for one in view.claims_at(store, run, known, places) if self.choice.takes(claim_body(one.claim))]
        fresh = tuple(one for one in told if one.copy_of is None)
        return fresh, len(told) - len(fresh)
