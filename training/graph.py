"""The network as an ONNX graph on whole-number constants; the graph of a folder anew.

    python -m training.graph WEIGHTS

writes the graph of a folder of weights again from its own constants, as the export would today, and
renews the pinned hash. The numbers that come out stay the same to the last bit; only how fast they
come changes.

Matrices are quantised symmetrically per column, activations per row when they are met. Seven bits
keep sums of two products inside 16 bits, so that processors without dot-product instructions
give the same numbers as those with them.

Two operators join what would be several passes over memory: `QuantizeLinear` by a scale for each
row divides, rounds and shifts in one, and ONNX Runtime's `MatMulIntegerToFloat` multiplies by the
columns' scales while a block of the product is still in the cache. Neither changes a rounding.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from backchannel.reading.reader.initializers import read_initializers
from backchannel.reading.reader.network import HEADS, LAYERS, WIDTH

__all__ = ["constants_of", "graph", "renew"]

RUNTIME = "com.microsoft"
"""The domain of the operators that ONNX Runtime adds to the standard."""


def constants_of(weights: dict[str, np.ndarray], bits: int) -> dict[str, np.ndarray]:
    """Return the trained weights as the constants of the graph.

    Parameters
    ----------
    weights : dict of float arrays
        By the names of the PyTorch model.
    bits : int
        Of the matrices' whole numbers, sign included.

    Returns
    -------
    dict of arrays
        ``NAME.weight`` (in, out) int8, ``NAME.scale`` and ``NAME.bias`` (out,) of each matrix,
        ``NAME.weight`` and ``NAME.bias`` of each norm, ``pieces.weight`` with ``pieces.scale``,
        ``positions``, ``shape`` and ``glue``.
    """
    table = weights["pieces.weight"]
    scale = np.maximum(np.abs(table).max(1, keepdims=True) / 127, 1e-12).astype(np.float32)
    found = {
        "pieces.weight": np.clip(np.rint(table / scale), -127, 127).astype(np.int8),
        "pieces.scale": scale,
        "positions": weights["positions.weight"],
        "shape": weights["heads.shape.weight"],
        "glue": weights["heads.glue.weight"],
        "norm.weight": weights["encoder.norm.weight"],
        "norm.bias": weights["encoder.norm.bias"],
    }
    most = 2 ** (bits - 1) - 1

    def matrix(name: str, weight: np.ndarray, bias: np.ndarray) -> None:
        scale = np.maximum(np.abs(weight).max(0) / most, 1e-12).astype(np.float32)
        found[name + ".weight"] = np.clip(np.rint(weight / scale), -most, most).astype(np.int8)
        found[name + ".scale"] = scale
        found[name + ".bias"] = bias

    for i in range(LAYERS):
        at, n = f"encoder.layers.{i}.", f"layer{i}."
        for k, part in enumerate(("query", "key", "value")):
            rows = slice(k * WIDTH, (k + 1) * WIDTH)
            weight, bias = weights[at + "qkv.weight"][rows].T, weights[at + "qkv.bias"][rows]
            if part == "query":
                weight, bias = weight * 32**-0.5, bias * 32**-0.5
            matrix(n + part, np.ascontiguousarray(weight), bias)
        for part in ("out", "up", "down"):
            matrix(n + part, weights[at + part + ".weight"].T.copy(), weights[at + part + ".bias"])
        for part in ("norm1", "norm2"):
            found[n + part + ".weight"] = weights[at + part + ".weight"]
            found[n + part + ".bias"] = weights[at + part + ".bias"]
    for part in ("tags", "project"):
        weight = weights[f"heads.{part}.weight"].T.copy()
        matrix(part, weight, weights[f"heads.{part}.bias"])
    return found


class Graph:
    """An ONNX graph under construction, on constants of known names."""

    def __init__(self, constants: dict[str, np.ndarray]) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants = {name: numpy_helper.from_array(v, name) for name, v in constants.items()}
        self._quantised: dict[str, tuple[str, str]] = {}

    def constant(self, name: str, value: np.ndarray) -> str:
        """One more constant."""
        self.constants[name] = numpy_helper.from_array(value, name)
        return name

    def node(self, op: str, inputs: list[str], name: str, **attributes: Any) -> str:
        """A node with one output that has the node's name."""
        self.nodes.append(helper.make_node(op, inputs, [name], name=name, **attributes))
        return name

    def middles(self, rows: str, like: str) -> str:
        """The middle of the whole numbers, once for each row of `like`; the vector is `rows`."""
        self.node("Shape", [like], rows + "_shape")
        return self.node("Expand", ["zero_point", rows + "_shape"], rows)

    def quantised(self, x: str, middles: str) -> tuple[str, str]:
        """A tensor in whole numbers, each row by a scale of its own, and the scales.

        One scale for a whole window would be set by its few outliers, mostly the end marks.
        """
        if x not in self._quantised:
            self.node("Abs", [x], x + "_abs")
            self.node("ReduceMax", [x + "_abs"], x + "_most", axes=[-1], keepdims=1)
            self.node("Mul", [x + "_most", "step"], x + "_scale")
            self.node("Max", [x + "_scale", "tiny"], x + "_safe")
            self.node("Reshape", [x + "_safe", "flat"], x + "_row")
            self.node("QuantizeLinear", [x, x + "_row", middles], x + "_q", axis=0)
            self._quantised[x] = (x + "_q", x + "_safe")
        return self._quantised[x]

    def linear(self, x: str, name: str, middles: str) -> str:
        """x @ weight + bias with an int8 weight (in, out), one scale a column."""
        xq, xs = self.quantised(x, middles)
        self.node(
            "MatMulIntegerToFloat",
            [xq, name + ".weight", "one", name + ".scale", "zero_point"],
            name + "_columns",
            domain=RUNTIME,
        )
        self.node("Mul", [name + "_columns", xs], name + "_float")
        return self.node("Add", [name + "_float", name + ".bias"], name)

    def norm(self, x: str, name: str) -> str:
        """Layer normalisation over the last axis."""
        inputs = [x, name + ".weight", name + ".bias"]
        return self.node("LayerNormalization", inputs, name, axis=-1, epsilon=1e-12)

    def gelu(self, x: str, name: str) -> str:
        """The exact Gaussian error linear unit, as ONNX Runtime recognises it."""
        self.node("Div", [x, "root_two"], name + "_a")
        self.node("Erf", [name + "_a"], name + "_b")
        self.node("Add", [name + "_b", "one"], name + "_c")
        self.node("Mul", [x, name + "_c"], name + "_d")
        return self.node("Mul", [name + "_d", "half"], name)


def graph(constants: dict[str, np.ndarray]) -> onnx.ModelProto:
    """Return the whole network: pieces in, one row of numbers a word out.

    Parameters
    ----------
    constants : dict of arrays
        As `constants_of` gives them.
    """
    g = Graph(constants)
    for name, value in (("root_two", 2**0.5), ("one", 1.0), ("half", 0.5)):
        g.constant(name, np.array(value, np.float32))
    for name, value in (("step", 1 / 127), ("tiny", 1e-12)):
        g.constant(name, np.array(value, np.float32))
    g.constant("zero_point", np.array(128, np.uint8))
    g.constant("flat", np.array([-1], np.int64))
    g.node("Gather", ["pieces.weight", "pieces"], "piece_rows", axis=0)
    g.node("Cast", ["piece_rows"], "piece_float", to=TensorProto.FLOAT)
    g.node("Gather", ["pieces.scale", "pieces"], "piece_scale", axis=0)
    g.node("Mul", ["piece_float", "piece_scale"], "piece_vectors")
    g.node("Gather", ["positions", "places"], "place_vectors", axis=0)
    g.node("Gather", ["shape", "shapes"], "shape_vectors", axis=0)
    g.node("Gather", ["glue", "glues"], "glue_vectors", axis=0)
    g.node("Add", ["piece_vectors", "place_vectors"], "sum_1")
    g.node("Add", ["shape_vectors", "glue_vectors"], "sum_2")
    g.node("Add", ["sum_1", "sum_2"], "sum")
    x = g.norm("sum", "norm")
    g.constant("split", np.array([0, HEADS, WIDTH // HEADS], np.int64))
    g.constant("joined", np.array([0, WIDTH], np.int64))
    middles = g.middles("piece_middles", "pieces")
    for i in range(LAYERS):
        n = f"layer{i}."
        for part in ("query", "key", "value"):
            y = g.linear(x, n + part, middles)
            g.node("Reshape", [y, "split"], n + part + "_heads")
            order = [1, 2, 0] if part == "key" else [1, 0, 2]
            g.node("Transpose", [n + part + "_heads"], n + part + "_t", perm=order)
        g.node("MatMul", [n + "query_t", n + "key_t"], n + "scores")
        g.node("Softmax", [n + "scores"], n + "attention", axis=-1)
        g.node("MatMul", [n + "attention", n + "value_t"], n + "mixed")
        g.node("Transpose", [n + "mixed"], n + "mixed_t", perm=[1, 0, 2])
        g.node("Reshape", [n + "mixed_t", "joined"], n + "mixed_rows")
        y = g.linear(n + "mixed_rows", n + "out", middles)
        g.node("Add", [x, y], n + "residual1")
        x = g.norm(n + "residual1", n + "norm1")
        y = g.gelu(g.linear(x, n + "up", middles), n + "gelu")
        y = g.linear(y, n + "down", middles)
        g.node("Add", [x, y], n + "residual2")
        x = g.norm(n + "residual2", n + "norm2")
    g.node("Gather", [x, "word_first"], "first_vectors", axis=0)
    g.node("Gather", [x, "word_last"], "last_vectors", axis=0)
    g.node("Add", ["first_vectors", "last_vectors"], "word_sum")
    g.node("Mul", ["word_sum", "half"], "word_vectors")
    middles = g.middles("word_middles", "word_first")
    g.linear("word_vectors", "tags", middles)
    g.gelu(g.linear("word_vectors", "project", middles), "projections")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [size])
        for name, size in (
            ("pieces", "n"),
            ("places", "n"),
            ("shapes", "n"),
            ("glues", "n"),
            ("word_first", "w"),
            ("word_last", "w"),
        )
    ]
    outputs = [
        helper.make_tensor_value_info(
            name, TensorProto.FLOAT, ["w", constants[matrix + ".bias"].shape[0]]
        )
        for name, matrix in (("tags", "tags"), ("projections", "project"))
    ]
    made = helper.make_graph(g.nodes, "reader", inputs, outputs, list(g.constants.values()))
    model = helper.make_model(
        made, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(RUNTIME, 1)]
    )
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


def renew(folder: Path) -> None:
    """Write `reader.onnx` of a folder again from its constants, and its hash in `reader.json`."""
    path, card = folder / "reader.onnx", folder / "reader.json"
    found = read_initializers(path)
    kept = {n: v for n, v in found.items() if "." in n and not n.endswith(".zero")}
    kept |= {name: found[name] for name in ("positions", "shape", "glue")}
    data = graph(kept).SerializeToString()
    path.write_bytes(data)
    says = json.loads(card.read_text(encoding="utf-8"))
    says["sha256"]["reader.onnx"] = hashlib.sha256(data).hexdigest()
    card.write_text(json.dumps(says, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    renew(parser.parse_args().weights)


if __name__ == "__main__":
    main()
