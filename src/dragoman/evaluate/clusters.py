"""Clusters of mentions, gold against said: B³, pairs, MUC, CEAF-e and their mean as CoNLL counts it.

Sources: Bagga and Baldwin 1998 (B³), Vilain et al. 1995 (MUC), Luo 2005 (CEAF, with φ4), Pradhan et al. 2014 (CoNLL).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

Clusters = dict[str, frozenset[str]]


def score_clusters(gold: Mapping[str, str], said: Mapping[str, str]) -> dict[str, float]:
    """Precision, recall and F1 of each measure, 0–1. gold, said: mention → name of its cluster, for the same mentions.

    `lone` is what leaving every mention alone would give in B³ F1. Without mentions all are 1. Raises ValueError when the
    mentions differ.
    """
    if gold.keys() != said.keys():
        raise ValueError("gold and said hold different mentions")
    alone = {mention: mention for mention in gold}
    found = {
        **_named("b3", _b3(gold, said)),
        **_named("pair", _pairs(gold, said)),
        **_named("muc", (_muc(said, gold), _muc(gold, said))),
        **_named("ceafe", _ceafe(gold, said)),
    }
    found["conll_f1"] = (found["b3_f1"] + found["muc_f1"] + found["ceafe_f1"]) / 3
    found["b3_f1_lone"] = _f1(*_b3(gold, alone))
    return found


def _named(name: str, both: tuple[float, float]) -> dict[str, float]:
    return {f"{name}_precision": both[0], f"{name}_recall": both[1], f"{name}_f1": _f1(*both)}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def clusters_of(named: Mapping[str, str]) -> Clusters:
    """Name → the mentions of the cluster."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention, name in named.items():
        found[name].add(mention)
    return {name: frozenset(members) for name, members in found.items()}


def _b3(gold: Mapping[str, str], said: Mapping[str, str]) -> tuple[float, float]:
    if not gold:
        return 1.0, 1.0
    of_gold, of_said = clusters_of(gold), clusters_of(said)
    shared = {m: len(of_gold[gold[m]] & of_said[said[m]]) for m in gold}
    precision = sum(shared[m] / len(of_said[said[m]]) for m in gold) / len(gold)
    return precision, sum(shared[m] / len(of_gold[gold[m]]) for m in gold) / len(gold)


def _pairs(gold: Mapping[str, str], said: Mapping[str, str]) -> tuple[float, float]:
    right = _count(Counter((gold[m], said[m]) for m in gold))
    in_gold, in_said = _count(Counter(gold.values())), _count(Counter(said.values()))
    return right / in_said if in_said else 1.0, right / in_gold if in_gold else 1.0


def _count(sizes: Counter[str] | Counter[tuple[str, str]]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def _muc(key: Mapping[str, str], response: Mapping[str, str]) -> float:
    """Share of the links that hold the clusters of `key` together which `response` has too."""
    kept = links = 0
    for members in clusters_of(key).values():
        links += len(members) - 1
        kept += len(members) - len({response[m] for m in members})
    return kept / links if links else 1.0


def _ceafe(gold: Mapping[str, str], said: Mapping[str, str]) -> tuple[float, float]:
    """Likeness of clusters under the best one-to-one alignment, over the number of clusters of either side."""
    of_gold, of_said = clusters_of(gold), clusters_of(said)
    if not of_gold:
        return 1.0, 1.0
    total = sum(_aligned(gold, said, part, of_gold, of_said) for part in _connected(gold, said))
    return total / len(of_said), total / len(of_gold)


def _connected(gold: Mapping[str, str], said: Mapping[str, str]) -> list[tuple[list[str], list[str]]]:
    """(gold, said) names of clusters that hang together over common mentions: only these can be aligned."""
    root: dict[tuple[int, str], tuple[int, str]] = {}

    def find(node: tuple[int, str]) -> tuple[int, str]:
        while root.setdefault(node, node) != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for mention, name in gold.items():
        root[find((0, name))] = find((1, said[mention]))
    parts: dict[tuple[int, str], tuple[list[str], list[str]]] = {}
    for node in sorted(root):
        parts.setdefault(find(node), ([], []))[node[0]].append(node[1])
    return list(parts.values())


def _aligned(
    gold: Mapping[str, str],
    said: Mapping[str, str],
    part: tuple[Sequence[str], Sequence[str]],
    of_gold: Clusters,
    of_said: Clusters,
) -> float:
    rows, columns = part if len(part[0]) <= len(part[1]) else (part[1], part[0])
    of_rows, of_columns = (of_gold, of_said) if rows is part[0] else (of_said, of_gold)
    table = [[_phi4(of_rows[r], of_columns[c]) for c in columns] for r in rows]
    return _best_sum(table)


def _phi4(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _best_sum(table: Sequence[Sequence[float]]) -> float:
    """The greatest sum of entries, one of each row and at most one of each column; no more rows than columns.

    Source: the Hungarian method with potentials (Kuhn 1955, Munkres 1957), O(rows² · columns).
    """
    rows, columns = len(table), len(table[0])
    by_row, by_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0], here = row, 0
        least, before, used = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while row_of[here]:
            used[here] = True
            at, step, following = row_of[here], float("inf"), 0
            for column in range(1, columns + 1):
                if used[column]:
                    continue
                cost = -table[at - 1][column - 1] - by_row[at] - by_column[column]
                if cost < least[column]:
                    least[column], before[column] = cost, here
                if least[column] < step:
                    step, following = least[column], column
            for column in range(columns + 1):
                if used[column]:
                    by_row[row_of[column]] += step
                    by_column[column] -= step
                else:
                    least[column] -= step
            here = following
        while here:
            row_of[here] = row_of[before[here]]
            here = before[here]
    return sum(table[row_of[c] - 1][c - 1] for c in range(1, columns + 1) if row_of[c])
