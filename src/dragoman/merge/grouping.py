"""Pairs that are likely one happening → groups, in which no claim disagrees with another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dragoman.merge.look import Look

# Of two groups, at most so many claims each, the earliest, are weighed against each other.
WEIGHED = 6

Forbids = Callable[[Look, Look], str | None]
Weigh = Callable[[Look, Look], float]


class Groups:
    """Claims put together so far, the likeliest pairs first.

    Two groups join only when no claim of one disagrees with a claim of the other, and their claims are like each other on the
    whole: their mean weight is `least` or more.
    """

    def __init__(self, looks: Sequence[Look], forbids: Forbids, weigh: Weigh, least: float) -> None:
        self.looks, self.forbids, self.weigh, self.least = looks, forbids, weigh, least
        self.group = list(range(len(looks)))
        self.members: dict[int, list[int]] = {}
        self.joins: dict[int, list[tuple[int, int]]] = {}

    def join(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Joins the groups of pairs of places, in their order, where nothing stands against it."""
        for a, b in pairs:
            one, other = sorted((self.group[a], self.group[b]))
            if one != other and self._fit(one, other):
                self._unite(one, other, (a, b))

    def _of(self, group: int) -> list[int]:
        return self.members.get(group, [group])

    def _fit(self, one: int, other: int) -> bool:
        mine, theirs = ([self.looks[m] for m in self._of(group)] for group in (one, other))
        if any(self.forbids(x, y) for x in mine for y in theirs):
            return False
        weights = [self.weigh(x, y) for x in mine[:WEIGHED] for y in theirs[:WEIGHED]]
        return sum(weights) / len(weights) >= self.least

    def _unite(self, one: int, other: int, pair: tuple[int, int]) -> None:
        for member in self._of(other):
            self.group[member] = one
        self.members[one] = sorted([*self._of(one), *self._of(other)])
        self.members.pop(other, None)
        self.joins[one] = [*self.joins.pop(one, ()), *self.joins.pop(other, ()), pair]

    def all(self) -> list[tuple[tuple[int, ...], list[tuple[int, int]]]]:
        """The groups as (places, pairs that joined them), in order of their earliest."""
        return [
            (tuple(self._of(one)), self.joins.get(one, [])) for one in range(len(self.looks)) if self.group[one] == one
        ]
