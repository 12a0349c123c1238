"""`python training/coder/heads.py [--keep FOLDER] [--voices 3]`: what tells acts and roles, trained anew on the shipped encoder's vectors.

Several trainings from other seeds, the voices, are asked together and their probabilities averaged (of the shipped ones two took
four epochs, and the third is what the encoder was last tuned with). Only the layers of syntax and the heads of types and roles learn; the rest of the shipped heads stays. On vectors that stand still
they take twice the dropout, and so no longer learn their sentences by heart; the encoder's own training sentences are among those they see.
Eleven minutes a voice on two cores, behind what `prepared` takes once. Afterwards the confidence is fitted anew, on the articles that are left
out here too: `python training/coder/calibrate.py --unseen "article-e[5-8]"`.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from pathlib import Path

import numpy as np
import torch
from batches import Batch, Labels, batched, shipped_labels
from examples import Example
from model import Coder, Heads
from torch import Tensor, nn
from train import prepared, sizes_of
from tune import losses

from dragoman.encode import load_encoder, load_heads
from dragoman.encode.weights_files import SHIPPED

LEFT_OUT = r"article-e[5-8]"  # for the confidence
LEARN = ("syntax", "word", "trigger", "mention", "slot", "path", "joined", "blocks", "closing", "role")
WIDTH = 384
EPOCHS, SIZE, RATE, DECAY = 6, 32, 8e-4, 0.1


class Still(nn.Module):
    """The heads without an encoder: what `losses` needs where the vectors are known."""

    def __init__(self, heads: Heads) -> None:
        super().__init__()
        self.heads = heads


def shipped_heads(labels: Labels) -> Heads:
    """The network of the heads with the shipped parameters, but for those that learn."""
    heads = Heads(WIDTH, sizes_of(labels))
    kept = {
        k: torch.from_numpy(v)
        for k, v in load_heads(None).arrays.items()
        if "/" not in k and k.split(".")[0] not in LEARN
    }
    heads.load_state_dict(kept, strict=False)
    for name, value in heads.named_parameters():
        value.requires_grad = name.split(".")[0] in LEARN
    return heads


def encoded(examples: list[Example]) -> dict[str, np.ndarray]:
    """The vectors of each example's words, by its id."""
    found = load_encoder(None).words([(e.text, e.words) for e in examples])
    return {e.id: v.astype(np.float16) for e, v in zip(examples, found)}


def padded(group: list[Example], vectors: dict[str, np.ndarray], words: int) -> Tensor:
    """(examples, words, WIDTH)."""
    found = np.zeros((len(group), words, WIDTH), dtype=np.float32)
    for n, e in enumerate(group):
        found[n, : len(e.words)] = vectors[e.id]
    return torch.from_numpy(found)


def trained(examples: list[Example], vectors: dict[str, np.ndarray], seed: int) -> Heads:
    """The heads, those that learn from nothing. vectors: as of `encoded`."""
    labels, tokenizer = shipped_labels(), load_encoder(None).tokenizer
    torch.manual_seed(seed)
    rng = random.Random(seed)
    model: Coder = Still(shipped_heads(labels))  # type: ignore[assignment]
    optimiser = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=RATE, weight_decay=DECAY)
    steps, step, started = EPOCHS * -(-len(examples) // SIZE), 0, time.time()
    for epoch in range(EPOCHS):
        model.train()
        sums = {"types": 0.0, "roles": 0.0}
        for group in batched(examples, SIZE, rng):
            b = Batch(group, tokenizer, labels)
            found = losses(model, b, padded(group, vectors, b.pool.shape[1]))
            told = {name: found[name] for name in sums if name in found}
            optimiser.zero_grad()
            torch.stack(list(told.values())).sum().backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            for part in optimiser.param_groups:
                part["lr"] = RATE * min(1.0, (step + 1) / 200) * (1 - step / steps)
            optimiser.step()
            step += 1
            for name, value in told.items():
                sums[name] += float(value.detach()) * EPOCHS / steps
        print(f"epoch {epoch + 1}: {sums}; {time.time() - started:.0f} s", flush=True)
    return model.heads


def main() -> None:
    """Trains and writes heads.npz."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--voices", type=int, default=3)
    asked.add_argument("--keep", type=Path, help="folder for what is prepared once")
    given = asked.parse_args()
    sentences, stories, _ = prepared(given.keep)
    examples = sentences + [e for s in stories if not re.match(LEFT_OUT, s.doc) for _, e in s.examples]
    examples = [e for e in examples if e.candidates and e.mentions]
    vectors = encoded(examples)
    voices = [trained(examples, vectors, seed + 1) for seed in range(given.voices)]
    kept = {k: v.astype(np.float16) for k, v in load_heads(None).arrays.items() if k.startswith("implicit.")}
    np.savez_compressed(SHIPPED / "heads.npz", **together([voice.state_dict() for voice in voices]), **kept)


def together(voices: list[dict[str, Tensor]]) -> dict[str, np.ndarray]:
    """All of the first voice, and of each further one, behind its number and a stroke, what learnt."""
    found = dict(voices[0])
    for n, voice in enumerate(voices[1:], 2):
        found |= {f"{n}/{name}": value for name, value in voice.items() if name.split(".")[0] in LEARN}
    return {name: value.numpy().astype(np.float16) for name, value in found.items()}


if __name__ == "__main__":
    main()
