"""`python training/coder/referents.py [--seed 3] [--stories FILE]`: corpus → the heads that tell whom a mention in doubt stands for.

The encoder that ships stays as it is: its vectors are made once, and only `Referents` is trained anew on them, so that new signs
(resolve/referents.py) or new articles need minutes. Learns from whole articles and from single sentences, each behind the sentence
before it. Articles that the encoder was not tuned on count more, since its vectors of the others are better than it will see. Writes the heads into src/dragoman/encode/weights/heads.npz and prints how many are right in the
development articles.
"""

from __future__ import annotations

import argparse
import random
import re
from dataclasses import dataclass, replace
from pathlib import Path

import kept
import numpy as np
import torch
from batches import DoubtBatch, Labels, shipped_labels
from choices import Falling
from model import Referents, Sizes
from stories import Story
from torch import Tensor
from train import read_stories
from tune import doubt_scores

from dragoman.encode import load_encoder
from dragoman.resolve.referents import CLASSES, LINK_WIDTH, NONE_WIDTH, SIGNS, likeliest
from export import ship

NEW = r"article-e"  # what the encoder was not tuned on
NEW_WEIGHT = 3.0
EPOCHS, SIZE, RATE, DECAY, DROPOUT = 22, 60, 3e-3, 0.2, 0.4


@dataclass
class Told:
    """A story's doubts with the encoder's vectors of their mentions. mention (doubts, 2 × width), other (links, 2 × width)."""

    batch: DoubtBatch
    mention: Tensor
    other: Tensor
    ruled: list[int]
    weight: float


def told(story: Story, labels: Labels) -> Told | None:
    """The doubts of a story; null where it has none."""
    if not story.doubts:
        return None
    vectors = load_encoder(None).words(story.segments)

    def of(place: tuple[int, int, int, int]) -> np.ndarray:
        segment, first, last, head = place
        return np.concatenate([vectors[segment][first:last].mean(0), vectors[segment][head]])

    others = [of(place) for d in story.doubts for place in d.others]
    width = 2 * vectors[0].shape[1]
    return Told(
        DoubtBatch(story, labels, max(len(words) for _, words in story.segments)),
        torch.from_numpy(np.stack([of(d.place) for d in story.doubts])),
        torch.from_numpy(np.stack(others) if others else np.zeros((0, width), np.float32)),
        [d.ruled for d in story.doubts],
        NEW_WEIGHT if re.match(NEW, story.doc) else 1.0,
    )


def scores(net: Referents, one: Told) -> list[Tensor]:
    """Of each doubt the scores of its candidates and, last, of none of them."""
    return doubt_scores(net, one.batch, one.mention, one.other)


def trained(texts: list[Told], sizes: Sizes, seed: int) -> Referents:
    """The heads, trained from nothing."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    net = Referents(texts[0].mention.shape[1] // 2, sizes)
    for module in net.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = DROPOUT
    optimiser = Falling(net, RATE, DECAY, EPOCHS * -(-len(texts) // SIZE), clip=1.0)
    for epoch in range(EPOCHS):
        net.train()
        rng.shuffle(texts)
        total = 0.0
        for first in range(0, len(texts), SIZE):
            losses = [
                (-s.log_softmax(0)[one.batch.answers[n]], one.weight)
                for one in texts[first : first + SIZE]
                for n, s in enumerate(scores(net, one))
            ]
            loss = torch.stack([value * weight for value, weight in losses]).sum() / sum(w for _, w in losses)
            optimiser.step(loss)
            total += float(loss.detach())
        print(f"epoch {epoch + 1}: {total / -(-len(texts) // SIZE):.3f}", flush=True)
    return net


def right(net: Referents, texts: list[Told]) -> tuple[int, int, int]:
    """How many doubts there are, how many the rules settle rightly, and how many the program does."""
    net.eval()
    ruled = run = count = 0
    with torch.no_grad():
        for one in texts:
            for n, s in enumerate(scores(net, one)):
                shares, last = s.softmax(0).numpy(), len(s) - 1
                answer = one.batch.answers[n] if one.batch.answers[n] < last else -1
                best, sure = likeliest(shares, ruled=one.ruled[n] >= 0)
                given = best if sure else one.ruled[n]
                count, ruled, run = count + 1, ruled + (one.ruled[n] == answer), run + (given == answer)
    return count, ruled, run


def read() -> tuple[list[Story], list[Story]]:
    """The stories to train on, without examples, and those for development."""
    sentences = read_stories("train.jsonl", "train-by-sa.jsonl", "written-train.jsonl", whole=False)
    train = read_stories("articles-train.jsonl") + sentences
    return [replace(s, examples=[]) for s in train if s.doubts], read_stories("articles-dev.jsonl")


def main() -> None:
    """Trains, says how good it is, writes."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seed", type=int, default=3)
    asked.add_argument("--stories", type=Path, help="file in which the stories are kept between runs")
    given = asked.parse_args()
    train, dev = kept.once(given.stories, read)
    labels = shipped_labels()
    sizes = Sizes(
        *[1] * 11, classes=len(CLASSES), signs=len(SIGNS), against=NONE_WIDTH, link=LINK_WIDTH, links=len(labels.links) + 1
    )  # fmt: skip
    net = trained([t for s in train if (t := told(s, labels)) is not None], sizes, given.seed)
    print("doubts, rules right, right:", *right(net, [t for s in dev if (t := told(s, labels)) is not None]))
    ship("referents", net)


if __name__ == "__main__":
    main()
