"""The graph on constants: the same numbers however it is written, and written again in place."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx")

from backchannel.reading.reader.network import OnnxNetwork, Window
from backchannel.reading.reader.weights import Weights, weights_folder
from training.graph import renew


def window(pieces: int, words: int) -> Window:
    rng = np.random.default_rng(pieces)
    first = np.sort(rng.integers(0, pieces, words))
    return Window(
        rng.integers(0, 20_000, pieces),
        rng.integers(0, 12, pieces),
        rng.integers(0, 4, pieces),
        first,
        np.minimum(first + 1, pieces - 1),
    )


def test_a_graph_written_again_gives_the_same_bits(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(weights_folder(), folder)
    renew(folder)
    Weights.load(folder).check()
    card = json.loads((folder / "reader.json").read_text("utf-8"))
    data = (folder / "reader.onnx").read_bytes()
    assert card["sha256"]["reader.onnx"] == hashlib.sha256(data).hexdigest()
    old, new = OnnxNetwork(weights_folder() / "reader.onnx"), OnnxNetwork(folder / "reader.onnx")
    for size in (3, 60, 300):
        for mine, theirs in zip(
            new.run(window(size, size // 2 + 1)), old.run(window(size, size // 2 + 1)), strict=True
        ):
            assert np.array_equal(mine, theirs)
