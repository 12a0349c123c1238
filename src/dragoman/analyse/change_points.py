"""Change points of a sequence of scores: found by PELT, kept where a test by permutation bears them out.

PELT: Killick, Fearnhead and Eckley, Journal of the American Statistical Association 107 (2012), as the
library ruptures has it in C (a linear kernel is the cost of squares).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# A stretch between changes has at least so many events; a change is kept at this level of the test.
LEAST, LEVEL = 10, 0.01
_SHUFFLES = 999


def change_points(scores: Sequence[float], days: Sequence[str]) -> tuple[tuple[int, float], ...]:
    """(place, p) of each change of the mean: the place of the first score after it, which is the first of its day.

    days: of the scores, in order. Each change is tested against shuffles of whole days in the two stretches beside it, since events of one day are
    not independent: p is the share of shuffles in which some place parts the stretches as well. Raises ImportError without ruptures.
    """
    try:
        import ruptures
    except ImportError as error:
        raise ImportError("change points need ruptures: pip install 'dragoman[changes]'") from error
    signal = np.asarray(scores, dtype=np.float64)
    if len(signal) < 2 * LEAST or float(signal.std()) == 0.0:
        return ()
    penalty = 2 * _noise(signal) * math.log(len(signal))
    found = ruptures.KernelCPD(kernel="linear", min_size=LEAST).fit(signal.reshape(-1, 1)).predict(pen=penalty)
    places = sorted({_first_of_day(int(n), days) for n in found[:-1]})
    return _kept([n for n in places if LEAST <= n <= len(signal) - LEAST], signal, days)


def _noise(signal: NDArray[np.float64]) -> float:
    """Variance about a mean that may change: of differences of neighbours, halved; of all where that is nothing."""
    return float(np.mean(np.diff(signal) ** 2) / 2) or float(signal.var())


def _first_of_day(place: int, days: Sequence[str]) -> int:
    while place > 0 and days[place - 1] == days[place]:
        place -= 1
    return place


def _kept(places: Sequence[int], signal: NDArray[np.float64], days: Sequence[str]) -> tuple[tuple[int, float], ...]:
    """Drops the least sure change and tests the others anew, until all that are left hold."""
    left = list(places)
    while left:
        bounds = [0, *left, len(signal)]
        tested = [(_p(signal, days, *bounds[n : n + 3]), place) for n, place in enumerate(left)]
        worst, place = max(tested)
        if worst <= LEVEL:
            return tuple((at, p) for p, at in tested)
        left.remove(place)
    return ()


def _p(signal: NDArray[np.float64], days: Sequence[str], first: int, place: int, last: int) -> float:
    part = signal[first:last] - signal[first:last].mean()
    if place - first < LEAST or last - place < LEAST:
        return 1.0
    told = float(_gains(part)[place - first - 1])
    _, which = np.unique(np.asarray(days[first:last]), return_inverse=True)
    random = np.random.default_rng(0)
    beaten = 0
    for _ in range(_SHUFFLES):
        order = np.argsort(random.random(int(which.max()) + 1)[which], kind="stable")
        gains = _gains(part[order])
        beaten += bool(gains[LEAST - 1 : len(part) - LEAST].max() >= told)
    return (1 + beaten) / (1 + _SHUFFLES)


def _gains(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """By how much squares shrink when centred scores are parted after each place."""
    size = len(scores)
    left = np.arange(1, size)
    sums = np.cumsum(scores)[:-1]
    return np.asarray(sums**2 * (1 / left + 1 / (size - left)))
