"""`python training/coder/placing.py [--seed 0] [--cases FILE]`: articles → the head that weighs who stands on each side of an act.

The corpus's articles, and its sentences behind those before them, are coded as the program codes them; each side of an act that the labels hold
for one becomes a case, with the answer of the labels: the parties that the sentence names, or whom the article tells (../corpus/implicit.jsonl). The encoder and
all other heads stay as they are, and have seen most of these articles; those that they have not count more. Writes the head into src/dragoman/encode/weights/heads.npz and prints in how
many acts of the development articles both sides are right, before and after.
"""

from __future__ import annotations

import argparse
import random
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import kept
import numpy as np
import torch
from choices import Falling
from coded import Record, from_records
from implicit import labels_told
from model import Placing
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from dragoman.evaluate.corpus import Event, Predicted, codes, paired
from dragoman.find.act import ActFound
from dragoman.find.acts import codes as codes_of
from dragoman.find.coders.implicit import ACTOR
from dragoman.find.coders.placing import Weighing, choice
from dragoman.pipeline.one import weighed_sides
from dragoman.pipeline.predict_corpus import article_document, document_of, lead_of
from dragoman.records.parsed import ParsedText
from dragoman.records.text import Document
from export import ship

TAKEN = r"article-([dghkmno]|c[5-8]|e)"  # the articles it is trained on: those nearest to news
UNSEEN = r"article-e[5-8]"  # those on which the encoder and the heads of words were not trained
SEEN_WEIGHT, ALONE_WEIGHT = 0.5, 0.15  # of other articles, and of sentences drawn alone
EPOCHS, SIZE, RATE, DECAY, LEAST_SCALE = 24, 512, 2e-3, 0.05, 0.05


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


def of_article(article: list[Record]) -> list[Asked]:
    """The sides of one article that its labels answer."""
    weight = 1.0 if re.match(UNSEEN, article[0]["doc"]) else SEEN_WEIGHT
    return _asked(article, *article_document(article), weight)


def of_sentence(alone: list[Record]) -> list[Asked]:
    """Those of a sentence drawn alone. Nobody has labelled whom the text around it tells, so that a side that it leaves open is nobody's here, and
    it counts little."""
    return _asked(alone, document_of(alone[0]), [len(lead_of(alone[0]))], ALONE_WEIGHT)


def _asked(records: list[Record], document: Document, starts: list[int], weight: float) -> list[Asked]:
    """starts: where each record's sentence begins in the document."""
    acts, cases, _ = weighed = weighed_sides(document)
    events = _events_of(records, [*starts, len(document.text) + 1], weighed)
    found = []
    for case in cases:
        record, event = events.get(case.act, (None, None))
        if record is None or event is None or event["reciprocal"]:
            continue
        own = acts[case.act].actors if case.side == ACTOR else acts[case.act].recipients
        label = labels_told().get((record["id"], event["trigger"]["start"], case.side))
        answer = sorted(codes(event[case.side])) or (label["codes"] if label is not None else [])
        signs = np.concatenate([case.signs, np.repeat(case.about[None], len(case.codes), 0)], -1)
        here = sorted(codes_of(own))
        found.append(
            Asked(record["doc"], case.act, case.side, list(case.codes), case.words, signs, here, answer, weight)
        )
    return found


def _events_of(
    records: list[Record], edges: list[int], weighed: tuple[list[ActFound], list[Weighing], ParsedText]
) -> dict[int, tuple[Record, Event]]:
    """Act → the sentence that it stands in and the event that it is, as `dragoman evaluate corpus` pairs them. edges: ends of the sentences."""
    acts, _, parsed = weighed
    found = {}
    for record, (start, end) in zip(records, pairwise(edges)):
        here = [n for n, act in enumerate(acts) if start <= parsed.starts[act.trigger] < end]
        said = [_predicted(acts[n], parsed, start) for n in here]
        number = {id(one): n for n, one in zip(here, said)}
        found |= {number[id(one)]: (record, event) for event, one in paired(record["events"], said)}
    return found


def _predicted(act: ActFound, parsed: ParsedText, shift: int) -> Predicted:
    sides = (frozenset(codes_of(act.actors)), frozenset(codes_of(act.recipients)))
    start, end = parsed.starts[min(act.words)] - shift, parsed.ends[max(act.words)] - shift
    return Predicted(start, end, act.type, act.mode, *sides, act.reciprocal, act.status.aux)


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
    train = from_records(of_article, "articles-train.jsonl", TAKEN)
    dev = from_records(of_article, "articles-dev.jsonl")
    for found, part in ((train, "train"), (dev, "dev")):
        for name in (f"{part}.jsonl", f"{part}-by-sa.jsonl"):
            found += from_records(of_sentence, name, key="id")
    return train, dev


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
