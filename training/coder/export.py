"""Tuned network → the files that ship: encoder.onnx (weights in int8 by column, products as `rowwise` makes them), heads.npz, labels.json, tokenizer.json."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from batches import ANSWERS, NAMES, Labels
from calibrate import written
from model import Coder
from onnx import TensorProto, helper, numpy_helper
from rowwise import rowwise
from torch import nn

from dragoman.encode.weights_files import SHIPPED
from dragoman.find.coders.features import AUX
from dragoman.find.coders.tags import TAGS


class _Encoder(torch.nn.Module):
    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state


def export_encoder(model: Coder, path: Path) -> None:
    """Writes the encoder with its weights in int8, and its products but those of queries, keys and values."""
    model.eval()
    model.encoder.set_attn_implementation("eager")
    ids = torch.tensor([[101, 2054, 2003, 102], [101, 2054, 102, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])  # a mask of ones alone would be traced away
    axes = {
        "ids": {0: "sentences", 1: "pieces"},
        "mask": {0: "sentences", 1: "pieces"},
        "vectors": {0: "sentences", 1: "pieces"},
    }
    torch.onnx.export(
        _Encoder(model.encoder).eval(), (ids, mask), str(path), input_names=["ids", "mask"],
        output_names=["vectors"], dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantised = rowwise(_quantised(onnx.load(str(path))))
    onnx.save(quantised, str(path))


def _quantised(model: onnx.ModelProto) -> onnx.ModelProto:
    """Each matrix of over 1,000 weights as int8 with a scale a column (a row for tables of embeddings)."""
    graph = model.graph
    gathered = {n.input[0] for n in graph.node if n.op_type == "Gather"}
    nodes, kept = [], []
    for weight in graph.initializer:
        if weight.data_type != TensorProto.FLOAT or len(weight.dims) != 2 or np.prod(weight.dims) < 1000:
            kept.append(weight)
            continue
        values = numpy_helper.to_array(weight)
        axis = 0 if weight.name in gathered else 1
        scale = np.maximum(np.abs(values).max(axis=1 - axis), 1e-8).astype(np.float32) / 127
        rounded = np.clip(np.round(values / (scale[:, None] if axis == 0 else scale[None])), -127, 127).astype(np.int8)
        name = weight.name
        kept += [
            numpy_helper.from_array(rounded, f"{name}.int8"),
            numpy_helper.from_array(scale, f"{name}.scale"),
            numpy_helper.from_array(np.zeros(len(scale), dtype=np.int8), f"{name}.zero"),
        ]
        nodes.append(
            helper.make_node("DequantizeLinear", [f"{name}.int8", f"{name}.scale", f"{name}.zero"], [name], axis=axis)
        )
    del graph.initializer[:]
    graph.initializer.extend(kept)
    rest = list(graph.node)
    del graph.node[:]
    graph.node.extend([*nodes, *rest])
    return model


def ship(name: str, net: nn.Module) -> None:
    """Puts one head anew (fp16) among the shipped ones, behind its name and a point; the others stay."""
    with np.load(SHIPPED / "heads.npz") as file:
        arrays = {k: file[k] for k in file.files if not k.startswith(f"{name}.")}
    arrays |= {f"{name}.{k}": value.numpy().astype(np.float16) for k, value in net.state_dict().items()}
    np.savez_compressed(SHIPPED / "heads.npz", **arrays)


def export_heads(model: Coder, labels: Labels, folder: Path, extra: dict[str, Any]) -> None:
    """Writes heads.npz (fp16) and labels.json; `extra` has thresholds and calibration."""
    arrays = {name: value.detach().numpy().astype(np.float16) for name, value in model.heads.state_dict().items()}
    np.savez_compressed(folder / "heads.npz", **arrays)
    told = {
        "types": NAMES, "modes": labels.modes, "aux": AUX, "contexts": labels.contexts, "answers": ANSWERS,
        "roles": ("none", "actor", "recipient"), "tags": TAGS, "slots": labels.slots, "paths": labels.paths, "links": labels.links,
        **extra,
    }  # fmt: skip
    (folder / "labels.json").write_text(written(told), encoding="utf-8")


def export(model: Coder, labels: Labels, tokenizer: Path, folder: Path, extra: dict[str, Any]) -> None:
    """Writes all files of the weights to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    export_encoder(model, folder / "encoder.onnx")
    export_heads(model, labels, folder, extra)
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
