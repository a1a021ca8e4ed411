"""The network at run time: word pieces in, one row of numbers for each word out.

Two ways to the same numbers: ONNX Runtime, one thread, or plain NumPy on the constants of the
same file, quantising activations as the graph does: each row by its own scale.

References
----------
Devlin et al., NAACL 2019 (the encoder); ONNX operator MatMulInteger (the products).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from backchannel.errors import ReaderError

from .initializers import read_initializers

__all__ = ["Network", "NumpyNetwork", "OnnxNetwork", "Window", "open_network"]

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

LAYERS, HEADS, WIDTH = 6, 12, 384


@dataclass(frozen=True, slots=True)
class Window:
    """The input for one stretch of words.

    Parameters
    ----------
    pieces, shapes, glues : (n_pieces,) integers
        Word-piece rows with the two end marks, how the word is written, what precedes it.
    first, last : (n_words,) integers
        Places of each word's first and last piece.
    """

    pieces: Integers
    shapes: Integers
    glues: Integers
    first: Integers
    last: Integers


class Network(Protocol):
    """Anything that runs a window."""

    def run(self, window: Window) -> tuple[Floats, Floats]:
        """(n_words, tags) logits and (n_words, projections) vectors of a window."""
        ...


class OnnxNetwork:
    """The network by ONNX Runtime on one thread."""

    def __init__(self, path: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.enable_mem_pattern = False
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # its errors have no common class of their own
            raise ReaderError(
                f"{path.name} in {path.parent} cannot be loaded: {error}; install the weights again"
            ) from error

    def run(self, window: Window) -> tuple[Floats, Floats]:
        """See `Network.run`."""
        tags, projections = self._session.run(
            ["tags", "projections"],
            {
                "pieces": window.pieces,
                "places": np.arange(len(window.pieces), dtype=np.int64),
                "shapes": window.shapes,
                "glues": window.glues,
                "word_first": window.first,
                "word_last": window.last,
            },
        )
        return tags, projections


class NumpyNetwork:
    """The network by NumPy alone, for machines without ONNX Runtime."""

    def __init__(self, path: Path) -> None:
        constants = read_initializers(path)
        self._constants: dict[str, NDArray[Any]] = {
            name: value.astype(np.float32)
            if name.endswith(".weight") and value.dtype == np.int8 and name != "pieces.weight"
            else value
            for name, value in constants.items()
        }

    def run(self, window: Window) -> tuple[Floats, Floats]:
        """See `Network.run`."""
        c = self._constants
        rows = window.pieces
        x = c["pieces.weight"][rows].astype(np.float32) * c["pieces.scale"][rows]
        x = x + c["positions"][: len(rows)] + (c["shape"][window.shapes] + c["glue"][window.glues])
        x = self._norm(x, "norm")
        for i in range(LAYERS):
            x = self._layer(x, f"layer{i}.")
        words = 0.5 * (x[window.first] + x[window.last])
        quantised = _quantise(words)
        return self._linear(quantised, "tags"), _gelu(self._linear(quantised, "project"))

    def _layer(self, x: Floats, n: str) -> Floats:
        quantised = _quantise(x)
        q, k, v = (
            self._linear(quantised, n + part).reshape(-1, HEADS, WIDTH // HEADS).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = q @ k.transpose(0, 2, 1)
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (scores / scores.sum(-1, keepdims=True)) @ v
        rows = np.ascontiguousarray(mixed.transpose(1, 0, 2)).reshape(-1, WIDTH)
        x = self._norm(x + self._linear(_quantise(rows), n + "out"), n + "norm1")
        inner = _gelu(self._linear(_quantise(x), n + "up"))
        return self._norm(x + self._linear(_quantise(inner), n + "down"), n + "norm2")

    def _linear(self, quantised: tuple[Floats, Floats], name: str) -> Floats:
        rows, scale = quantised
        c = self._constants
        product: Floats = rows @ c[name + ".weight"]
        product *= c[name + ".scale"]
        product *= scale
        product += c[name + ".bias"]
        return product

    def _norm(self, x: Floats, name: str) -> Floats:
        centred = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(-1, keepdims=True) + np.float32(1e-12))
        result: Floats = (
            centred / spread * self._constants[name + ".weight"] + self._constants[name + ".bias"]
        )
        return result


def _quantise(x: Floats) -> tuple[Floats, Floats]:
    """Whole numbers from -127 to 127 (as floats) and the scale of each row, as the graph does."""
    step = np.float32(1 / 127)
    scale = np.maximum(np.abs(x).max(-1, keepdims=True) * step, np.float32(1e-12))
    return np.rint(x / scale).astype(np.float32), scale


def _gelu(x: Floats) -> Floats:
    """x * P(X <= x) for a standard normal X; Abramowitz and Stegun 7.1.26, error below 2e-7."""
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    poly = t * (
        np.float32(0.254829592)
        + t
        * (
            np.float32(-0.284496736)
            + t
            * (
                np.float32(1.421413741)
                + t * (np.float32(-1.453152027) + t * np.float32(1.061405429))
            )
        )
    )
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    result: Floats = np.float32(0.5) * x * (1 + erf)
    return result.astype(np.float32)


def open_network(path: Path) -> Network:
    """ONNX Runtime if it is installed, NumPy otherwise."""
    try:
        return OnnxNetwork(path)
    except ImportError:
        return NumpyNetwork(path)
