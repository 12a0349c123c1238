"""Two sets of event data side by side: counts by dyad, month and type, and which rows tell of the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from dragoman.records.data_row import DataRow, Dyad, Match, SideBySide

Key = tuple[str, str, str]


def side_by_side(ledger: Iterable[DataRow], data: Iterable[DataRow], window: int = 1) -> SideBySide:
    """Counts and matches of two sets of rows.

    window: days that two rows of the same dyad and type may be apart and still match. Each row matches at most one of the
    other side: those of the same day first, then those nearest in time; among equals, earlier rows first. Both sets are
    held in memory, as narrow rows.
    """
    aside: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    counts: dict[tuple[str, str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    ours = _usable(ledger, 0, counts, aside)
    theirs = _usable(data, 1, counts, aside)
    matched = _matches(ours, theirs, window)
    taken, given = {id(m.ledger) for m in matched}, {id(m.data) for m in matched}
    return SideBySide(
        {key: (both[0], both[1]) for key, both in sorted(counts.items())},
        tuple(matched),
        tuple(row for row in ours if id(row) not in taken),
        tuple(row for row in theirs if id(row) not in given),
        {reason: (both[0], both[1]) for reason, both in sorted(aside.items())},
    )


def _usable(
    rows: Iterable[DataRow],
    side: int,
    counts: dict[tuple[str, str, str, str], list[int]],
    aside: dict[str, list[int]],
) -> list[DataRow]:
    """The rows that have all that is compared; they are counted, the others set aside with a reason."""
    found = []
    for row in rows:
        reason = _lacks(row)
        if reason:
            aside[reason][side] += 1
            continue
        assert row.day is not None and row.event_type is not None
        found.append(row)
        for actor, recipient in dict.fromkeys(row.dyads):
            counts[actor, recipient, row.day[:7], row.event_type][side] += 1
    return found


def _lacks(row: DataRow) -> str | None:
    if row.event_type is None:
        return "no PLOVER type"
    if not row.dyads:
        return "no pair of codes"
    return "no day" if row.day is None else None


def _matches(ours: list[DataRow], theirs: list[DataRow], window: int) -> list[Match]:
    """One-to-one matches, nearest days first."""
    index: dict[Key, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, row in enumerate(ours):
        for key in _keys(row):
            index[key][_ordinal(row)].append(number)
    candidates = [n for n, row in enumerate(theirs) if any(key in index for key in _keys(row))]
    taken: set[int] = set()
    found: dict[int, Match] = {}
    for apart in _distances(window):
        for number in candidates:
            if number not in found:
                match = _match(theirs[number], apart, index, ours, taken)
                if match:
                    found[number] = match
    return [found[number] for number in sorted(found)]


def _match(
    row: DataRow, apart: int, index: dict[Key, dict[int, list[int]]], ours: list[DataRow], taken: set[int]
) -> Match | None:
    day = _ordinal(row) - apart
    for key in _keys(row):
        for number in index[key].get(day, ()) if key in index else ():
            if number not in taken:
                taken.add(number)
                return Match(ours[number], row, (key[0], key[1]), apart)
    return None


def _distances(window: int) -> Iterator[int]:
    """0, 1, −1, 2, −2 …: the data's day less the ledger's."""
    yield 0
    for apart in range(1, window + 1):
        yield apart
        yield -apart


def _keys(row: DataRow) -> Iterator[Key]:
    for actor, recipient in row.dyads:
        yield actor, recipient, row.event_type or ""


def _ordinal(row: DataRow) -> int:
    return date.fromisoformat(row.day or "").toordinal()


def by_dyad(counts: SideBySide) -> dict[Dyad, tuple[int, int]]:
    """Events of each dyad over all months and types, (ledger, data), most first."""
    ours: Counter[Dyad] = Counter()
    theirs: Counter[Dyad] = Counter()
    for (actor, recipient, _, _), (one, other) in counts.counts.items():
        ours[actor, recipient] += one
        theirs[actor, recipient] += other
    dyads = sorted({*ours, *theirs}, key=lambda d: (-(ours[d] + theirs[d]), d))
    return {dyad: (ours[dyad], theirs[dyad]) for dyad in dyads}
