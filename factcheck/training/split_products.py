"""Rewrites the matrix products of an ONNX graph: two int8 products of a split input in place of one in float32."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

from factcheck.errors import InputError
from factcheck.models.packed import SCALE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

BIAS, WEIGHT = ".bias", ".weight"


class ProductSplitter:
    """Splits the products of one graph; an input that several products share is split once."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        """Note the constants of a graph and which nodes take which values."""
        self.replaced: set[str] = set()
        """Constants that no node takes any more."""
        self.matrices: dict[str, tuple[int, int]] = {}
        """Shape (in, out) of each matrix that is multiplied in int8, by the name of its parameter."""
        self.constants = [
            constant("split.last", np.array([-1])),
            constant("split.one", np.float32(1)),
            constant("split.tiny", np.float32(1e-12)),
        ]
        self.shapes = {each.name: tuple(each.dims) for each in graph.initializer}
        self._takers: dict[str, list[onnx.NodeProto]] = {}
        for node in graph.node:
            for name in node.input:
                self._takers.setdefault(name, []).append(node)
        self._split: set[str] = set()
        self._done: set[str] = set()

    def rewrite(self, node: onnx.NodeProto) -> Iterator[onnx.NodeProto]:
        """Yield what stands in a node's place: itself, or the split product for a product and its bias.

        Raises:
            InputError: two products share a bias (equal biases, as of an untrained model, become one on export).
        """
        if node.op_type == "Add" and node.output[0] in self._done:
            return
        if node.op_type != "MatMul" or node.input[1] not in self.shapes:
            yield node
            return
        value, matrix = node.input
        (biased,) = (taker for taker in self._takers[node.output[0]] if taker.op_type == "Add")
        (bias,) = (name for name in biased.input if name.endswith(BIAS))
        weight = bias.removesuffix(BIAS) + WEIGHT
        if weight in self.matrices:
            raise InputError(f"Two products of the graph share the bias {bias!r}, so that its matrix cannot be named.")
        rows, columns = self.shapes[matrix]
        self.replaced.add(matrix)
        self.matrices[weight] = (rows, columns)
        result = biased.output[0]
        self._done.add(result)
        yield from self.multiply(value, weight, bias, result)

    def multiply(self, value: str, weight: str, bias: str, result: str) -> Iterator[onnx.NodeProto]:
        """Yield the product of a value with a matrix, plus a bias: both parts under a scale for each row."""
        rows, columns = self.matrices[weight]
        if self.first_split(value):
            yield from self._split_value(value, rows)
        self.constants.append(constant(f"{result}.width", np.array([columns])))
        yield from _product(value, weight, bias, result)

    def first_split(self, value: str) -> bool:
        """Say whether a value was not split before, and note that it is now."""
        first = value not in self._split
        self._split.add(value)
        return first

    def _split_value(self, value: str, width: int) -> Iterator[onnx.NodeProto]:
        """Split a value, shape (..., width): `coarse` and `fine`, uint8 around a middle, under one `scale` a row."""
        self.constants.append(constant(f"{value}.flat", np.array([-1, width])))
        own = f"{value}.split"
        yield helper.make_node("Shape", [value], [f"{own}.shape"], start=0, end=-1)
        yield helper.make_node("Reshape", [value, f"{value}.flat"], [f"{own}.rows"])
        yield helper.make_node("ReduceMax", [f"{own}.rows", "split.last"], [f"{own}.high"])
        yield helper.make_node("ReduceMin", [f"{own}.rows", "split.last"], [f"{own}.low"])
        yield helper.make_node("Neg", [f"{own}.low"], [f"{own}.depth"])
        yield helper.make_node("Max", [f"{own}.high", f"{own}.depth", "split.tiny"], [f"{own}.size"])
        yield helper.make_node("Div", [f"{own}.size", "levels.largest"], [f"{own}.scale"])
        yield helper.make_node("Div", [f"{own}.rows", f"{own}.scale"], [f"{own}.scaled"])
        yield helper.make_node("QuantizeLinear", [f"{own}.scaled", "split.one", "levels.middle"], [f"{own}.coarse"])
        yield helper.make_node("DequantizeLinear", [f"{own}.coarse", "split.one", "levels.middle"], [f"{own}.whole"])
        yield helper.make_node("Sub", [f"{own}.scaled", f"{own}.whole"], [f"{own}.rest"])
        yield helper.make_node("QuantizeLinear", [f"{own}.rest", "levels.fine", "levels.middle"], [f"{own}.fine"])


def _product(value: str, weight: str, bias: str, result: str) -> Iterator[onnx.NodeProto]:
    own = f"{value}.split"
    for part, step in (("coarse", "split.one"), ("fine", "levels.fine")):
        inputs = [f"{own}.{part}", weight, step, weight + SCALE, "levels.middle"]
        yield helper.make_node("MatMulIntegerToFloat", inputs, [f"{result}.{part}"], domain="com.microsoft")
    yield helper.make_node("Add", [f"{result}.coarse", f"{result}.fine"], [f"{result}.sum"])
    yield helper.make_node("Mul", [f"{result}.sum", f"{own}.scale"], [f"{result}.scaled"])
    yield helper.make_node("Add", [f"{result}.scaled", bias], [f"{result}.rows"])
    yield helper.make_node("Concat", [f"{own}.shape", f"{result}.width"], [f"{result}.shape"], axis=0)
    yield helper.make_node("Reshape", [f"{result}.rows", f"{result}.shape"], [result])


def constant(name: str, value: NDArray[Any] | np.generic) -> onnx.TensorProto:
    """Make a constant of a graph."""
    return numpy_helper.from_array(np.asarray(value), name)
