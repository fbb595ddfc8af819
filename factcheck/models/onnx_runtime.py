"""Runs the embedded models: a graph that ships without weights, and the weights it is given when it is opened.

The graphs (`factcheck/models/graphs`, made by `python -m factcheck.training graphs`) multiply int8 weights with
activations that are split into two int8 numbers, a coarse and a fine one: 15 bits, under a scale of their own row or,
behind a layer norm of the NLI model, under one that the norm's parameters bound. What else is in the batch changes
nothing.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from factcheck.errors import ModelLoadError
from factcheck.models.files import read_graph
from factcheck.models.packed import SCALE, pack, unpacked

# Read at its import: from 1.32 on it keeps a device id and a journal of its use at home, to be sent to its makers.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime
from onnxruntime import OrtValue
from onnxruntime.capi.onnxruntime_pybind11_state import (
    Fail,
    InvalidArgument,
    InvalidGraph,
    InvalidProtobuf,
    RuntimeException,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

LAYER = ".layer."
"""In the name of every matrix that the graphs multiply with in int8."""
SLOW_FUSIONS = ["SkipLayerNormFusion"]
"""Slower than what it replaces, five times, in ONNX Runtime 1.32."""
QUIET = 3
"""Errors only."""
UNUSABLE = (Fail, InvalidArgument, InvalidGraph, InvalidProtobuf, RuntimeException)
"""What ONNX Runtime raises for a graph or weights it cannot use."""


def open_session(graph: str, weights: Mapping[str, NDArray[Any]], *, n_threads: int) -> onnxruntime.InferenceSession:
    """Open a graph of the package on its weights.

    Args:
        graph: name of the graph, "nli" or "encoder".
        weights: plain, or packed as `factcheck.models.packed.pack` gives them.
        n_threads: size of the pool; 0 takes every core this process may use.

    Raises:
        ModelLoadError: the graph is damaged or does not fit the weights.
    """
    try:
        return session_on(read_graph(graph), weights, n_threads=n_threads)
    except UNUSABLE as err:
        raise ModelLoadError(f"The graph {graph!r} could not be opened: {err} Reinstall factcheck-desk.") from err


def session_on(
    graph: bytes, weights: Mapping[str, NDArray[Any]], *, n_threads: int, saturating: bool | None = None
) -> onnxruntime.InferenceSession:
    """Open a graph on weights; `saturating` is what `saturates` says unless it is given.

    Raises:
        Exception: one of `UNUSABLE`, when the graph is none or does not fit the weights.
    """
    options = _options(n_threads)
    values = initializers(weights) | levels(saturating=saturates() if saturating is None else saturating)
    shared = {name: OrtValue.ortvalue_from_numpy(array) for name, array in values.items()}
    options.add_external_initializers(list(shared), list(shared.values()))
    return _session(graph, options)


def initializers(weights: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Give what a graph names: int8 matrices as (in, out), packed word vectors as they are, the rest in float32."""
    given: dict[str, NDArray[Any]] = {}
    # One piece for all matrices: Linux backs it by large pages, in place of 15,000 small ones that it clears singly.
    room = np.empty(sum(weights[name].size for name in weights if is_multiplied(name)), dtype=np.int8)
    for name in weights:
        if name.endswith((SCALE, "position_ids")) or name.startswith("pooler."):
            continue
        if is_multiplied(name):
            packed = weights if name + SCALE in weights else pack({name: weights[name]})
            given[name] = transposed(packed[name], room[: packed[name].size])
            given[name + SCALE] = packed[name + SCALE]
            room = room[packed[name].size :]
        elif is_gathered(name) and name + SCALE in weights:
            given[name], given[name + SCALE] = weights[name], weights[name + SCALE]
        else:
            given[name] = unpacked(weights, name)
    return given


def transposed(matrix: NDArray[np.int8], room: NDArray[np.int8]) -> NDArray[np.int8]:
    """Transpose a matrix into `room`, of its size; eight columns at a time where it can: twice as fast as byte by byte.

    >>> room = np.empty(48, dtype=np.int8)
    >>> bool((transposed(np.arange(48, dtype=np.int8).reshape(3, 16), room) == np.arange(48).reshape(3, 16).T).all())
    True
    """
    rows, columns = matrix.shape
    if columns % 8 or not matrix.flags.c_contiguous:
        np.copyto(room.reshape(columns, rows), matrix.T)
    else:
        by_eight = np.ascontiguousarray(matrix.view(np.uint64).T).view(np.int8).reshape(columns // 8, rows, 8)
        np.copyto(room.reshape(columns // 8, 8, rows), by_eight.transpose(0, 2, 1))
    return room.reshape(columns, rows)


def is_multiplied(name: str) -> bool:
    """Say whether a graph multiplies with a parameter in int8."""
    return LAYER in name and name.endswith(".weight") and "LayerNorm" not in name


def is_gathered(name: str) -> bool:
    """Say whether a graph looks rows of a parameter up, in int8 when it is packed."""
    return name.endswith("word_embeddings.weight")


def levels(*, saturating: bool) -> dict[str, NDArray[Any]]:
    """Give the constants of the split: the largest coarse number, the middle of the scale, the step of the fine number.

    A processor whose int8 products saturate gets coarse numbers of half the size: they never reach its limit.
    """
    largest = 63 if saturating else 127
    return {
        "levels.largest": np.array(largest, dtype=np.float32),
        "levels.middle": np.array(largest + 1, dtype=np.uint8),
        "levels.fine": np.array(0.5 / largest, dtype=np.float32),
    }


@cache
def saturates() -> bool:
    """Say whether sums of two int8 products overflow on this processor (x86 before VNNI adds them in 16 bits)."""
    left = np.full((8, 64), 255, dtype=np.uint8)
    (found,) = _session(read_graph("saturation"), _options(1)).run(None, {"left": left})
    return bool((found != 255.0 * 127.0 * 64.0).any())


def _options(n_threads: int) -> onnxruntime.SessionOptions:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # it would open a pool of its own
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = n_threads or len(os.sched_getaffinity(0))
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting must not take a core
    options.enable_mem_pattern = False  # every batch has another shape
    options.log_severity_level = QUIET
    return options


def _session(graph: bytes, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(
        graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW_FUSIONS
    )
