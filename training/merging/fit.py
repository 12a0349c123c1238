"""Fits the weights of `merge.likeness.features` on the development half of goldsets/events, and writes en/likeness.tsv.

    python -m training.merging.fit

Pairs of labelled mentions are one happening or two as their clusters say. They are few, and drawn to be hard; what any two
claims of a ledger are like is learnt from claims of two stories whose days are shifted to lie near each other (`shifted`).
The held-back half is not read.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dragoman.codebook.deeds import Deeds, load_deeds
from dragoman.evaluate.events import HALVES, SEED, Mention, half_of, read_mentions
from dragoman.library.scoring_events import CodedMentions, code_mentions
from dragoman.merge.candidates import candidates
from dragoman.merge.likeness import conflict, features
from dragoman.merge.look import Look, Pool, look_of

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "goldsets" / "events"
WEIGHTS = ROOT / "src" / "dragoman" / "codebook" / "en" / "likeness.tsv"
# Chosen by cross-validation over stories of the development half: weight of a shifted pair, and of the squared weights.
SHIFTED, RIDGE = 0.3, 1.0
MOST_SHIFTED = 12_000
_GAPS = (0, 0, 1, 1, 2, 3, 5, 8)  # days between the publications of a shifted pair
_RARE = 4.0  # weight of a word by which a shifted pair is found
_STEPS = 60

Row = dict[str, float]
Numbers = npt.NDArray[np.float64]


def looks_of(coded: CodedMentions, deeds: Deeds) -> list[Look]:
    """The looks of all claims, in their order."""
    pool = Pool()
    found = [look_of(c, coded.published[c.document], coded.texts[c.text_id], deeds, pool) for c in coded.claims]
    return sorted(found, key=lambda one: one.order)


def labelled(coded: CodedMentions, looks: Sequence[Look], deeds: Deeds) -> Iterator[tuple[Row, float, frozenset[str]]]:
    """Features of pairs of labelled claims, 1 when they are one happening, and their stories."""
    of_claim: dict[str, Mention] = {}
    for mention in coded.mentions:
        if mention.id in coded.claim_of:
            of_claim.setdefault(coded.claim_of[mention.id].id, mention)
    for a, b in ((looks[i], looks[j]) for i, j in candidates(looks, deeds.alike)):
        one, other = of_claim.get(a.id), of_claim.get(b.id)
        if one and other and _comparable(a, b) and conflict(a, b, deeds) is None:
            yield features(a, b, deeds), float(one.cluster == other.cluster), frozenset((one.story, other.story))


def _comparable(a: Look, b: Look) -> bool:
    return a.text_id != b.text_id and a.type is not None and b.type is not None


def shifted(coded: CodedMentions, looks: Sequence[Look], deeds: Deeds) -> Iterator[tuple[Row, float, frozenset[str]]]:
    """Features of claims of two stories that share a word or what they are, with days moved to lie near; always 0."""
    chance = random.Random(SEED)
    story = {m.document: m.story for m in coded.mentions}
    of_text = {coded.claim_of[m.id].text_id: story[m.document] for m in coded.mentions if m.id in coded.claim_of}
    kept = [one for one in looks if one.text_id in of_text and one.type and one.published]
    pairs = sorted({pair for places in _by_key(kept).values() for pair in combinations(places, 2)})
    chance.shuffle(pairs)
    found = 0
    for a, b in ((kept[i], kept[j]) for i, j in pairs):
        if of_text[a.text_id] == of_text[b.text_id]:
            continue
        b = _moved(b, (a.published or 0) + chance.choice(_GAPS) - (b.published or 0))
        if conflict(a, b, deeds) is None:
            yield features(a, b, deeds), 0.0, frozenset((of_text[a.text_id], of_text[b.text_id]))
            found += 1
        if found == MOST_SHIFTED:
            return


def _by_key(looks: Iterable[Look]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(looks):
        for stem, weight in one.around.items():
            if weight >= _RARE:
                found[f"word {stem}"].append(place)
        for country in one.countries:
            for kind in (one.type, *one.deeds):
                found[f"{country} {kind}"].append(place)
    return found


def _moved(look: Look, days: int) -> Look:
    first, last, published = (None if d is None else d + days for d in (look.first, look.last, look.published))
    return replace(look, first=first, last=last, published=published)


def fit(rows: Sequence[Row], right: Numbers, counts: Numbers, names: Sequence[str]) -> Numbers:
    """Weights of a logistic model, the constant last, by Newton's method. right, counts: (rows,), counts weigh the rows."""
    place = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(rows), len(names) + 1))
    table[:, -1] = 1.0
    for n, row in enumerate(rows):
        for name, value in row.items():
            table[n, place[name]] = value
    ridge = np.full(len(names) + 1, RIDGE)
    ridge[-1] = 1e-3
    weights = np.zeros(len(names) + 1)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (counts * (chance - right)) + ridge * weights
        bend = (table.T * (counts * chance * (1 - chance) + 1e-9)) @ table + np.diag(ridge)
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def fitted(rows: Sequence[tuple[Row, float, frozenset[str]]], shifted_from: int) -> dict[str, float]:
    """Feature → weight, "" for the constant. shifted_from: from which row on they are shifted pairs."""
    names = sorted({name for row, _, _ in rows for name in row})
    counts = np.where(np.arange(len(rows)) < shifted_from, 1.0, SHIFTED)
    weights = fit([row for row, _, _ in rows], np.array([y for _, y, _ in rows]), counts, names)
    return {**{name: round(float(w), 3) for name, w in zip(names, weights)}, "": round(float(weights[-1]), 3)}


def training_rows(coded: CodedMentions, deeds: Deeds) -> tuple[list[tuple[Row, float, frozenset[str]]], int]:
    """All rows, and how many of them, the first ones, are labelled."""
    looks = looks_of(coded, deeds)
    rows = list(labelled(coded, looks, deeds))
    return [*rows, *shifted(coded, looks, deeds)], len(rows)


def main() -> None:
    """Codes the development half, fits, and writes the weights."""
    coded = code_mentions(half_of(read_mentions(GOLD), HALVES[0]))
    rows, known = training_rows(coded, load_deeds())
    weights = fitted(rows, known)
    lines = ["feature\tweight", *(f"{name}\t{weight}" for name, weight in sorted(weights.items()))]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{known} labelled pairs, {sum(y for _, y, _ in rows):.0f} of one happening; {len(rows) - known} shifted")


if __name__ == "__main__":
    main()
