"""What is asked of merged events again and again, told once for each: who takes part, who acts on whom, how doubtful its claims are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from math import log2
from typing import NamedTuple

from dragoman.analyse.dyads import directed_pairs
from dragoman.analyse.timeline import in_period
from dragoman.codebook.plover import Plover
from dragoman.records.answers import TimelineRow


class Facts(NamedTuple):
    """A merged event. parties: codes of all who take part. pairs: (actor, recipient). doubts: (−bits, id) of each claim, see `entropy`."""

    row: TimelineRow
    parties: frozenset[str]
    pairs: tuple[tuple[str, str], ...]
    doubts: tuple[tuple[float, str], ...]


def facts_of(
    rows: Iterable[TimelineRow], plover: Plover, before: Mapping[str, Facts] | None = None
) -> dict[str, Facts]:
    """Row id → its facts, in order of the rows. before: facts that are kept where the row is the same."""
    known = before or {}
    found: dict[str, Facts] = {}
    for row in rows:
        old = known.get(row.id)
        found[row.id] = old if old is not None and old.row is row else _facts(row, plover)
    return found


def _facts(row: TimelineRow, plover: Plover) -> Facts:
    doubts = tuple((-entropy(claim.confidence), claim.id) for claim in row.claims)
    return Facts(row, row.parties, directed_pairs(row, plover), doubts)


def chosen_facts(
    facts: Iterable[Facts],
    between: tuple[str, str] | None,
    party: str | None,
    issue: str | None,
    event_type: str | None,
    since: str | None,
    until: str | None,
    speech: bool,
) -> Iterator[Facts]:
    """Those that meet all that is given, as `analyse.timeline.chosen`."""
    every = frozenset((*(between or ()), *((party,) if party else ())))
    for one in facts:
        row = one.row
        if (
            every <= one.parties
            and (speech or row.lead.event_type is not None)
            and (issue is None or issue in row.issues)
            and (event_type is None or row.lead.event_type == event_type)
            and in_period(row.when, since, until)
        ):
            yield one


@lru_cache(maxsize=4096)
def entropy(probability: float) -> float:
    """Bits of a coin that falls so with a probability, 0–1."""
    return -sum(p * log2(p) for p in (probability, 1 - probability) if 0 < p < 1)
