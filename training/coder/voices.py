"""The graphs by which onnxruntime computes what a voice hears and says: `python training/coder/voices.py [FOLDER]` writes words.onnx and roles.onnx.

They hold no weights: those are named as in heads.npz and given when the graphs are loaded (src/dragoman/encode/voices.py), for each voice its own.
Wanted anew only where the network's shapes change; the same network as `Hearing`, `Block` and `Heads.roles` of model.py, whose docstrings give shapes.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper
from rowwise import FUSED, Graph

from dragoman.encode.weights_files import SHIPPED

ATTENTIONS = 4  # heads of attention among mentions, and among words
EPSILON = 1e-5  # of the norms, as in PyTorch
LAYERS, BLOCKS = ("syntax.layers.0", "syntax.layers.1"), ("blocks.0", "blocks.1")


class Network(Graph):
    """Nodes whose weights are given from outside. arrays: the parameters, for their shapes."""

    def __init__(self, arrays: dict[str, NDArray[np.float16]]) -> None:
        super().__init__()
        self.arrays = arrays
        self.numbers = 0

    def step(self, op: str, *given: str, domain: str = "", **settings: object) -> str:
        """A node with a name of its own."""
        self.numbers += 1
        return self.add(op, list(given), f"{op}.{self.numbers}", domain, **settings)

    def weight(self, name: str) -> str:
        """A parameter that is given when the graph is loaded."""
        told = TensorProto(
            name=name, data_type=TensorProto.FLOAT, dims=self.arrays[name].shape, data_location=TensorProto.EXTERNAL
        )
        told.external_data.add(key="location", value="heads")
        self.constants[name] = told
        return name

    def whole(self, *values: int) -> str:
        """A constant of whole numbers."""
        return self.keep("ints." + ".".join(map(str, values)), values, np.int64)

    def linear(self, name: str, x: str) -> str:
        """(rows, in) → (rows, out)."""
        return self.step("Gemm", x, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"), transB=1)

    def raised(self, name: str, x: str) -> str:
        """As `linear`, through GELU."""
        rows = self.step("Gemm", x, self.weight(f"{name}.weight"), transB=1)
        return self.step("BiasGelu", rows, self.weight(f"{name}.bias"), domain=FUSED)

    def two(self, name: str, x: str) -> str:
        """Two layers with GELU between."""
        return self.linear(f"{name}.4", self.raised(f"{name}.1", x))

    def norm(self, name: str, x: str) -> str:
        """Each row less its mean over its deviation."""
        weight, bias = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.step("LayerNormalization", x, weight, bias, axis=-1, epsilon=EPSILON)

    def mixed(self, name: str, x: str, heard: str) -> str:
        """What is heard added to the rows, then the layer's wide step."""
        x = self.step("Add", x, self.linear(f"{name}.mixed", heard))
        wide = self.raised(f"{name}.wide", self.norm(f"{name}.second", x))
        return self.step("Add", x, self.linear(f"{name}.narrow", wide))

    def saved(self, name: str, given: Sequence[tuple[str, int, list[object]]], told: Sequence[tuple[str, str]]) -> None:
        """Ends the graph and puts it into the folder of weights. given: inputs; told: outputs and the nodes that they are of."""
        for out, node in told:
            self.add("Identity", [node], out)
        inputs = [helper.make_tensor_value_info(*one) for one in given]
        outputs = [helper.make_tensor_value_info(out, TensorProto.FLOAT, None) for out, _ in told]
        graph = helper.make_graph(self.nodes, Path(name).stem, inputs, outputs, list(self.constants.values()))
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="dragoman")
        Path(name).write_bytes(model.SerializeToString())


def words(g: Network) -> tuple[str, str]:
    """heard (words, HEARD) and types (candidates, types) of: both (words, …), relations (words, words), at (candidates,)."""
    head, width = ATTENTIONS, g.arrays["syntax.entry.weight"].shape[0]
    kinds = g.arrays["syntax.layers.0.bias.weight"].shape[0]
    scale, sign = g.keep("scale", (width / head) ** -0.5), g.keep("sign", [0, 1])
    known = g.step("OneHot", "relations", g.whole(kinds), sign, axis=-1)
    x = g.linear("syntax.entry", "both")
    for name in LAYERS:
        keys = g.linear(f"{name}.keys", g.norm(f"{name}.first", x))
        cube = g.step("Reshape", keys, g.whole(-1, 3 * head, width // head))
        query, key, value = (
            g.step("Slice", cube, g.whole(n * head), g.whole((n + 1) * head), g.whole(1)) for n in range(3)
        )
        query, value = (g.step("Transpose", part, perm=[1, 0, 2]) for part in (query, value))
        scores = g.step("Mul", g.step("MatMul", query, g.step("Transpose", key, perm=[1, 2, 0])), scale)
        bias = g.step("Gather", g.weight(f"{name}.bias.weight"), "relations")
        shares = g.step(
            "Softmax", g.step("Add", scores, g.step("Transpose", bias, perm=[2, 0, 1])), axis=-1
        )  # (heads, words, words)
        heard = g.step("MatMul", shares, value)
        summed = g.step("MatMul", g.step("Transpose", shares, perm=[1, 0, 2]), known)  # (words, heads, relations)
        told = g.step("Reshape", g.weight(f"{name}.told.weight"), g.whole(kinds, head, width // head))
        told = g.step("MatMul", g.step("Transpose", summed, perm=[1, 0, 2]), g.step("Transpose", told, perm=[1, 0, 2]))
        heard = g.step("Transpose", g.step("Add", heard, told), perm=[1, 0, 2])
        x = g.mixed(name, x, g.step("Reshape", heard, g.whole(-1, width)))
    heard = g.norm("syntax.closing", x)
    chosen = [g.step("Gather", part, "at", axis=0) for part in (heard, "both")]
    return heard, g.step("Softmax", g.two("word", g.step("Concat", *chosen, axis=-1)), axis=-1)


def roles(g: Network) -> str:
    """(acts, mentions, 3) of what Heads.roles takes, `trigger` and `mention` in rows of their own."""
    head, width = ATTENTIONS, g.arrays["joined.weight"].shape[0]
    scale = g.keep("scale", (width / head) ** -0.5)
    shape = g.step("Shape", "slots")  # acts, mentions
    rows = [g.step("Gather", part, "at", axis=0) for part in ("heard", "vectors", "values")]
    trigger = g.linear("trigger", g.step("Concat", *rows, axis=-1))
    mention = g.linear("mention", g.step("Concat", g.step("Gather", "heard", "heads", axis=0), "mention", axis=-1))
    types = g.step("Gather", g.weight("type_vector.weight"), "kinds")

    def spread(rows: str, axis: int, count: int) -> str:
        """(acts, mentions, count)."""
        whole = g.step("Concat", shape, g.whole(count), axis=0)
        return g.step("Expand", g.step("Unsqueeze", rows, g.whole(axis)), whole)

    size, kind = g.arrays["trigger.weight"].shape[0], g.arrays["type_vector.weight"].shape[1]
    t, m = spread(trigger, 1, size), spread(mention, 0, size)
    slot, path = (g.step("Gather", g.weight(f"{name}.weight"), f"{name}s") for name in ("slot", "path"))
    joined = g.step("Concat", t, m, g.step("Mul", t, m), slot, path, spread(types, 1, kind), "pair", axis=-1)
    x = g.linear("joined", g.step("Reshape", joined, g.whole(-1, g.arrays["joined.weight"].shape[1])))
    for name in BLOCKS:
        keys = g.linear(f"{name}.keys", g.norm(f"{name}.first", x))
        cube = g.step("Reshape", keys, g.step("Concat", shape, g.whole(3 * head, width // head), axis=0))
        query, key, value = (
            g.step("Slice", cube, g.whole(n * head), g.whole((n + 1) * head), g.whole(2)) for n in range(3)
        )  # each (acts, mentions, heads, …)
        query, value = (g.step("Transpose", part, perm=[0, 2, 1, 3]) for part in (query, value))
        scores = g.step("Mul", g.step("MatMul", query, g.step("Transpose", key, perm=[0, 2, 3, 1])), scale)
        same = g.step("Mul", g.step("Reshape", g.weight(f"{name}.same"), g.whole(head, 1, 1)), "same")
        shares = g.step("Softmax", g.step("Add", scores, same), axis=-1)
        heard = g.step("Transpose", g.step("MatMul", shares, value), perm=[0, 2, 1, 3])
        x = g.mixed(name, x, g.step("Reshape", heard, g.whole(-1, width)))
    told = g.linear("role", g.norm("closing", x))
    return g.step("Softmax", g.step("Reshape", told, g.step("Concat", shape, g.whole(3), axis=0)), axis=-1)


def main() -> None:
    """Writes both graphs into the folder named, else that of the shipped weights."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    with np.load(folder / "heads.npz") as file:
        arrays = {name: file[name] for name in file.files}
    g = Network(arrays)
    floats, whole = TensorProto.FLOAT, TensorProto.INT64
    heard, types = words(g)
    given = [("both", floats, ["words", None]), ("relations", whole, ["words", "words"]), ("at", whole, ["candidates"])]
    g.saved(str(folder / "words.onnx"), given, [("heard", heard), ("types", types)])
    g = Network(arrays)
    told = roles(g)
    given = [
        ("heard", floats, ["words", None]), ("vectors", floats, ["words", None]), ("values", floats, ["words", None]),
        ("at", whole, ["acts"]), ("heads", whole, ["mentions"]), ("kinds", whole, ["acts"]), ("mention", floats, ["mentions", None]),
        ("slots", whole, ["acts", "mentions"]), ("paths", whole, ["acts", "mentions"]), ("pair", floats, ["acts", "mentions", None]),
        ("same", floats, ["mentions", "mentions"]),
    ]  # fmt: skip
    g.saved(str(folder / "roles.onnx"), given, [("roles", told)])


if __name__ == "__main__":
    main()
