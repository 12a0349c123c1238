"""Coded sentences end to end against the corpus: triggers, types, who did it to whom, modes and auxiliary modes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

Event = Mapping[str, Any]


@dataclass(frozen=True)
class Predicted:
    """One act as coded. start, end: the trigger, code points of the sentence. actor, recipient: codes, None left out."""

    start: int
    end: int
    type: str
    mode: str | None
    actor: frozenset[str]
    recipient: frozenset[str]
    reciprocal: bool
    aux: frozenset[str]
    confidence: float = 1.0


@dataclass
class Tally:
    """Counts over sentences. found, missed: gold acts wholly right, and not. right: (confidence, wholly right) of each predicted act."""

    gold: int = 0
    predicted: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    right: list[tuple[float, bool]] = field(default_factory=list)


def codes(parties: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Codes of a gold side, null ones left out."""
    return frozenset(p["code"] for p in parties if p["code"])


def paired(gold: Sequence[Event], predicted: Sequence[Predicted]) -> list[tuple[Event, Predicted]]:
    """Gold and predicted acts whose triggers overlap, each used once; those of one type first, then of like parties."""
    options = []
    for g, event in enumerate(gold):
        for p, act in enumerate(predicted):
            if act.start < event["trigger"]["end"] and event["trigger"]["start"] < act.end:
                like = len((act.actor | act.recipient) & (codes(event["actor"]) | codes(event["recipient"])))
                options.append((act.type != event["type"], -like, g, p))
    found, used_gold, used = [], set(), set()
    for _, _, g, p in sorted(options):
        if g not in used_gold and p not in used:
            used_gold.add(g)
            used.add(p)
            found.append((gold[g], predicted[p]))
    return found


def sides_right(event: Event, act: Predicted) -> bool:
    """Whether direction and the countries of both sides are right."""
    actor, recipient = codes(event["actor"]), codes(event["recipient"])
    if event["reciprocal"] or act.reciprocal:
        return bool(event["reciprocal"]) == act.reciprocal and actor | recipient == act.actor | act.recipient
    return actor == act.actor and recipient == act.recipient


def add(tally: Tally, id_: str, gold: Sequence[Event], predicted: Sequence[Predicted]) -> None:
    """Counts one sentence."""
    tally.gold += len(gold)
    tally.predicted += len(predicted)
    pairs = paired(gold, predicted)
    whole = set()
    for event, act in pairs:
        same = event["type"] == act.type
        sides = sides_right(event, act)
        told = frozenset(event["aux"])
        tally.counts.update(
            {
                "trigger": 1,
                "type": same,
                "full": same and sides,
                "actor": codes(event["actor"]) == act.actor if not event["reciprocal"] else sides,
                "recipient": codes(event["recipient"]) == act.recipient if not event["reciprocal"] else sides,
                "aux right": len(told & act.aux),
                "aux gold": len(told),
                "aux predicted": len(act.aux),
                "moded": same and event["mode"] is not None,
                "mode": same and event["mode"] is not None and act.mode in (event.get("modes") or [event["mode"]]),
            }
        )
        if same and sides:
            whole.add(event["trigger"]["start"])
        tally.right.append((act.confidence, same and sides and told == act.aux))
    matched = {id(act) for _, act in pairs}
    tally.right += [(act.confidence, False) for act in predicted if id(act) not in matched]
    for e in gold:
        kept = tally.found if e["trigger"]["start"] in whole else tally.missed
        kept.append(f"{id_} {e['type']}: {e['trigger']['text']} [{e['trigger']['start']}:{e['trigger']['end']}]")


def changed(now: Tally, before: Tally) -> dict[str, list[str]]:
    """Gold acts that are wholly right now and were not before, and the other way round, in order of the gold."""
    then, today = set(before.found), set(now.found)
    return {"gained": [a for a in now.found if a not in then], "lost": [a for a in before.found if a not in today]}


def read_acts(row: Mapping[str, Any]) -> tuple[str, list[Predicted]]:
    """A sentence's id and acts from a line that `act_row` made. Raises KeyError, TypeError."""
    acts = []
    for act in row["acts"]:
        values: dict[str, Any] = dict(act)
        values |= {name: frozenset(values[name]) for name in ("actor", "recipient", "aux")}
        acts.append(Predicted(**values))
    return row["id"], acts


def act_row(id_: str, acts: Sequence[Predicted]) -> dict[str, Any]:
    """A sentence's id and acts as one object for JSON."""
    told = [{k: sorted(v) if isinstance(v, frozenset) else v for k, v in asdict(act).items()} for act in acts]
    return {"id": id_, "acts": told}


def _f1(right: int, gold: int, predicted: int) -> dict[str, float]:
    precision, recall = right / max(1, predicted), right / max(1, gold)
    return {"precision": precision, "recall": recall, "f1": 2 * right / max(1, gold + predicted)}


def report(tally: Tally) -> dict[str, Any]:
    """Precision, recall and F1 of triggers, types and whole acts; of those with a trigger found: sides, mode and aux."""
    c = tally.counts
    found = max(1, c["trigger"])
    return {
        "gold": tally.gold,
        "predicted": tally.predicted,
        "trigger": _f1(c["trigger"], tally.gold, tally.predicted),
        "type": _f1(c["type"], tally.gold, tally.predicted),
        "full": _f1(c["full"], tally.gold, tally.predicted),
        "actor_right": c["actor"] / found,
        "recipient_right": c["recipient"] / found,
        "mode_given_type": c["mode"] / max(1, c["moded"]),
        "aux": _f1(c["aux right"], c["aux gold"], c["aux predicted"]),
    }


def calibration(right: Sequence[tuple[float, bool]], bins: int = 10) -> dict[str, float]:
    """Expected calibration error over bins of equal mass, and AUROC, of (confidence, right) pairs."""
    ordered = sorted(right, key=lambda pair: pair[0])
    n = len(ordered)
    if not n or len({r for _, r in ordered}) < 2:
        return {"ece": float("nan"), "auroc": float("nan")}
    error = 0.0
    for b in range(bins):
        part = ordered[n * b // bins : n * (b + 1) // bins]
        if part:
            error += abs(sum(c for c, _ in part) - sum(r for _, r in part)) / n
    ranks: dict[float, list[int]] = {}
    for rank, (confidence, _) in enumerate(ordered, 1):
        ranks.setdefault(confidence, []).append(rank)
    mean = {c: sum(r) / len(r) for c, r in ranks.items()}
    good = sum(r for _, r in ordered)
    area = (sum(mean[c] for c, r in ordered if r) - good * (good + 1) / 2) / (good * (n - good))
    return {"ece": error, "auroc": area}
