"""Weights packed for shipping: every matrix as int8 rows with one scale each, everything else in float16.

A packed file is safetensors whose metadata says so; it takes a quarter of float32. The embedded runtime multiplies with
the int8 rows as they are; torch gets them back as float32.
"""

from __future__ import annotations

import json
import mmap
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

PACKED = {"packed": "int8-rows"}  # one key only: safetensors writes several in no fixed order
SCALE = ".scale"
LARGEST = 127
LENGTH_BYTES = 8
"""In front of the header of a safetensors file: its length."""
STORED = {name: np.dtype(kind) for name, kind in (("F32", "<f4"), ("F16", "<f2"), ("I8", "i1"), ("I64", "<i8"))}
"""The element types of our weights, as safetensors names them."""


def pack(state: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Pack float tensors: a matrix becomes int8, shape as before, and `NAME.scale`, shape (rows,), float32.

    The error of a value is at most half its row's scale, that is 1/254 of the row's largest magnitude.

    >>> packed = pack({"weight": np.array([[0.5, -1.27], [0.0, 0.0]], dtype=np.float32)})
    >>> packed["weight"].tolist()
    [[50, -127], [0, 0]]
    """
    packed: dict[str, NDArray[Any]] = {}
    for name, tensor in state.items():
        if tensor.ndim != 2:  # noqa: PLR2004 - a matrix
            packed[name] = tensor.astype(np.float16)
            continue
        rows = tensor.astype(np.float32, copy=False)
        largest = np.maximum(rows.max(axis=1), -rows.min(axis=1))
        scale = np.maximum(largest / LARGEST, np.finfo(np.float32).tiny).astype(np.float32)
        steps = rows / scale[:, None]
        packed[name] = np.rint(steps, out=steps).astype(np.int8)
        packed[name + SCALE] = scale
    return packed


def unpack(packed: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[np.float32]]:
    """Give the float32 tensors that were packed.

    >>> unpack({"weight": np.array([[50, -127]], dtype=np.int8), "weight.scale": np.array([0.5])})["weight"].tolist()
    [[25.0, -63.5]]
    """
    return {name: unpacked(packed, name) for name in packed if not name.endswith(SCALE)}


def unpacked(packed: Mapping[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    """Give one of the tensors that were packed, in float32."""
    tensor, scale = packed[name], packed.get(name + SCALE)
    return np.asarray(tensor if scale is None else tensor * scale[:, None], dtype=np.float32)


def write_packed(state: Mapping[str, NDArray[Any]], path: Path) -> None:
    """Write tensors packed."""
    save_file(pack(state), path, metadata=PACKED)


def is_packed(path: Path) -> bool:
    """Say whether a safetensors file is packed.

    Raises:
        OSError: the file cannot be read.
        SafetensorError: it is no safetensors file.
    """
    with safe_open(path, framework="np") as file:
        return (file.metadata() or {}).get("packed") == PACKED["packed"]


def read_tensors(path: Path) -> dict[str, NDArray[Any]]:
    """Map the tensors of a safetensors file as they are stored: read-only, and read from the disk as they are used.

    safetensors itself copies them, which takes as long as checking their SHA-256.

    Raises:
        OSError: the file cannot be read.
        SafetensorError: it is no safetensors file.
    """
    with safe_open(path, framework="np"), path.open("rb") as file:  # the first refuses a header that does not fit
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    start = LENGTH_BYTES + int.from_bytes(held[:LENGTH_BYTES], "little")
    header = json.loads(held[LENGTH_BYTES:start])
    return {
        name: np.frombuffer(held, STORED[told["dtype"]], prod(told["shape"]), start + told["data_offsets"][0]).reshape(
            told["shape"]
        )
        for name, told in header.items()
        if name != "__metadata__"
    }
