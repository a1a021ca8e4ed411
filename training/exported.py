"""Exported weights read back into the network of PyTorch, to go on training from them.

The inverse of `training.export`: matrices come back as their whole numbers times the scale of
their columns, so they differ from the ones trained by at most half a step of seven bits, which
the first few hundred steps of a further run take up. The word-piece table and the places are
MiniLM's own and stay frozen; they are not read from here.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from backchannel.reading.reader.initializers import read_initializers

from .model import BILINEAR, HEADS, LAYERS, WIDTH, Reader

_ROOTS = ("root", "root_relation", "no_source", "no_antecedent", "side_bias", "relation")


def load_exported(model: Reader, folder: Path) -> None:
    """Fill encoder and heads of `model` from a folder of exported weights.

    Raises
    ------
    KeyError
        If the folder lacks a matrix or a scorer.
    ValueError
        If one has another form than the network's.
    """
    constants = read_initializers(folder / "reader.onnx")
    scorers = np.load(folder / "scorers.npz")

    def matrix(name: str) -> np.ndarray:
        return constants[name + ".weight"].astype(np.float32) * constants[name + ".scale"]

    found: dict[str, np.ndarray] = {
        "encoder.norm.weight": constants["norm.weight"],
        "encoder.norm.bias": constants["norm.bias"],
        "heads.shape.weight": constants["shape"],
        "heads.glue.weight": constants["glue"],
    }
    back = (WIDTH // HEADS) ** 0.5  # export folds the scale of attention into the query
    for i in range(LAYERS):
        here, there = f"layer{i}.", f"encoder.layers.{i}."
        parts = [(part, back if part == "query" else 1.0) for part in ("query", "key", "value")]
        found[there + "qkv.weight"] = np.concatenate([matrix(here + p).T * s for p, s in parts])
        found[there + "qkv.bias"] = np.concatenate(
            [constants[f"{here}{p}.bias"] * s for p, s in parts]
        )
        for name in ("out", "up", "down"):
            found[f"{there}{name}.weight"] = matrix(here + name).T
            found[f"{there}{name}.bias"] = constants[f"{here}{name}.bias"]
        for name in ("norm1", "norm2"):
            for kind in ("weight", "bias"):
                found[f"{there}{name}.{kind}"] = constants[f"{here}{name}.{kind}"]
    for name in ("tags", "project"):
        found[f"heads.{name}.weight"] = matrix(name).T
        found[f"heads.{name}.bias"] = constants[name + ".bias"]
    found |= {"heads." + name: scorers[name] for name in _ROOTS}
    for name in BILINEAR:
        found[f"heads.bilinear.{name}"] = scorers["bilinear." + name]
        found[f"heads.bias.{name}"] = scorers["bias." + name]
    own = dict(model.named_parameters())
    with torch.no_grad():
        for name, value in found.items():
            if own[name].shape != value.shape:
                raise ValueError(f"{name}: {value.shape} in {folder}, {own[name].shape} here")
            own[name].copy_(torch.from_numpy(np.array(value, np.float32)))
