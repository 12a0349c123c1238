"""encoder.onnx as PyTorch exports it, weights in int8 → the same network, most products in int8, each row of activations scaled by itself.

A row is one piece of one sentence, so that a sentence gets the same vectors alone and in any batch, which a scale for a whole batch would not
give. For a row x, r = max|x| / 127, and x·W ≈ r · ((round(x / r)) · int8(W)) · scale of W's column. Behind the GELU, which is above -.17, x + .17
takes all 255 steps; what that adds is taken off the bias. One command makes the shipped weights so: `python training/coder/rowwise.py FOLDER`.

The weights of these products keep to seven bits: two products of 255 · 64 fit into the sixteen bits in which processors without VNNI add them, so that
all processors give the same sums. With eight bits those cut off what did not fit.

Queries, keys and values stay products in floats: they made .0013 of the .0021 by which the cosine to the vectors in floats fell short of 1, and are a
quarter of the work.

Steps that onnxruntime's fused SkipLayerNormalization does one number at a time are written out, since it computes those many at a time.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Floats = NDArray[np.float32]
FUSED = "com.microsoft"
WIDTH, LAYERS, ATTENTIONS, PIECES = 384, 6, 12, 160
LOWEST = 0.17  # GELU's minimum is -.16997
EPSILON = 1e-12  # of the norms, as in BERT
_EMBEDDINGS = "encoder.embeddings."


class Source:
    """The weights of an exported encoder, by their names in PyTorch; products' matrices by the place of their node."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self.arrays = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
        made = {n.output[0]: n for n in model.graph.node}
        self.matrices: dict[str, tuple[NDArray[np.int8], Floats]] = {}
        for node in model.graph.node:
            behind = made.get(node.input[1]) if node.op_type == "MatMul" else None
            if behind is not None and behind.op_type == "DequantizeLinear":
                place = node.output[0].removeprefix("/encoder/encoder/").removesuffix("/MatMul_output_0")
                self.matrices[place] = (self.arrays[behind.input[0]], self.arrays[behind.input[1]])
        if len(self.matrices) != 6 * LAYERS:
            raise ValueError(
                f"{len(self.matrices)} matrices in int8 found, {6 * LAYERS} looked for: not an encoder by export_encoder"
            )

    def table(self, name: str) -> tuple[NDArray[np.int8], Floats]:
        """A table of embeddings: (entries, width) and the scale of each entry."""
        whole = f"{_EMBEDDINGS}{name}_embeddings.weight"
        return self.arrays[f"{whole}.int8"], self.arrays[f"{whole}.scale"]


class Graph:
    """Nodes and constants, added one by one; what a node gives is named as told."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def keep(self, name: str, values: object, kind: type = np.float32) -> str:
        """A constant."""
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(np.asarray(values, dtype=kind)), name)
        return name

    def add(self, op: str, given: list[str], out: str, domain: str = "", **settings: object) -> str:
        """A node."""
        self.nodes.append(helper.make_node(op, given, [out], name=out, domain=domain, **settings))
        return out

    def row(self, op: str, x: str, out: str) -> str:
        """A reduction of each row to one number."""
        return self.add(op, [x], out, axes=[-1], keepdims=1)


def rowwise(model: onnx.ModelProto) -> onnx.ModelProto:
    """ids (sentences, pieces), int64, and lengths (sentences,), int32, how many pieces of each count → vectors (sentences, pieces,
    width); the states of inner layers are named `layer.1` … (sentences × pieces, width). Raises ValueError for another model."""
    source, g = Source(model), Graph()
    x = _embedded(g, source)
    for layer in range(LAYERS):
        x = _layer(g, source, layer, x)
    g.add("Reshape", [x, "cube"], "vectors")
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["sentences", "pieces"])
    lengths = helper.make_tensor_value_info("lengths", TensorProto.INT32, ["sentences"])
    vectors = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["sentences", "pieces", WIDTH])
    graph = helper.make_graph(g.nodes, "encoder", [ids, lengths], [vectors], list(g.constants.values()))
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="dragoman")


def _embedded(g: Graph, source: Source) -> str:
    """The pieces' rows (sentences × pieces, width), and what all layers share."""
    for name, value in (
        ("127th", 1 / 127),
        ("255th", 1 / 254.9),
        ("lowest", LOWEST),
        ("mean", 1 / WIDTH),
        ("epsilon", EPSILON),
        ("one", 1),
    ):
        g.keep(name, value)
    for name, values in (("0", [0]), ("1", [1]), ("2", [2]), ("-1", [-1]), ("rows", [-1, WIDTH]), ("width", [WIDTH])):
        g.keep(name, values, np.int64)
    g.keep("middle", 128, np.uint8), g.keep("bottom", 0, np.uint8), g.keep("weights.zero", 0, np.int8)
    g.add("Shape", ["ids"], "shape")
    g.add("Slice", ["shape", "1", "2"], "pieces")
    g.add("Concat", ["shape", "width"], "cube", axis=0)
    g.add("ReduceProd", ["shape"], "count", keepdims=1)
    g.add("Expand", ["middle", "count"], "middles"), g.add("Expand", ["bottom", "count"], "bottoms")
    values, scale = source.table("word")
    g.keep("words.int8", values, np.int8), g.keep("words.scale", scale[:, None])
    g.add("Gather", ["words.int8", "ids"], "words.chosen"), g.add("Gather", ["words.scale", "ids"], "words.scales")
    g.add("Cast", ["words.chosen"], "words.floats", to=TensorProto.FLOAT)
    g.add("Mul", ["words.floats", "words.scales"], "words")
    values, scale = source.table("position")
    where = (
        values[:PIECES].astype(np.float32) * scale[:PIECES, None]
        + source.arrays[f"{_EMBEDDINGS}token_type_embeddings.weight"][0]
    )
    g.keep("places.all", where)
    g.add("Slice", ["places.all", "0", "pieces", "0"], "places")
    g.add("Add", ["words", "places"], "embedded.cube")
    return _norm(
        g, g.add("Reshape", ["embedded.cube", "rows"], "embedded"), source, f"{_EMBEDDINGS}LayerNorm", "layer.0"
    )


def _layer(g: Graph, source: Source, layer: int, x: str) -> str:
    place, name = f"layer.{layer}/", f"encoder.encoder.layer.{layer}."
    parts = [
        g.add("Reshape", [_exactly(g, source, f"{place}attention/self/{part}", x), "cube"], f"{place}{part}")
        for part in ("query", "key", "value")
    ]
    biases = [source.arrays[f"{name}attention.self.{part}.bias"] for part in ("query", "key", "value")]
    g.keep(f"{place}biases", np.concatenate(biases))
    g.add("MultiHeadAttention", [*parts, f"{place}biases", "lengths"], f"{place}mixed", FUSED, num_heads=ATTENTIONS)
    mixed = g.add("Reshape", [f"{place}mixed", "rows"], f"{place}mixed.rows")
    y = _product(g, source, f"{place}attention/output/dense", _scaled(g, mixed, f"{place}told", "127th", "middle"))
    y = _added(g, y, x, source.arrays[f"{name}attention.output.dense.bias"], f"{place}heard")
    x = _norm(g, y, source, f"{name}attention.output.LayerNorm", f"{place}between")
    y = _product(g, source, f"{place}intermediate/dense", _scaled(g, x, f"{place}widened", "127th", "middle"))
    bias = g.keep(f"{place}wide.bias", source.arrays[f"{name}intermediate.dense.bias"])
    y = g.add("Add", [g.add("BiasGelu", [y, bias], f"{place}wide", FUSED), "lowest"], f"{place}wide.raised")
    y = _product(g, source, f"{place}output/dense", _scaled(g, y, f"{place}narrowed", "255th", "bottom"))
    values, scale = source.matrices[f"{place}output/dense"]
    raised = LOWEST * (2 * np.round(values.astype(np.float32) / 2) * scale).sum(0)
    y = _added(g, y, x, source.arrays[f"{name}output.dense.bias"] - raised, f"{place}out")
    return _norm(g, y, source, f"{name}output.LayerNorm", f"layer.{layer + 1}")


def _scaled(g: Graph, x: str, out: str, step: str, zero: str) -> tuple[str, str, str]:
    """A matrix's rows in uint8 about `zero`, the factor of each row, and `zero`."""
    size = x if zero == "bottom" else g.add("Abs", [x], f"{out}.size")
    factor = g.add("Mul", [g.row("ReduceMax", size, f"{out}.most"), step], f"{out}.factor")
    flat = g.add("Reshape", [factor, "-1"], f"{out}.factors")
    return g.add("QuantizeLinear", [x, flat, f"{zero}s"], f"{out}.int8", axis=0), factor, zero


def _product(g: Graph, source: Source, place: str, scaled: tuple[str, str, str]) -> str:
    rows, factor, zero = scaled
    values, scale = source.matrices[place]
    halved = np.round(values.astype(np.float32) / 2)  # within ±64
    weights = [g.keep(f"{place}.int8", halved, np.int8), g.keep(f"{place}.scale", 2 * scale)]
    given = [rows, weights[0], "one", weights[1], zero, "weights.zero"]
    return g.add("Mul", [g.add("MatMulIntegerToFloat", given, f"{place}.product", FUSED), factor], f"{place}.rows")


def _exactly(g: Graph, source: Source, place: str, x: str) -> str:
    """The product in floats, its weights stored in int8."""
    values, scale = source.matrices[place]
    zero = g.keep(f"{place}.zero", np.zeros(len(scale)), np.int8)
    stored = [g.keep(f"{place}.int8", values, np.int8), g.keep(f"{place}.scale", scale), zero]
    return g.add("MatMul", [x, g.add("DequantizeLinear", stored, f"{place}.floats", axis=1)], f"{place}.rows")


def _added(g: Graph, y: str, x: str, bias: Floats, out: str) -> str:
    return g.add("Add", [g.add("Add", [y, x], f"{out}.sum"), g.keep(f"{out}.bias", bias)], out)


def _norm(g: Graph, x: str, source: Source, name: str, out: str) -> str:
    """Each row less its mean, over its deviation, times a weight and plus a bias."""
    centred = g.add("Sub", [x, g.row("ReduceMean", x, f"{out}.mean")], f"{out}.centred")
    spread = g.add("Mul", [g.row("ReduceSumSquare", centred, f"{out}.squares"), "mean"], f"{out}.variance")
    spread = g.add("Sqrt", [g.add("Add", [spread, "epsilon"], f"{out}.above")], f"{out}.deviation")
    weighed = g.add(
        "Mul",
        [g.add("Div", [centred, spread], f"{out}.normed"), g.keep(f"{out}.weight", source.arrays[f"{name}.weight"])],
        f"{out}.weighed",
    )
    return g.add("Add", [weighed, g.keep(f"{out}.bias", source.arrays[f"{name}.bias"])], out)


def main() -> None:
    """Rewrites encoder.onnx of the folders named, unless it is so already."""
    for folder in sys.argv[1:]:
        path = Path(folder) / "encoder.onnx"
        model = onnx.load(str(path))
        if model.producer_name == "dragoman":
            print(f"{path}: made so before")
            continue
        onnx.save(rowwise(model), str(path))
        print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
