"""`python training/labels/agreement.py`: how far readers of the same batch agree → ../corpus/agreement.json.

Triggers: F1 over spans that overlap, and that are the same. On events whose triggers overlap: Cohen's kappa and plain
share of agreement for type, quad class, mode, direction, codes of either side, and aux. Adjudicated files (`gold`) are
no reader.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml
from build import readings
from check import check
from notation import Block, Event, Side
from sentences import CORPUS, drawn
from vocabulary import CODEBOOK

Pair = tuple[Event, Event]


def kappa(labels: Sequence[tuple[str, str]]) -> dict[str, float | int | None]:
    """Cohen's kappa of pairs of nominal labels, with the share that is equal and n; null where chance is certain."""
    n = len(labels)
    if not n:
        return {"kappa": None, "same": None, "n": 0}
    same = sum(a == b for a, b in labels) / n
    first, second = Counter(a for a, _ in labels), Counter(b for _, b in labels)
    chance = sum(first[label] * second[label] for label in first) / n**2
    value = None if chance == 1 else round((same - chance) / (1 - chance), 3)
    return {"kappa": value, "same": round(same, 3), "n": n}


def matched(one: Block, two: Block) -> list[Pair]:
    """Events of two readings of a sentence whose triggers overlap, each once: same type first, then most characters."""

    def common(a: Event, b: Event) -> int:
        return min(a.trigger.end, b.trigger.end) - max(a.trigger.start, b.trigger.start)

    found = []
    left, right = list(one.events), list(two.events)
    candidates = [(a, b) for a in left for b in right if common(a, b) > 0]
    for a, b in sorted(candidates, key=lambda p: (p[0].type != p[1].type, -common(*p))):
        if a in left and b in right:
            left.remove(a)
            right.remove(b)
            found.append((a, b))
    return found


def codes(sides: Sequence[Side]) -> str:
    """The codes of one side as one label."""
    return " ".join(sorted({side.code or "?" for side in sides})) or "none"


def direction(event: Event, pair: list[str]) -> str:
    """How the event runs between the two codes of `pair`, in their order."""
    if event.reciprocal:
        return "both"
    return "forth" if codes(event.actor) == pair[0] else "back"


def directions(pairs: list[Pair]) -> list[tuple[str, str]]:
    """Directions of the events for which both readers name the same two sides."""
    found = []
    for a, b in pairs:
        sides = sorted({codes(a.actor), codes(a.recipient)})
        if len(sides) == 2 and sides == sorted({codes(b.actor), codes(b.recipient)}):
            found.append((direction(a, sides), direction(b, sides)))
    return found


def sides(pairs: list[Pair], role: str) -> list[tuple[str, str]]:
    """Codes of one role, of all that act where either reader has the act reciprocal."""
    found = []
    for a, b in pairs:
        if a.reciprocal or b.reciprocal:
            found.append((codes((*a.actor, *a.recipient)), codes((*b.actor, *b.recipient))))
        else:
            found.append((codes(getattr(a, role)), codes(getattr(b, role))))
    return found


def same_parties(a: Event, b: Event) -> bool:
    """Whether two readings of an act name the same codes in the same roles."""
    if a.reciprocal != b.reciprocal:
        return False
    return all(x == y for role in ("actor", "recipient") for x, y in sides([(a, b)], role))


def f1(hits: int, first: int, second: int) -> float | None:
    """F1 of `hits` among two readers' counts."""
    return round(2 * hits / (first + second), 3) if first + second else None


def compare(one: dict[str, Block], two: dict[str, Block], quads: dict[str, str]) -> dict[str, Any]:
    """Agreement on the sentences that both read and found usable."""
    shared = [name for name in one if name in two and not (one[name].unusable or two[name].unusable)]
    pairs = [pair for name in shared for pair in matched(one[name], two[name])]
    same_type = [(a, b) for a, b in pairs if a.type == b.type]
    first = sum(len(one[name].events) for name in shared)
    second = sum(len(two[name].events) for name in shared)
    exact = sum(a.trigger == b.trigger for a, b in pairs)
    full = sum(same_parties(*pair) for pair in same_type)
    return {
        "sentences": len(shared),
        "events": [first, second],
        "any event": kappa([(str(bool(one[n].events)), str(bool(two[n].events))) for n in shared]),
        "trigger F1": f1(len(pairs), first, second),
        "trigger F1 exact": f1(exact, first, second),
        "trigger, type, direction and codes F1": f1(full, first, second),
        "type": kappa([(a.type, b.type) for a, b in pairs]),
        "quad class": kappa([(quads[a.type], quads[b.type]) for a, b in pairs]),
        "mode given type": kappa([(" ".join(sorted(a.modes)), " ".join(sorted(b.modes))) for a, b in same_type]),
        "direction": kappa(directions(pairs)),
        "actor code": kappa(sides(pairs, "actor")),
        "recipient code": kappa(sides(pairs, "recipient")),
        "reciprocal": kappa([(str(a.reciprocal), str(b.reciprocal)) for a, b in pairs]),
        "aux": kappa([(" ".join(sorted(a.aux)), " ".join(sorted(b.aux))) for a, b in pairs]),
    }


def main(corpus: Path = CORPUS) -> int:
    """Writes agreement.json: all doubly read batches together, and each."""
    sentences = drawn(corpus)
    plover = yaml.safe_load(CODEBOOK.read_text(encoding="utf-8"))
    quads = {t["code"]: str(t["quad"]) for t in plover["event_types"]}
    kinds = json.loads((corpus / "readers.json").read_text(encoding="utf-8"))
    single: dict[str, Any] = {}
    called = set()
    all_one: dict[str, Block] = {}
    all_two: dict[str, Block] = {}
    for batch, readers in sorted(readings(corpus / "labels").items()):
        files = {r: {b.id: b for b in check(p, sentences)[0]} for r, p in readers.items() if r != "gold"}
        for place, (one, two) in enumerate(combinations(sorted(files), 2)):
            single[f"{batch}: {one}, {two}"] = compare(files[one], files[two], quads)
            alike = kinds.get(one, kinds["default"]) == kinds.get(two, kinds["default"])
            called.add("self-consistency" if alike else "agreement")
            if place == 0:
                all_one |= files[one]
                all_two |= files[two]
    report = {"called": sorted(called), "all": compare(all_one, all_two, quads), "batches": single}
    (corpus / "agreement.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(report["all"], indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
