"""Two sides' accounts of one meeting: rows of points that tell the same thing, and the order and weight of topics."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.analyse.aligning import Link, align, load_model
from dragoman.analyse.aligning.marks import marks_of
from dragoman.analyse.aligning.relations import relation_features, relation_of
from dragoman.codebook.issues import Issues
from dragoman.codebook.rareness import Rareness
from dragoman.codebook.rival_names import RivalNames
from dragoman.records.comparison import Mark, Point, Row, Weight
from dragoman.records.pointed import Pointed


@dataclass(frozen=True)
class Knowledge:
    """What two accounts are compared with, from the codebook."""

    issues: Issues
    rareness: Rareness
    names: RivalNames

    @property
    def wider(self) -> Callable[[frozenset[str]], frozenset[str]]:
        """Issues with the wider ones that they lie in."""
        above = {issue.id: issue.within for issue in self.issues.items}
        return lambda issues: issues | {w for i in issues if (w := above.get(i))}


def rows_of_points(left: Sequence[Pointed], right: Sequence[Pointed], known: Knowledge) -> tuple[Row, ...]:
    """Each point in exactly one row; rows in the order of the left side, what the right side alone tells put in where it stands there."""
    model = load_model()
    links, names = align(left, right, model, known.rareness, known.wider)
    rows = []
    for group in _groups(links):
        chosen = [link for link in links if link.left in group[0]]
        marks = [marks_of(left[x.left].point, right[x.right].point, known.names) for x in chosen]
        values = [relation_features(left[x.left], right[x.right], x, names, m) for x, m in zip(chosen, marks)]
        found = tuple(dict.fromkeys(m for some in marks for m in some))
        relation = relation_of(values, found, model)
        sides = tuple(left[n].point for n in group[0]), tuple(right[n].point for n in group[1])
        if relation == "contested" and not found:
            found = (_claim(left, right, max(chosen, key=lambda x: x.likeness)),)
        rows.append(Row(*sides, relation, found if relation == "contested" else (), max(x.likeness for x in chosen)))
    taken = ({id(p) for r in rows for p in r.left}, {id(p) for r in rows for p in r.right})
    alone = [[p.point for p in side if id(p.point) not in told] for side, told in zip((left, right), taken)]
    rows += [Row(points, (), "only") for points in _sentences(alone[0])]
    rows += [Row((), points, "only") for points in _sentences(alone[1])]
    return _ordered(rows, [p.point for p in left], [p.point for p in right])


def _sentences(points: Sequence[Point]) -> list[tuple[Point, ...]]:
    """Points put together where they stand in one sentence."""
    found: list[tuple[Point, ...]] = []
    for point in points:
        last = found[-1][-1] if found else None
        if last is not None and (last.document, last.sentence) == (point.document, point.sentence):
            found[-1] = (*found[-1], point)
        else:
            found.append((point,))
    return found


def _claim(left: Sequence[Pointed], right: Sequence[Pointed], link: Link) -> Mark:
    one, other = left[link.left].point, right[link.right].point
    return Mark("claim", one.span, other.span, one.document, other.document)


def _groups(links: Sequence[Link]) -> list[tuple[list[int], list[int]]]:
    """Points that links join, as few as will do: (left, right) numbers."""
    groups: list[tuple[set[int], set[int]]] = []
    for link in links:
        met = [g for g in groups if link.left in g[0] or link.right in g[1]]
        joined = ({link.left}.union(*(g[0] for g in met)), {link.right}.union(*(g[1] for g in met)))
        groups = [g for g in groups if g not in met] + [joined]
    return sorted((sorted(a), sorted(b)) for a, b in groups)


def _ordered(rows: Sequence[Row], left: Sequence[Point], right: Sequence[Point]) -> tuple[Row, ...]:
    at = ({id(p): n for n, p in enumerate(left)}, {id(p): n for n, p in enumerate(right)})
    first = {id(r): min((at[0][id(p)] for p in r.left), default=-1) for r in rows}
    beside = {at[1][id(p)]: first[id(r)] for r in rows if r.left for p in r.right}

    def place(row: Row) -> tuple[int, int, int]:
        if row.left:
            return first[id(row)], 0, 0
        here = at[1][id(row.right[0])]
        before = max((n for n in beside if n < here), default=None)
        return (-1 if before is None else beside[before]), 1, here

    return tuple(sorted(rows, key=place))


def weights_of(left: Sequence[Point], right: Sequence[Point]) -> tuple[Weight, ...]:
    """Topics with their share of each side's words and their place in its order, the heaviest first."""
    sides = (left, right)
    total = [max(1, sum(p.words for p in side)) for side in sides]
    topics = dict.fromkeys(p.topic for side in sides for p in side)
    orders = [list(dict.fromkeys(p.topic for p in side)) for side in sides]
    found = [
        Weight(
            topic,
            (_share(left, topic, total[0]), _share(right, topic, total[1])),
            (_place(orders[0], topic), _place(orders[1], topic)),
        )
        for topic in topics
    ]
    return tuple(sorted(found, key=lambda w: (-sum(w.words), w.topic or "")))


def _share(side: Sequence[Point], topic: str | None, total: int) -> float:
    return sum(p.words for p in side if p.topic == topic) / total


def _place(order: Sequence[str | None], topic: str | None) -> int | None:
    return order.index(topic) + 1 if topic in order else None
