"""Which claims are compared at all: those that share telling words or parties and lie near in time, in near-linear time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
# Days that two reports of one happening may lie apart.
REACH_DAYS = 400
_PARTIES = 20.0  # weight that makes a pair by itself

Ints = npt.NDArray[np.int64]


def candidates(looks: Sequence[Look]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `looks`, the smaller first, in order; each once.

    looks: in their order. Pairs share rare words of weight `LEAST_SHARED` in sum, or what they are (type, parties, day), or a
    text. A word that many claims share leads only to the nearest ones by day.
    """
    pairs: list[Ints] = []
    weights: list[npt.NDArray[np.float32]] = []
    for found, weight in _by_keys(looks):
        pairs.append(found)
        weights.append(weight)
    if not pairs:
        return
    both, weight = np.concatenate(pairs), np.concatenate(weights)
    order = np.argsort(both, kind="stable")
    both, weight = both[order], weight[order]
    starts = np.flatnonzero(np.concatenate([[True], both[1:] != both[:-1]]))
    sums = np.add.reduceat(weight, starts)
    for pair in both[starts[sums >= LEAST_SHARED]]:
        yield int(pair) // len(looks), int(pair) % len(looks)


def _by_keys(looks: Sequence[Look]) -> Iterator[tuple[Ints, npt.NDArray[np.float32]]]:
    for keys, reach in ((_word_keys, NEIGHBOURS), (_party_keys, NEIGHBOURS_PARTIES)):
        rows = [(key, day, place, weight) for place, one in enumerate(looks) for key, day, weight in keys(one)]
        if not rows:
            continue
        key = np.array([r[0] for r in rows], dtype=np.int64)
        day = np.array([r[1] for r in rows], dtype=np.int64)
        place = np.array([r[2] for r in rows], dtype=np.int64)
        weight = np.array([r[3] for r in rows], dtype=np.float32)
        yield from _near(key, day, place, weight, reach, len(looks))


def _near(
    key: Ints, day: Ints, place: Ints, weight: npt.NDArray[np.float32], reach: int, count: int
) -> Iterator[tuple[Ints, npt.NDArray[np.float32]]]:
    order = np.lexsort((place, day, key))
    key, day, place, weight = key[order], day[order], place[order], weight[order]
    for step in range(1, reach + 1):
        same = np.flatnonzero((key[step:] == key[:-step]) & (day[step:] - day[:-step] <= REACH_DAYS))
        if not len(same):
            return
        one, other = place[same], place[same + step]
        yield np.minimum(one, other) * count + np.maximum(one, other), weight[same]


def _word_keys(look: Look) -> Iterator[tuple[int, int, float]]:
    if look.type is None and not look.words:
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
