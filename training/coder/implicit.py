"""`python training/coder/implicit.py [--seed 5] [--cases FILE]`: labels of implicit sides → the head that tells who stands there.

The corpus's articles are coded as the program codes them; each side that an act leaves open becomes a case, with the answer of the labels: a
party that the sentence names after all, or who the article tells (../corpus/implicit.jsonl, labels/implicit.py). The encoder stays as it is.
Writes the head into src/dragoman/encode/weights/heads.npz and prints how many are right in the development articles.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import kept
import numpy as np
import torch
from choices import Falling, log_shares
from coded import CORPUS, Record, from_records
from model import Implicit
from torch import Tensor

from dragoman.evaluate.corpus import codes
from dragoman.find.coders.implicit import words_of
from dragoman.pipeline.one import open_sides
from dragoman.pipeline.predict_corpus import article_document
from export import ship

TAKEN = r"article-([dghkmno]|c[5-8]|e[1-4])"  # the articles it is trained on: those nearest to news
EPOCHS, SIZE, RATE, DECAY = 45, 128, 2e-3, 0.1
UNSURE = 0.5  # share of an unsure label's weight that its party has, the rest being nobody's


@dataclass
class Asked:
    """A case as tensors want it, with the weight that each candidate and, last, nobody has as the answer."""

    doc: str
    type: str
    side: str
    codes: list[str]
    words: np.ndarray
    about: np.ndarray
    signs: np.ndarray
    answer: np.ndarray


def asked_of(article: list[Record]) -> list[Asked]:
    """The cases of one article that its labels answer."""
    document, starts = article_document(article)
    acts, cases, parsed, seen = open_sides(document)
    told = labels_told()
    edges = [*starts, len(document.text) + 1]
    found = []
    for case in cases:
        act = acts[case.act]
        start, end = parsed.starts[min(act.words)], parsed.ends[max(act.words)]
        at = next((n for n, (a, b) in enumerate(pairwise(edges)) if a <= parsed.starts[act.trigger] < b), None)
        if at is None:
            continue
        shift, record = starts[at], article[at]
        events = [
            e
            for e in record["events"]
            if e["type"] == act.type and e["trigger"]["start"] + shift < end and start < e["trigger"]["end"] + shift
        ]
        answer = next((a for e in events if (a := _answer(e, record, case.side, case.codes, told)) is not None), None)
        if answer is not None:
            words = words_of(case, acts, parsed, seen)
            found.append(
                Asked(record["doc"], act.type, case.side, list(case.codes), words, case.about, case.signs, answer)
            )
    return found


def _answer(
    event: Record, record: Record, side: str, candidates: tuple[str, ...], told: dict[tuple[str, int, str], Record]
) -> np.ndarray | None:
    """Weight of each candidate and of nobody; null where the labels do not say, or name only others."""
    meant, sure = sorted(codes(event[side])), True
    if event["reciprocal"]:
        return None
    if not meant:
        label = told.get((record["id"], event["trigger"]["start"], side))
        if label is None:
            return None
        meant, sure = label["codes"], label["sure"]
    weights = np.zeros(len(candidates) + 1, dtype=np.float32)
    rows = [candidates.index(code) for code in meant if code in candidates]
    share = (1.0 if sure else UNSURE) if rows else 0.0
    for row in rows:
        weights[row] = share / len(rows)
    weights[-1] = 1 - share
    return weights


@lru_cache(maxsize=1)
def labels_told() -> dict[tuple[str, int, str], Record]:
    """(sentence, start of the trigger, side) → the label."""
    lines = (CORPUS / "implicit.jsonl").read_text(encoding="utf-8").splitlines()
    return {(one["id"], one["trigger"], one["side"]): one for one in map(json.loads, lines)}


def batch(cases: list[Asked]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """words (cases, 2 × width), about (cases, ACT), signs (parties, SIGNS), owner (parties,), answers (parties + cases,)."""
    words = torch.from_numpy(np.stack([c.words for c in cases]))
    about = torch.from_numpy(np.stack([c.about for c in cases]))
    signs = torch.from_numpy(np.concatenate([c.signs for c in cases]))
    owner = torch.tensor([n for n, c in enumerate(cases) for _ in c.codes])
    answers = np.concatenate([*(c.answer[:-1] for c in cases), np.array([c.answer[-1] for c in cases])])
    return words, about, signs, owner, torch.from_numpy(answers)


def trained(cases: list[Asked], seed: int) -> Implicit:
    """The head, trained from nothing."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    net = Implicit(len(cases[0].words), len(cases[0].about), cases[0].signs.shape[1])
    optimiser = Falling(net, RATE, DECAY, EPOCHS * -(-len(cases) // SIZE))
    for _ in range(EPOCHS):
        net.train()
        rng.shuffle(cases)
        for first in range(0, len(cases), SIZE):
            *given, answers = batch(cases[first : first + SIZE])
            loss = -(answers * log_shares(*net(*given), given[-1])[0]).sum() / min(SIZE, len(cases) - first)
            optimiser.step(loss)
    return net.eval()


def shares(net: Implicit, cases: list[Asked]) -> list[np.ndarray]:
    """Of each case the shares of its candidates and, last, of nobody."""
    *given, _ = batch(cases)
    with torch.no_grad():
        told = log_shares(*net(*given), given[-1])[0].exp().numpy()
    found, at = [], 0
    for n, case in enumerate(cases):
        found.append(np.append(told[at : at + len(case.codes)], told[len(told) - len(cases) + n]))
        at += len(case.codes)
    return found


def report(cases: list[Asked], told: list[np.ndarray]) -> None:
    """Prints how many sides are given, and how many of those rightly, from several shares on."""
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        given = [(c, int(s[:-1].argmax())) for c, s in zip(cases, told) if s[:-1].max() >= least]
        right = sum(c.answer[n] > 0 for c, n in given)
        somebody = sum(c.answer[-1] < 1 for c in cases)
        print(f"from {least}: {len(given)} of {len(cases)} given, {right} right; somebody stands in {somebody}")


def read() -> tuple[list[Asked], list[Asked]]:
    """The cases to train on, and those for development."""
    return from_records(asked_of, "articles-train.jsonl", TAKEN), from_records(asked_of, "articles-dev.jsonl")


def main() -> None:
    """Trains, says how good it is, writes."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seed", type=int, default=5)
    asked.add_argument("--cases", type=Path, help="file in which the cases are kept between runs")
    given = asked.parse_args()
    train, dev = kept.once(given.cases, read, ("implicit", "__main__"))
    net = trained(train, given.seed)
    report(dev, shares(net, dev))
    ship("implicit", net)


if __name__ == "__main__":
    main()
