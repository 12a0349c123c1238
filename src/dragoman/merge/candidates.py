"""Which claims are compared at all: those that share telling words or parties and lie near in time, in near-linear time."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from dragoman.merge.look import Look

# Claims that share a key are compared with at most so many of the next ones by day.
NEIGHBOURS = 24
NEIGHBOURS_PARTIES = 10
# A stem is a key from this weight on; so much shared weight makes a pair.
KEY_WEIGHT = 4.0
LEAST_SHARED = 7.0
MOST_KEYS = 14
# Days that two told days may lie apart: a night or a time zone may lie between.
SLACK_DAYS = 1
# Days that two reports of one happening may lie apart.
REACH_DAYS = 400
_PARTIES = 20.0  # weight that makes a pair by itself
_AT_ONCE = 4_000_000  # pairs that are sorted at a time: sorting takes four times their memory
_NEVER = 5_000_000  # a day behind all days

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def candidates(looks: Sequence[Look], alike: frozenset[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `looks`, the smaller first, in order; each once.

    looks: in their order. alike: pairs of types that one happening is told under. Pairs share rare words of weight `LEAST_SHARED` in
    sum, or what they are (type, parties, day), or a text, and neither their days, types nor reality forbid it at once. A word that
    many claims share leads only to the nearest ones by day.
    """
    pairs: list[Ints] = []
    weights: list[npt.NDArray[np.float32]] = []
    may = _Possible(looks, alike)
    for keys, reach in ((_word_keys, NEIGHBOURS), (_party_keys, NEIGHBOURS_PARTIES)):
        for found, weight in _near(_Postings(looks, keys), reach, may):
            pairs.append(found)
            weights.append(weight)
    shares = 1 + sum(map(len, pairs)) // _AT_ONCE
    bounds = [len(looks) * n // shares * len(looks) for n in range(shares)] + [len(looks) ** 2]
    for least, end in pairwise(bounds):
        for pair in _heavy(pairs, weights, least, end):
            yield pair // len(looks), pair % len(looks)


def _heavy(pairs: Sequence[Ints], weights: Sequence[npt.NDArray[np.float32]], least: int, end: int) -> list[int]:
    """The pairs from `least` to before `end` whose weights are enough in sum, each once, in order."""
    inside = [(both >= least) & (both < end) for both in pairs]
    both = np.concatenate([np.zeros(0, dtype=np.int64), *(p[kept] for p, kept in zip(pairs, inside))])
    if not len(both):
        return []
    weight = np.concatenate([np.zeros(0, dtype=np.float32), *(w[kept] for w, kept in zip(weights, inside))])
    order = np.argsort(both, kind="stable")
    both, weight = both[order], weight[order]
    starts = np.flatnonzero(np.concatenate([[True], both[1:] != both[:-1]]))
    sums = np.add.reduceat(weight, starts)
    found: list[int] = both[starts[sums >= LEAST_SHARED]].tolist()
    return found


class _Possible:
    """Whether days, types and reality leave it open that claims are one happening, for many pairs at once."""

    def __init__(self, looks: Sequence[Look], alike: frozenset[frozenset[str]]) -> None:
        self.count = len(looks)
        self.first = np.array([one.first or 0 for one in looks], dtype=np.int32)
        self.last = np.array([one.last or _NEVER for one in looks], dtype=np.int32)
        kinds = {kind: n for n, kind in enumerate(sorted({one.type or "" for one in looks}))}
        self.kind = np.array([kinds[one.type or ""] for one in looks], dtype=np.int16)
        self.alike = np.array([[a == b or frozenset((a, b)) in alike for b in kinds] for a in kinds], dtype=np.bool_)
        real: dict[frozenset[str], int] = {}
        self.reality = np.array([real.setdefault(one.reality, len(real)) for one in looks], dtype=np.int16)

    def __call__(self, one: Ints, other: Ints) -> Bools:
        """For pairs of places. Days may lie `SLACK_DAYS` apart."""
        meet = (self.first[one] <= self.last[other] + SLACK_DAYS) & (self.first[other] <= self.last[one] + SLACK_DAYS)
        told: Bools = meet & self.alike[self.kind[one], self.kind[other]] & (self.reality[one] == self.reality[other])
        return told


class _Postings:
    """The keys of all claims as columns, sorted by key, day and place. Columns of numbers: a ledger has millions of them."""

    def __init__(self, looks: Sequence[Look], keys: Callable[[Look], Iterator[tuple[int, int, float]]]) -> None:
        found, days, places, weights = array("q"), array("i"), array("i"), array("f")
        for place, look in enumerate(looks):
            for key, day, weight in keys(look):
                found.append(key)
                days.append(day)
                places.append(place)
                weights.append(weight)
        by_key, by_day = np.array(found, dtype=np.int64), np.array(days, dtype=np.int32)
        of, weigh = np.array(places, dtype=np.int64), np.array(weights, dtype=np.float32)
        order = np.lexsort((of, by_day, by_key))
        self.key, self.day, self.place, self.weight = by_key[order], by_day[order], of[order], weigh[order]


def _near(found: _Postings, reach: int, may: _Possible) -> Iterator[tuple[Ints, npt.NDArray[np.float32]]]:
    """Pairs that share a key, each with its weight; of more than `reach` claims, the next ones by day."""
    key, day, place = found.key, found.day, found.place
    for step in range(1, reach + 1):
        same = np.flatnonzero((key[step:] == key[:-step]) & (day[step:] - day[:-step] <= REACH_DAYS))
        if not len(same):
            return
        same = same[may(place[same], place[same + step])]
        one, other = place[same], place[same + step]
        yield np.minimum(one, other) * may.count + np.maximum(one, other), found.weight[same]


def _word_keys(look: Look) -> Iterator[tuple[int, int, float]]:
    if look.type is None and not look.told:
        return
    day = _middle(look)
    rare = sorted(((w, s) for s, w in look.around.items() if w >= KEY_WEIGHT), reverse=True)[:MOST_KEYS]
    kind = "s" if look.type is None else "a"
    for weight, stem in rare:
        yield _hash(f"{kind} {stem}"), day, weight


def _party_keys(look: Look) -> Iterator[tuple[int, int, float]]:
    day = _middle(look)
    if look.type is not None:
        yield _hash(f"t {look.text_id}"), look.evidence[0] // 40, _PARTIES
    if look.type is None or not look.countries:
        return
    yield _hash(f"p {look.type} {' '.join(sorted(look.codes))}"), day, _PARTIES
    for kind in (look.type, *look.deeds):
        for country in look.countries:
            yield _hash(f"c {kind} {country}"), day, LEAST_SHARED
    if look.dated and look.first == look.last:
        yield _hash(f"d {look.type} {look.first} {' '.join(sorted(look.codes)[:2])}"), day, _PARTIES


def _middle(look: Look) -> int:
    """The day by which a claim lies among others: the last on which it may have happened; 0 when it is unknown."""
    return look.last or look.published or 0


def _hash(key: str) -> int:
    return crc32(key.encode()) << 20 | crc32(key[::-1].encode()) & 0xFFFFF
