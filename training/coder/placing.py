"""`python training/coder/placing.py [--seed 0] [--cases FILE]`: articles → the head that weighs who stands on each side of an act.

The corpus's articles, and its sentences behind those before them, are coded as the program codes them; each side of an act that the labels hold for one becomes a
case, with the answer of the labels: the parties that the sentence names, or whom the article tells (../corpus/implicit.jsonl). The encoder and all other heads stay as they are, and have seen most of
these articles; those that they have not count more. Writes the head into src/dragoman/encode/weights/heads.npz and prints in how
many acts of the development articles both sides are right, before and after.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import kept
import numpy as np
import torch
from choices import Falling
from implicit import CORPUS, labels_told
from model import Placing
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from dragoman.evaluate.corpus import codes
from dragoman.find.act import ActFound
from dragoman.find.acts import codes as codes_of
from dragoman.find.coders.implicit import ACTOR
from dragoman.find.coders.placing import choice
from dragoman.pipeline.one import weighed_sides
from dragoman.pipeline.predict_corpus import article_document, document_of, lead_of
from export import ship

TAKEN = r"article-([dghkmno]|c[5-8]|e)"  # the articles it is trained on: those nearest to news
UNSEEN = r"article-e[5-8]"  # those on which the encoder and the heads of words were not trained
SEEN_WEIGHT, ALONE_WEIGHT = 0.5, 0.15  # of other articles, and of sentences drawn alone
EPOCHS, SIZE, RATE, DECAY, LEAST_SCALE = 24, 512, 2e-3, 0.05, 0.05

Record = dict[str, Any]


@dataclass
class Asked:
    """A side as tensors want it, and how much it counts. signs (parties, SIGNS + ABOUT). here: who the steps before took to stand there; answer:
    who does."""

    doc: str
    act: int
    side: str
    codes: list[str]
    words: np.ndarray
    signs: np.ndarray
    here: list[str]
    answer: list[str]
    weight: float


def asked_of(article: list[Record], told: dict[tuple[str, int, str], Record], whole: bool) -> list[Asked]:
    """The sides of one article, or of a sentence drawn alone, that its labels answer."""
    if whole:
        document, starts = article_document(article)
    else:
        document, starts = document_of(article[0]), [len(lead_of(article[0]))]
    acts, cases, parsed = weighed_sides(document)
    edges = [*starts, len(document.text) + 1]
    spans = {n: (parsed.starts[min(a.words)], parsed.ends[max(a.words)]) for n, a in enumerate(acts)}
    events = {}
    for at, (start, end) in enumerate(pairwise(edges)):
        here = {
            n: (s - start, e - start) for n, (s, e) in spans.items() if start <= parsed.starts[acts[n].trigger] < end
        }
        events |= {n: (article[at], event) for n, event in _paired(article[at]["events"], here, acts)}
    found = []
    for case in cases:
        record, event = events.get(case.act, (None, None))
        if record is None or event is None or event["reciprocal"]:
            continue
        act = acts[case.act]
        own = act.actors if case.side == ACTOR else act.recipients
        answer = sorted(codes(event[case.side]))
        label = told.get((record["id"], event["trigger"]["start"], case.side))
        if not answer and label is not None:
            answer = label["codes"]
        about = np.repeat(case.about[None], len(case.codes), 0)
        signs = np.concatenate([case.signs, about], -1)
        found.append(
            Asked(
                record["doc"], case.act, case.side, list(case.codes), case.words, signs, sorted(codes_of(own)), answer
            )
        )
    return found


def _paired(
    gold: Sequence[Record], here: dict[int, tuple[int, int]], acts: Sequence[ActFound]
) -> list[tuple[int, Record]]:
    """Acts with the events that their words overlap, each used once; those of one type first, then of like parties."""
    options = []
    for g, event in enumerate(gold):
        for n, (start, end) in here.items():
            if start < event["trigger"]["end"] and event["trigger"]["start"] < end:
                named = codes_of(acts[n].actors) | codes_of(acts[n].recipients)
                like = len(named & (codes(event["actor"]) | codes(event["recipient"])))
                options.append((acts[n].type != event["type"], -like, g, n))
    taken: dict[int, int] = {}
    for _, _, g, n in sorted(options):
        if n not in taken and g not in taken.values():
            taken[n] = g
    return [(n, gold[g]) for n, g in taken.items()]


def _one(given: tuple[list[Record], dict[tuple[str, int, str], Record], bool]) -> list[Asked]:
    return asked_of(*given)


def read_cases(name: str, pattern: str = "", whole: bool = True) -> list[Asked]:
    """The sides of those articles of a file of the corpus whose ids begin with a pattern, or of its sentences, each alone."""
    told = labels_told()
    records = [json.loads(line) for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]
    records = [record for record in records if re.match(pattern, record["doc"])]
    key = "doc" if whole else "id"
    articles = [(list(group), told, whole) for _, group in groupby(records, key=lambda r: r[key])]
    with Pool(2) as pool:
        return [case for cases in pool.imap(_one, articles, chunksize=4) for case in cases]


def batch(cases: list[Asked]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """words (sides, 2 × width), told (parties, SIGNS + ABOUT), owner (parties,), answers and weights (parties,)."""
    words = torch.from_numpy(np.stack([c.words for c in cases]))
    told = torch.from_numpy(np.concatenate([c.signs for c in cases]))
    owner = torch.tensor([n for n, c in enumerate(cases) for _ in c.codes])
    answers = torch.tensor([float(code in c.answer) for c in cases for code in c.codes])
    weights = torch.tensor([c.weight for c in cases for _ in c.codes])
    return words, told, owner, answers, weights


def trained(cases: list[Asked], seed: int) -> Placing:
    """The head, trained from nothing."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    signs = np.concatenate([c.signs for c in cases])
    mean, scale = signs.mean(0), np.maximum(signs.std(0), LEAST_SCALE)
    net = Placing(len(cases[0].words), torch.from_numpy(mean), torch.from_numpy(scale))
    optimiser = Falling(net, RATE, DECAY, EPOCHS * -(-len(cases) // SIZE))
    for _ in range(EPOCHS):
        net.train()
        rng.shuffle(cases)
        for first in range(0, len(cases), SIZE):
            words, told, owner, answers, weights = batch(cases[first : first + SIZE])
            losses = binary_cross_entropy_with_logits(net(words, told, owner), answers, reduction="none")
            optimiser.step((losses * weights).sum() / weights.sum())
    return net.eval()


def report(net: Placing, cases: list[Asked]) -> None:
    """Prints in how many acts both sides were right before, and are now."""
    words, told, owner, *_ = batch(cases)
    with torch.no_grad():
        shares = net(words, told, owner).sigmoid().numpy()
    at, right = 0, {}
    for c in cases:
        chosen = choice(c.codes, shares[at : at + len(c.codes)], c.signs)
        at += len(c.codes)
        before, after = right.get((c.doc, c.act), (True, True))
        right[c.doc, c.act] = before and c.here == sorted(c.answer), after and chosen == set(c.answer)
    print("acts, both sides right before, after:", len(right), *map(sum, zip(*right.values())))


def read() -> tuple[list[Asked], list[Asked]]:
    """The sides to train on, and those for development."""
    alone = [c for name in ("train.jsonl", "train-by-sa.jsonl") for c in read_cases(name, whole=False)]
    dev = [c for name in ("dev.jsonl", "dev-by-sa.jsonl") for c in read_cases(name, whole=False)]
    return read_cases("articles-train.jsonl", TAKEN) + alone, read_cases("articles-dev.jsonl") + dev


def main() -> None:
    """Trains, says how good it is, writes."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--cases", type=Path, help="file in which the sides are kept between runs")
    given = asked.parse_args()
    train, dev = kept.once(given.cases, read, ("placing", "__main__"))
    net = trained(train, given.seed)
    report(net, dev)
    ship("placing", net)


if __name__ == "__main__":
    main()
