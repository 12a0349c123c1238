"""The local-level model: a level that drifts as a random walk, seen through noise; smoothed by Kalman's filter and smoother.

Durbin and Koopman, Time Series Analysis by State Space Methods, 2nd edition (2012), chapter 2, with a diffuse beginning.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

# Ratios of the drift's variance to a single observation's that are tried; the likelihood is flat between neighbours.
_RATIOS = (0.0, *(10.0 ** (n / 8) for n in range(-32, 9)))
_DIFFUSE = 1e7


@dataclass(frozen=True, slots=True)
class Smoothed:
    """Level and its variance at each time, and the drift's variance, which has the highest likelihood of those tried."""

    level: tuple[float, ...]
    variance: tuple[float, ...]
    drift: float


def smooth(means: Sequence[float | None], noise: Sequence[float], scale: float) -> Smoothed:
    """means: what is seen at each time, null for nothing; noise: its variance there. scale: variance of a single observation.

    Raises ValueError where nothing is seen at all.
    """
    if all(m is None for m in means):
        raise ValueError("nothing is seen at any time")
    drift = max((ratio * scale for ratio in _RATIOS), key=lambda q: _filtered(means, noise, q)[2])
    return Smoothed(*_smoothed(means, noise, drift), drift)


def _filtered(
    means: Sequence[float | None], noise: Sequence[float], drift: float
) -> tuple[list[tuple[float, float]], list[tuple[float, float]], float]:
    """Predicted and filtered (level, variance) at each time, and the log-likelihood of all but the first thing seen."""
    level, variance = 0.0, _DIFFUSE
    predicted, filtered, likelihood, begun = [], [], 0.0, False
    for seen, own in zip(means, noise):
        predicted.append((level, variance))
        if seen is not None:
            total = variance + own
            if begun:
                likelihood -= 0.5 * (math.log(2 * math.pi * total) + (seen - level) ** 2 / total)
            gain, begun = variance / total, True
            level, variance = level + gain * (seen - level), variance * (1 - gain)
        filtered.append((level, variance))
        variance += drift
    return predicted, filtered, likelihood


def _smoothed(
    means: Sequence[float | None], noise: Sequence[float], drift: float
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Rauch, Tung and Striebel's pass back over the filtered levels."""
    predicted, filtered, _ = _filtered(means, noise, drift)
    level, variance = filtered[-1]
    levels, variances = [level], [variance]
    for n in range(len(filtered) - 2, -1, -1):
        own, held = filtered[n]
        ahead, wide = predicted[n + 1]
        back = held / wide
        level, variance = own + back * (level - ahead), held + back**2 * (variance - wide)
        levels.append(level)
        variances.append(max(variance, 0.0))
    return tuple(reversed(levels)), tuple(reversed(variances))
