"""The constants of an ONNX file, read without the `onnx` package.

An ONNX file is a protocol-buffer message; only the few fields that hold named constants are
looked at: ModelProto.graph (7), GraphProto.initializer (5), TensorProto.dims (1), data_type (2),
float_data (4), name (8), raw_data (9).

References
----------
ONNX, "onnx.proto" (IR version 8): field numbers and data types.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backchannel.errors import ReaderError

__all__ = ["read_initializers"]

_TYPES = {1: np.float32, 2: np.uint8, 3: np.int8, 6: np.int32, 7: np.int64}


def read_initializers(path: Path) -> dict[str, NDArray[Any]]:
    """Name -> array of every constant in the file.

    Raises
    ------
    ReaderError
        If the file is not an ONNX file of the kind expected.
    """
    data = memoryview(path.read_bytes())
    found: dict[str, NDArray[Any]] = {}
    try:
        for number, graph in _fields(data):
            if number == 7 and isinstance(graph, memoryview):
                for inner, tensor in _fields(graph):
                    if inner == 5 and isinstance(tensor, memoryview):
                        name, value = _tensor(tensor)
                        found[name] = value
    except (IndexError, ValueError, KeyError) as error:
        raise ReaderError(f"{path.name} cannot be read as an ONNX file: {error}") from error
    return found


def _tensor(data: memoryview) -> tuple[str, NDArray[Any]]:
    dims: list[int] = []
    kind, name = 1, ""
    raw = memoryview(b"")
    for number, value in _fields(data):
        if number == 1:
            dims.extend(_packed(value) if isinstance(value, memoryview) else [value])
        elif number == 2 and isinstance(value, int):
            kind = value
        elif number in (4, 9) and isinstance(value, memoryview):
            raw = value
        elif number == 8 and isinstance(value, memoryview):
            name = bytes(value).decode("utf-8")
    return name, np.frombuffer(raw, _TYPES[kind]).reshape(dims)


def _fields(data: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        number, wire = key >> 3, key & 7
        if wire == 0:
            value, at = _varint(data, at)
            yield number, value
        elif wire == 2:
            size, at = _varint(data, at)
            yield number, data[at : at + size]
            at += size
        elif wire in (1, 5):
            at += 8 if wire == 1 else 4
        else:
            raise ValueError(f"wire type {wire}")


def _packed(data: memoryview) -> list[int]:
    values, at = [], 0
    while at < len(data):
        value, at = _varint(data, at)
        values.append(value)
    return values


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    result = shift = 0
    while True:
        byte = data[at]
        at += 1
        result |= (byte & 0x7F) << shift
        if byte < 0x80:
            return result, at
        shift += 7
        if shift > 63:
            raise ValueError("a number too long")
