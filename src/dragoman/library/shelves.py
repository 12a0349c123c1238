"""Merged events for those who page through them: kept in the ledger as rows, or in memory where they cannot be kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import Protocol

from dragoman.analyse.temperature import weight_of
from dragoman.library import gathered
from dragoman.library.defaults import MIN_CONFIDENCE
from dragoman.library.merged_rows import opened
from dragoman.library.row_facts import Facts, chosen_facts
from dragoman.records.answers import TimelineRow
from dragoman.records.claim import Where
from dragoman.store import MergedRows, Sought


@dataclass(frozen=True, slots=True)
class Wanted:
    """What rows are asked for, of codes and days that were checked; as `Ledger.timeline`."""

    between: tuple[str, str] | None = None
    party: str | None = None
    issue: str | None = None
    event_type: str | None = None
    since: str | None = None
    until: str | None = None
    speech: bool = False
    min_confidence: float = MIN_CONFIDENCE


@dataclass(frozen=True, slots=True)
class Doubts:
    """Claims that wait for a judgement. waiting: how many. first: (−bits, id) of the most doubtful, as many as were asked for."""

    waiting: int
    first: tuple[tuple[float, str], ...]


class Shelf(Protocol):
    """The merged events of one state of a ledger."""

    def total(self, wanted: Wanted) -> int:
        """How many meet what is asked."""

    def stretch(
        self, wanted: Wanted, cut: slice, newest: bool = False, spot: str | None = None
    ) -> tuple[TimelineRow, ...]:
        """Those that meet it, oldest or newest first, those of an unknown day last, cut. spot: only those of a place."""

    def latest(self, wanted: Wanted, most: int) -> tuple[TimelineRow, ...]:
        """The last of known day, newest first."""

    def counts(self, wanted: Wanted) -> tuple[Counter[str], Counter[str | None]]:
        """How many touch each issue, and are of each type."""

    def years(self, wanted: Wanted, pair: tuple[str, str]) -> list[tuple[str, float, int]]:
        """(year, mean score, events) of those in which two stand across from each other and that are told as plain fact, by the year of their first day."""

    def traffic(self, wanted: Wanted, most: int) -> gathered.Traffic:
        """Who acts on whom."""

    def scenes(self, wanted: Wanted) -> gathered.Scenes:
        """Where they happened."""

    def doubts(self, wanted: Wanted, judged: Collection[str], most: int) -> Doubts:
        """Their claims that are not judged, the most doubtful first."""

    def among(self, wanted: Wanted, claims: Collection[str]) -> set[str]:
        """Of some claims those that they show."""


def newest_first(rows: Sequence[TimelineRow]) -> list[TimelineRow]:
    """Rows that stand oldest first the other way round, those of an unknown day last all the same."""
    return [*(r for r in rows[::-1] if r.when.first), *(r for r in rows[::-1] if not r.when.first)]


class KeptShelf:
    """As `Shelf`, of rows that the ledger keeps."""

    def __init__(self, rows: MergedRows) -> None:
        self._rows = rows

    def total(self, wanted: Wanted) -> int:
        """As `Shelf`."""
        return self._rows.count(sought(wanted))

    def stretch(
        self, wanted: Wanted, cut: slice, newest: bool = False, spot: str | None = None
    ) -> tuple[TimelineRow, ...]:
        """As `Shelf`."""
        start, stop = cut.start or 0, cut.stop
        limit = None if stop is None else max(0, stop - start)
        return opened(self._rows.page(replace(sought(wanted), spot=spot), start, limit, newest))

    def latest(self, wanted: Wanted, most: int) -> tuple[TimelineRow, ...]:
        """As `Shelf`."""
        return opened(self._rows.page(replace(sought(wanted), dated=True), 0, most, True))

    def counts(self, wanted: Wanted) -> tuple[Counter[str], Counter[str | None]]:
        """As `Shelf`."""
        asked = sought(wanted)
        issues = Counter(one.value for one in self._rows.facets(asked, "issue"))
        return issues, Counter(dict(self._rows.types(asked)))

    def years(self, wanted: Wanted, pair: tuple[str, str]) -> list[tuple[str, float, int]]:
        """As `Shelf`."""
        one, other = pair
        return self._rows.years(sought(wanted), (f"{one} {other}", f"{other} {one}"))

    def traffic(self, wanted: Wanted, most: int) -> gathered.Traffic:
        """As `Shelf`."""
        asked = sought(wanted)
        found = ((*value.split(" "), events, score) for value, events, score in self._rows.pairs(asked))
        return gathered.traffic(found, self._rows.count(asked), most)  # type: ignore[arg-type]

    def scenes(self, wanted: Wanted) -> gathered.Scenes:
        """As `Shelf`."""
        found = (gathered.At(*one) for one in self._rows.spots(sought(wanted)))

        def wheres(numbers: Sequence[int]) -> list[Where | None]:
            return [gathered.where_of(row) for row in opened(self._rows.bodies(numbers))]

        return gathered.scenes(found, wheres)

    def doubts(self, wanted: Wanted, judged: Collection[str], most: int) -> Doubts:
        """As `Shelf`."""
        asked = sought(wanted)
        waiting = self._rows.sure(asked) - len(self._rows.among(asked, judged))
        found = [one for one in self._rows.doubts(asked, most + len(judged)) if one[1] not in judged]
        return Doubts(waiting, tuple(found[:most]))

    def among(self, wanted: Wanted, claims: Collection[str]) -> set[str]:
        """As `Shelf`."""
        return self._rows.among(sought(wanted), claims)


class HeldShelf:
    """As `Shelf`, of events in memory."""

    def __init__(self, facts: Collection[Facts]) -> None:
        self._facts = facts
        self._last: tuple[Wanted, tuple[Facts, ...]] | None = None

    def _chosen(self, wanted: Wanted) -> tuple[Facts, ...]:
        if self._last is None or self._last[0] != wanted:
            found = chosen_facts(
                self._facts, wanted.between, wanted.party, wanted.issue, wanted.event_type, wanted.since, wanted.until, wanted.speech
            )  # fmt: skip
            self._last = wanted, tuple(found)
        return self._last[1]

    def total(self, wanted: Wanted) -> int:
        """As `Shelf`."""
        return len(self._chosen(wanted))

    def stretch(
        self, wanted: Wanted, cut: slice, newest: bool = False, spot: str | None = None
    ) -> tuple[TimelineRow, ...]:
        """As `Shelf`."""
        found = [one.row for one in self._chosen(wanted) if spot is None or gathered.spot_of(one.row) == spot]
        return tuple((newest_first(found) if newest else found)[cut])

    def latest(self, wanted: Wanted, most: int) -> tuple[TimelineRow, ...]:
        """As `Shelf`."""
        return tuple(one.row for one in reversed(self._chosen(wanted)) if one.row.when.first)[:most]

    def counts(self, wanted: Wanted) -> tuple[Counter[str], Counter[str | None]]:
        """As `Shelf`."""
        chosen = self._chosen(wanted)
        return Counter(i for one in chosen for i in one.row.issues), Counter(one.row.lead.event_type for one in chosen)

    def years(self, wanted: Wanted, pair: tuple[str, str]) -> list[tuple[str, float, int]]:
        """As `Shelf`."""
        found: dict[str, list[tuple[float, float]]] = {}
        for one in self._chosen(wanted):
            weight, first = weight_of(one.row), one.row.when.first
            if weight is not None and first and {pair, pair[::-1]} & set(one.pairs):
                found.setdefault(first[:4], []).append((weight, one.row.lead.score or 0.0))
        return [(y, sum(w * s for w, s in own) / sum(w for w, _ in own), len(own)) for y, own in sorted(found.items())]

    def traffic(self, wanted: Wanted, most: int) -> gathered.Traffic:
        """As `Shelf`."""
        chosen = self._chosen(wanted)
        scores: dict[tuple[str, str], list[float]] = {}
        for one in chosen:
            for pair in one.pairs:
                scores.setdefault(pair, []).append(one.row.lead.score or 0.0)
        found = ((*pair, len(own), sum(own)) for pair, own in scores.items())
        return gathered.traffic(found, len(chosen), most)

    def scenes(self, wanted: Wanted) -> gathered.Scenes:
        """As `Shelf`."""
        rows = [one.row for one in self._chosen(wanted)]
        at: dict[str | None, list[int]] = {}
        for number, row in enumerate(rows):
            at.setdefault(gathered.spot_of(row), []).append(number)
        found = []
        for spot, own in at.items():
            days = [day for n in own if (day := rows[n].when.first)]  # oldest first, as the events are
            score = sum(rows[n].lead.score or 0.0 for n in own)
            found.append(
                gathered.At(spot, len(own), score, days[0] if days else None, days[-1] if days else None, own[0])
            )
        return gathered.scenes(found, lambda numbers: [gathered.where_of(rows[n]) for n in numbers])

    def doubts(self, wanted: Wanted, judged: Collection[str], most: int) -> Doubts:
        """As `Shelf`."""
        waiting = [pair for one in self._chosen(wanted) for pair in one.doubts if pair[1] not in judged]
        return Doubts(len(waiting), tuple(nsmallest(most, waiting)))

    def among(self, wanted: Wanted, claims: Collection[str]) -> set[str]:
        """As `Shelf`."""
        return set(claims) & {id_ for one in self._chosen(wanted) for _, id_ in one.doubts}


def sought(wanted: Wanted) -> Sought:
    """What is asked of the ledger's rows."""
    codes = (*(wanted.between or ()), *((wanted.party,) if wanted.party else ()))
    return Sought(codes, wanted.issue, wanted.event_type, wanted.since, wanted.until, wanted.speech)
