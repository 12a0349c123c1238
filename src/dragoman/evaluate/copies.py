"""Pairs of copies: what was put together against what was planted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.evaluate.planted import Planted

_MOST_SHOWN = 50


def score_copies(planted: Sequence[Planted], story_of: Mapping[str, str]) -> dict[str, Any]:
    """Precision and recall over pairs of texts of one story, recall by the edits that made a pair, and the pairs that are wrong.

    story_of: id of each planted text → any name of the story that it was put into.
    """
    gold, said, right = _pairs(Counter(p.story for p in planted)), 0, 0
    stories: dict[str, list[Planted]] = {}
    for one in planted:
        stories.setdefault(story_of[one.id], []).append(one)
    for members in stories.values():
        said += _pairs(Counter({"": len(members)}))
        right += _pairs(Counter(p.story for p in members))
    mixed = [members for members in stories.values() if len({p.story for p in members}) > 1]
    return {
        "texts": len(planted),
        "pairs": gold,
        "pair_precision": right / said if said else 1.0,
        "pair_recall": right / gold if gold else 1.0,
        "found_by_kind": _by_kind(planted, story_of),
        "put_together": [" + ".join(sorted({p.story for p in members})) for members in mixed][:_MOST_SHOWN],
        "missed": [p.id for p in planted if story_of[p.id] != story_of[p.story]][:_MOST_SHOWN],
    }


def _pairs(sizes: Counter[str]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def _by_kind(planted: Sequence[Planted], story_of: Mapping[str, str]) -> dict[str, float]:
    """Kind of edit → share of its copies that are in the story of their original."""
    made = Counter(p.kind for p in planted if p.id != p.story)
    found = Counter(p.kind for p in planted if p.id != p.story and story_of[p.id] == story_of[p.story])
    return {kind: found[kind] / made[kind] for kind in made}
