"""Sentences labelled by hand for what binds somebody, against what the program finds in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.evaluate.rows import json_rows


@dataclass(frozen=True)
class Labelled:
    """A sentence. who, to: codes of countries, empty where none can be told from it. by: the deadline's last day, or null. half: development or held-back."""

    id: str
    half: str
    text: str
    published: str
    publisher: str
    commitment: bool
    who: frozenset[str]
    to: frozenset[str]
    by: str | None


@dataclass(frozen=True)
class Found:
    """What the program found in a sentence, of one commitment."""

    who: frozenset[str]
    to: frozenset[str]
    by: str | None


def read_sentences(folder: Path) -> list[Labelled]:
    """The sentences of a folder in the form of goldsets/commitments. Raises ValueError with file and line, also where it holds none."""
    found = [
        row
        for path in sorted(folder.glob("sentences*.jsonl"))
        for row in json_rows(path, _labelled, "a labelled sentence of commitments")
    ]
    if not found:
        raise ValueError(f"{folder} holds no sentences*.jsonl; give a folder such as goldsets/commitments.")
    return sorted(found, key=lambda s: s.id)


def _labelled(row: dict[str, Any]) -> Labelled:
    return Labelled(
        row["id"], row["half"], row["text"], row["published"], row["publisher"], bool(row["commitment"]),
        frozenset(row.get("who") or ()), frozenset(row.get("to") or ()), row.get("by"),
    )  # fmt: skip


def score_commitments(told: Iterable[tuple[Labelled, Sequence[Found]]]) -> dict[str, Any]:
    """Figures by half and over all: sentences found; of those found rightly, who, to whom (codes of countries) and the deadline's last day."""
    rows = list(told)
    halves = sorted({gold.half for gold, _ in rows})
    parts = {half.replace("-", "_"): [r for r in rows if r[0].half == half] for half in halves}
    return {part: _figures(chosen) for part, chosen in {**parts, "all": rows}.items()}


def _figures(rows: Sequence[tuple[Labelled, Sequence[Found]]]) -> dict[str, Any]:
    right = [(gold, found) for gold, found in rows if gold.commitment and found]
    told, wanted = sum(1 for _, found in rows if found), sum(1 for gold, _ in rows if gold.commitment)
    precision, recall = _share(len(right), told), _share(len(right), wanted)
    figures: dict[str, Any] = {
        "sentences": len(rows),
        "commitments": wanted,
        "precision": precision,
        "recall": recall,
        "f1": _share(2 * precision * recall, precision + recall),
    }
    for side in ("who", "to"):
        pairs = [(getattr(g, side), frozenset().union(*(getattr(f, side) for f in found))) for g, found in right]
        shared = sum(len(a & b) for a, b in pairs)
        figures[f"{side}_precision"] = _share(shared, sum(len(b) for _, b in pairs))
        figures[f"{side}_recall"] = _share(shared, sum(len(a) for a, _ in pairs))
    figures["deadline_right"] = _share(sum(any(f.by == g.by for f in found) for g, found in right), len(right))
    figures["deadlines"] = sum(1 for g, _ in right if g.by)
    figures["missed"] = [f"{g.id} {g.text[:90]}" for g, found in rows if g.commitment and not found]
    figures["false"] = [f"{g.id} {g.text[:90]}" for g, found in rows if found and not g.commitment]
    return figures


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else 0.0
