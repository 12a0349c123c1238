"""What a person's name alone says of their state: how often its pieces stand in the names of each state's office-holders.

A naive Bayes guess over runs of letters; a state with few known names borrows from those whose names are alike (name-areas.yaml).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

from dragoman.codebook.folder import Folder

_LENGTHS = (2, 3, 4)
_FROM_AREA, _FROM_ALL = (
    6.0,
    3.0,
)  # how many names the area counts for beside a state's own, and all names beside an area's
_OVERLAP = 4.0  # pieces of one word overlap, and say the same this many times


def pieces(name: str) -> frozenset[str]:
    """Runs of two to four letters of each word, its ends marked ^ and $, and the words themselves (=)."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    found: set[str] = set()
    for word in plain.replace("-", " ").replace("'", "").replace("’", "").split():
        marked = f"^{word}$"
        found.update(marked[i : i + n] for n in _LENGTHS for i in range(len(marked) - n + 1))
        found.add(f"={word}")
    return frozenset(found)


@dataclass(frozen=True)
class Names:
    """counts: piece → state → people. total: people a state. alike: state → those whose names are alike, itself among them."""

    counts: Mapping[str, Mapping[str, int]]
    total: Mapping[str, int]
    alike: Mapping[str, frozenset[str]]

    @cached_property
    def _all(self) -> int:
        return sum(self.total.values()) or 1

    def scores(self, name: str, states: Iterable[str]) -> dict[str, float]:
        """State → log of how much likelier the name is there than anywhere; 0 where nothing is known."""
        told = [found for piece in pieces(name) if (found := self.counts.get(piece))]
        anywhere = [sum(found.values()) / self._all for found in told]
        return {state: self._likelier(state, told, anywhere) / _OVERLAP for state in states}

    def _likelier(self, state: str, told: Sequence[Mapping[str, int]], anywhere: Sequence[float]) -> float:
        near = self.alike.get(state, frozenset({state}))
        own, all_near = self.total.get(state, 0) + _FROM_AREA, sum(self.total.get(s, 0) for s in near) + _FROM_ALL
        found = 0.0
        for counts, share in zip(told, anywhere):
            area = (sum(n for s, n in counts.items() if s in near) + _FROM_ALL * share) / all_near
            found += log((counts.get(state, 0) + _FROM_AREA * area) / own / share)
        return found


def areas(folder: Folder) -> dict[str, frozenset[str]]:
    """State → all states of the areas that it stands in."""
    found: dict[str, frozenset[str]] = {}
    for entry in folder.entries("name-areas.yaml"):
        states = frozenset(entry["states"])
        for state in states:
            found[state] = found.get(state, frozenset()) | states
    return found


class _Packed(Mapping[str, Mapping[str, int]]):
    """Pieces with their states as written (`JPN:3 KOR:1`), read when asked for: few of many are. What was read last is kept."""

    def __init__(self, rows: dict[str, str]) -> None:
        self._rows = rows
        self._read = lru_cache(maxsize=4096)(self._counts)

    def __getitem__(self, piece: str) -> Mapping[str, int]:
        return self._read(piece)

    def _counts(self, piece: str) -> Mapping[str, int]:
        return dict(_counted(one) for one in self._rows[piece].split())

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@lru_cache(maxsize=4)
def load_names(folder: Folder) -> Names:
    """The shipped table of pieces, and a user's beside it; read when a name is first asked about."""
    rows = {row["piece"]: row["states"] for row in folder.rows("name-pieces.tsv.gz")}
    total = dict(_counted(one) for one in rows.pop("", "").split())
    return Names(_Packed(rows), total, areas(folder))


def _counted(word: str) -> tuple[str, int]:
    state, _, number = word.partition(":")
    return state, int(number)
