"""Who acts on whom, by code alone: what rows of different data can be compared by."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations, product


def dyads_of(
    actors: Iterable[str], recipients: Iterable[str], mutual: bool = False, symmetric: bool = True
) -> tuple[tuple[str, str], ...]:
    """Every actor with every recipient, each pair once; mutual: both ways.

    Without recipients, where the act can be symmetric, every ordered pair of different actors.
    """
    ours, theirs = dict.fromkeys(actors), dict.fromkeys(recipients)
    if not theirs:
        return tuple(permutations(ours, 2)) if symmetric or mutual else ()
    pairs = list(product(ours, theirs))
    return tuple(dict.fromkeys([*pairs, *((b, a) for a, b in pairs)] if mutual else pairs))
