"""Features of each pair of points of two sides, for the model that says whether they tell the same thing.

What counts most: words that are rare in diplomatic prose and stand in few points of the two texts, the likeness word by word of inner
states of the encoder (as in ColBERT, Khattab and Zaharia 2020), and how either compares with the best other candidate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from dragoman.codebook.rareness import Rareness
from dragoman.records.pointed import Pointed

Grid = NDArray[np.float64]
_PIECE_CAP = 6.0
_COMMON = 1.5  # stems below this rareness are grammar
_LEAD_GAIN = 1.5


def features(
    left: Sequence[Pointed],
    right: Sequence[Pointed],
    rareness: Rareness,
    wider: Callable[[frozenset[str]], frozenset[str]],
) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    """(left points, right points, features), and the features' names.

    wider: issues with the wider ones that they lie in.
    """
    like = _likenesses(left, right, rareness)
    anchors, strongest = _anchors(left, right, rareness)
    sentence, either = _sentence_anchors(left, right, rareness)
    mean = like[-1].mean(2)
    grids: dict[str, Grid] = {f"likeness_{n}": layer.max(2) for n, layer in enumerate(like)}
    grids |= {"rank_left": _lead(mean, 1), "rank_right": _lead(mean, 0)}
    grids |= {
        "anchors": np.log1p(anchors),
        "strongest_anchor": np.log1p(strongest),
        "anchors_near": _near(left, right, anchors),
    }
    grids |= {"anchors_rank": np.clip(anchors - _best_other(anchors), -5, 5)}
    grids |= {"sentence_anchors": sentence, "sentence_or_point": either, "sentence_rank": sentence - _best(sentence)}
    grids |= {"topics": _topic_likeness(left, right)}
    grids |= _plain(left, right, rareness, wider)
    return np.stack(list(grids.values()), axis=2), tuple(grids)


def _grid(left: Sequence[Pointed], right: Sequence[Pointed], of: Callable[[Pointed, Pointed], float]) -> Grid:
    return np.array([[of(a, b) for b in right] for a in left], dtype=float).reshape(len(left), len(right))


def _likenesses(left: Sequence[Pointed], right: Sequence[Pointed], rareness: Rareness) -> list[NDArray[np.float64]]:
    """For each layer (left, right, 2): the share of one point's words, by weight, that the other has something like."""
    every = [*left, *right]
    held = Counter(stem for p in every for stem in set(p.piece_stems))
    weights = [_piece_weights(p, held, len(every), rareness) for p in every]
    found = []
    for layer in range(len(every[0].states)):
        centre = np.concatenate([p.states[layer] for p in every]).mean(0)
        units = [_units(p.states[layer] - centre) for p in every]
        grid = np.zeros((len(left), len(right), 2))
        for a in range(len(left)):
            for b in range(len(right)):
                other = len(left) + b
                like = units[a] @ units[other].T
                grid[a, b, 0] = (like.max(1) * weights[a]).sum() / max(weights[a].sum(), 1e-6)
                grid[a, b, 1] = (like.max(0) * weights[other]).sum() / max(weights[other].sum(), 1e-6)
        found.append(grid)
    return found


def _units(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6), dtype=np.float32)


def _piece_weights(one: Pointed, held: Counter[str], points: int, rareness: Rareness) -> NDArray[np.float64]:
    """Rare in the language and in these two texts counts much; marks of the model nothing."""
    found = []
    for stem in one.piece_stems:
        rare = rareness.of(stem) if stem else 0.0
        here = min(1.0, 1.3 * log((points + 1) / (held[stem] + 0.5)) / log(points + 1))
        found.append(0.0 if not stem else 0.1 if rare <= _COMMON else min(rare, _PIECE_CAP) * here)
    return np.array(found)


def _anchors(left: Sequence[Pointed], right: Sequence[Pointed], rareness: Rareness) -> tuple[Grid, Grid]:
    """Sum and maximum over shared stems of their rareness, divided by how many pairs of points share them."""
    in_left, in_right = (Counter(s for p in side for s in p.stems) for side in (left, right))
    total, most = np.zeros((len(left), len(right))), np.zeros((len(left), len(right)))
    for a, one in enumerate(left):
        for b, other in enumerate(right):
            values = [rareness.of(s) / (in_left[s] * in_right[s]) for s in one.stems & other.stems]
            total[a, b], most[a, b] = sum(values), max(values, default=0.0)
    return total, most


def _sentence_anchors(left: Sequence[Pointed], right: Sequence[Pointed], rareness: Rareness) -> tuple[Grid, Grid]:
    """As anchors, over the sentences that the points stand in; and where one side's sentence meets the other's point."""
    in_left, in_right = (Counter(s for p in side for s in p.stems) for side in (left, right))

    def worth(stems: frozenset[str]) -> float:
        return log(1 + sum(rareness.of(s) / max(1, in_left[s] * in_right[s]) for s in stems))

    sentence = _grid(left, right, lambda a, b: worth(a.sentence_stems & b.sentence_stems))
    either = _grid(left, right, lambda a, b: worth((a.sentence_stems & b.stems) | (a.stems & b.sentence_stems)))
    return sentence, either


def _near(left: Sequence[Pointed], right: Sequence[Pointed], anchors: Grid) -> Grid:
    """The strongest anchors of neighbours in the same paragraphs."""
    found = np.zeros_like(anchors)
    steps = [(d, e) for d in (-1, 0, 1) for e in (-1, 0, 1) if d or e]
    for a in range(len(left)):
        for b in range(len(right)):
            near = [
                anchors[a + d, b + e]
                for d, e in steps
                if _same_paragraph(left, a, a + d) and _same_paragraph(right, b, b + e)
            ]
            found[a, b] = max(near, default=0.0)
    return np.asarray(np.log1p(found), dtype=float)


def _same_paragraph(side: Sequence[Pointed], one: int, other: int) -> bool:
    if not 0 <= other < len(side):
        return False
    a, b = side[one].point, side[other].point
    return (a.document, a.paragraph) == (b.document, b.paragraph)


def _best(grid: Grid) -> Grid:
    """For each pair the best of its row and column, itself included."""
    return np.asarray(np.maximum(grid.max(1, keepdims=True), grid.max(0, keepdims=True)), dtype=float)


def _best_other(grid: Grid) -> Grid:
    """For each pair the best of its row and column, itself apart; 0 where there is none."""
    return np.maximum(_second(grid, 1), _second(grid, 0))


def _second(grid: Grid, axis: int) -> Grid:
    if grid.shape[axis] < 2:
        return np.zeros_like(grid)
    top = np.partition(grid, -2, axis=axis)
    highest, next_ = (np.take(top, [-1], axis=axis), np.take(top, [-2], axis=axis))
    return np.where(grid >= highest, next_, highest)


def _lead(grid: Grid, axis: int) -> Grid:
    """How far a pair is ahead of the best other one along an axis (left: 1), or behind it."""
    return grid - _second(grid, axis)


def _topic_likeness(left: Sequence[Pointed], right: Sequence[Pointed]) -> Grid:
    """Cosine of topics, those that many points have counting less."""
    every = [*left, *right]
    held = Counter(t for p in every for t in p.topics)
    weight = {t: log((len(every) + 1) / (n + 0.5)) for t, n in held.items()}

    def like(a: Pointed, b: Pointed) -> float:
        one, other = ({t: weight.get(t, 0.0) * v**0.5 for t, v in p.carried.items()} for p in (a, b))
        size = (sum(v * v for v in one.values()) * sum(v * v for v in other.values())) ** 0.5
        return sum(v * other.get(t, 0.0) for t, v in one.items()) / size if size else 0.0

    return _grid(left, right, like)


def _plain(
    left: Sequence[Pointed],
    right: Sequence[Pointed],
    rareness: Rareness,
    wider: Callable[[frozenset[str]], frozenset[str]],
) -> dict[str, Grid]:
    """Issues, numbers, acting parties, what a paragraph says it is on, acronyms, and place in the text."""
    at = {id(p): n / max(1, len(side) - 1) for side in (left, right) for n, p in enumerate(side)}
    firsts = {id(left[0]), id(right[0])}
    issues = {id(p): frozenset(p.point.issues) for p in (*left, *right)}
    broad = {key: wider(found) for key, found in issues.items()}

    def apart(a: Pointed, b: Pointed) -> bool:
        return bool(issues[id(a)] and issues[id(b)] and not broad[id(a)] & broad[id(b)])

    def lead(a: Pointed, b: Pointed) -> float:
        both = max((rareness.of(s) for s in a.leading & b.leading), default=0.0)
        one = max((rareness.of(s) for s in (a.leading & b.stems) | (b.leading & a.stems)), default=0.0)
        return max(_LEAD_GAIN * both, one)

    def alone(a: Pointed, b: Pointed) -> bool:
        return len(a.point.actors) == 1 and len(b.point.actors) == 1

    made: dict[str, Callable[[Pointed, Pointed], float]] = {
        "issues": lambda a, b: bool(broad[id(a)] & broad[id(b)]),
        "issues_apart": apart,
        "numbers": lambda a, b: min(2, len(a.numbers & b.numbers)),
        "distance": lambda a, b: abs(at[id(a)] - at[id(b)]),
        "both_first": lambda a, b: id(a) in firsts and id(b) in firsts,
        "one_first": lambda a, b: (id(a) in firsts) != (id(b) in firsts),
        "same_actor": lambda a, b: alone(a, b) and a.point.actors == b.point.actors,
        "other_actor": lambda a, b: alone(a, b) and a.point.actors != b.point.actors,
        "leading": lead,
        "acronym": lambda a, b: bool(a.acronyms & b.initials or b.acronyms & a.initials),
    }
    return {name: _grid(left, right, of) for name, of in made.items()}
