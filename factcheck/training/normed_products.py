"""Rewrites the matrix products of an ONNX graph by where their input comes from, with as little beside them as can be.

What leaves a layer norm is bounded by the norm's own parameters, whatever the text: one scale holds for every token, so
it goes into the product, and so does the bias. Other inputs have a scale for each token.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
from onnx import helper

from factcheck.models.packed import SCALE
from factcheck.training.split_products import BIAS, WEIGHT, ProductSplitter, constant

if TYPE_CHECKING:
    from collections.abc import Iterator

    import onnx

LEAST_OF_GELU = 0.17
"""GELU gives nothing below -0.17, so that its largest value tells the scale."""
PASSED_ON = {"Slice", "Gather", "Squeeze", "Unsqueeze", "Reshape"}
"""Operators that give some of their input as it was."""


class NormedSplitter(ProductSplitter):
    """Splits the products of one graph of the NLI model.

    The output of an attention takes no fine part: without it no probability of 200 pairs moved by more than 0.016.
    """

    def __init__(self, graph: onnx.GraphProto) -> None:
        """Note the constants of a graph, and which nodes give and take which values."""
        super().__init__(graph)
        self._givers: dict[str, onnx.NodeProto] = {name: node for node in graph.node for name in node.output}
        self._norms: set[str] = set()
        self.constants.append(constant("split.least", np.float32(LEAST_OF_GELU)))

    def multiply(self, value: str, weight: str, bias: str, result: str) -> Iterator[onnx.NodeProto]:
        """Yield the product of a value with a matrix, plus a bias."""
        giver = self._giver(value)
        if giver.op_type == "LayerNormalization":
            yield from self._multiply_normed(value, giver.input[1], weight, bias, result)
        else:
            yield from self._multiply_rows(value, weight, bias, result, gelu=giver.op_type == "Gelu")

    def _giver(self, value: str) -> onnx.NodeProto:
        node: onnx.NodeProto = self._givers[value]
        while node.op_type in PASSED_ON:
            node = self._givers[node.input[0]]
        return node

    def _multiply_normed(self, value: str, norm: str, weight: str, bias: str, result: str) -> Iterator[onnx.NodeProto]:
        coarse, fine = f"{norm}.coarse", f"{norm}.fine"
        if norm not in self._norms:
            self._norms.add(norm)
            yield from self._bound(norm)
        own = f"{value}.split"
        if self.first_split(value):
            yield helper.make_node("QuantizeLinear", [value, coarse, "levels.middle"], [f"{own}.coarse"])
            yield helper.make_node("DequantizeLinear", [f"{own}.coarse", coarse, "levels.middle"], [f"{own}.whole"])
            yield helper.make_node("Sub", [value, f"{own}.whole"], [f"{own}.rest"])
            yield helper.make_node("QuantizeLinear", [f"{own}.rest", fine, "levels.middle"], [f"{own}.fine"])
        yield product(f"{own}.coarse", weight, coarse, f"{result}.coarse", bias=bias)
        yield product(f"{own}.fine", weight, fine, f"{result}.fine")
        yield helper.make_node("Add", [f"{result}.coarse", f"{result}.fine"], [result])

    def _bound(self, norm: str) -> Iterator[onnx.NodeProto]:
        """Yield the steps of a norm's output: no value of n that were brought to variance 1 is beyond sqrt(n - 1)."""
        (width,) = self.shapes[norm]
        reach = f"{norm}.reach"
        self.constants.append(constant(reach, np.float32(sqrt(width - 1))))
        yield helper.make_node("Abs", [norm], [f"{norm}.size"])
        yield helper.make_node("Mul", [f"{norm}.size", reach], [f"{norm}.spread"])
        yield helper.make_node("Abs", [norm.removesuffix(WEIGHT) + BIAS], [f"{norm}.shift"])
        yield helper.make_node("Add", [f"{norm}.spread", f"{norm}.shift"], [f"{norm}.bounds"])
        yield helper.make_node("ReduceMax", [f"{norm}.bounds"], [f"{norm}.bound"], keepdims=0)
        yield helper.make_node("Div", [f"{norm}.bound", "levels.largest"], [f"{norm}.coarse"])
        yield helper.make_node("Mul", [f"{norm}.coarse", "levels.fine"], [f"{norm}.fine"])

    def _multiply_rows(
        self, value: str, weight: str, bias: str, result: str, *, gelu: bool
    ) -> Iterator[onnx.NodeProto]:
        rows, columns = self.matrices[weight]
        own = f"{value}.split"
        if self.first_split(value):
            yield from self._scale_rows(value, rows, gelu=gelu)
            if gelu:
                yield from _fine_rows(own)
        self.constants.append(constant(f"{result}.width", np.array([columns])))
        yield product(f"{own}.coarse", weight, "split.one", f"{result}.coarse")
        if gelu:
            yield product(f"{own}.fine", weight, "levels.fine", f"{result}.fine")
            yield helper.make_node("Add", [f"{result}.coarse", f"{result}.fine"], [f"{result}.sum"])
        summed = f"{result}.sum" if gelu else f"{result}.coarse"
        yield helper.make_node("Mul", [summed, f"{own}.scale"], [f"{result}.scaled"])
        yield helper.make_node("Add", [f"{result}.scaled", bias], [f"{result}.rows"])
        yield helper.make_node("Concat", [f"{own}.shape", f"{result}.width"], [f"{result}.shape"], axis=0)
        yield helper.make_node("Reshape", [f"{result}.rows", f"{result}.shape"], [result])

    def _scale_rows(self, value: str, width: int, *, gelu: bool) -> Iterator[onnx.NodeProto]:
        """Yield `scale`, shape (rows, 1), and `coarse`, uint8 around the middle."""
        self.constants.append(constant(f"{value}.flat", np.array([-1, width])))
        own = f"{value}.split"
        yield helper.make_node("Shape", [value], [f"{own}.shape"], start=0, end=-1)
        yield helper.make_node("Reshape", [value, f"{value}.flat"], [f"{own}.rows"])
        yield helper.make_node("ReduceMax", [f"{own}.rows", "split.last"], [f"{own}.high"])
        if gelu:
            yield helper.make_node("Max", [f"{own}.high", "split.least"], [f"{own}.size"])
        else:
            yield helper.make_node("ReduceMin", [f"{own}.rows", "split.last"], [f"{own}.low"])
            yield helper.make_node("Neg", [f"{own}.low"], [f"{own}.depth"])
            yield helper.make_node("Max", [f"{own}.high", f"{own}.depth", "split.tiny"], [f"{own}.size"])
        yield helper.make_node("Div", [f"{own}.size", "levels.largest"], [f"{own}.scale"])
        yield helper.make_node("Reshape", [f"{own}.scale", "split.last"], [f"{own}.scales"])
        yield helper.make_node("Shape", [f"{own}.scales"], [f"{own}.n"])
        yield helper.make_node("Expand", ["levels.middle", f"{own}.n"], [f"{own}.middles"])
        inputs = [f"{own}.rows", f"{own}.scales", f"{own}.middles"]
        yield helper.make_node("QuantizeLinear", inputs, [f"{own}.coarse"], axis=0)


def _fine_rows(own: str) -> Iterator[onnx.NodeProto]:
    """Yield `fine`: what `coarse` left of each row, in steps of its own scale."""
    coarse = [f"{own}.coarse", f"{own}.scales", f"{own}.middles"]
    yield helper.make_node("DequantizeLinear", coarse, [f"{own}.whole"], axis=0)
    yield helper.make_node("Sub", [f"{own}.rows", f"{own}.whole"], [f"{own}.rest"])
    yield helper.make_node("Mul", [f"{own}.scales", "levels.fine"], [f"{own}.steps"])
    inputs = [f"{own}.rest", f"{own}.steps", f"{own}.middles"]
    yield helper.make_node("QuantizeLinear", inputs, [f"{own}.fine"], axis=0)


def product(left: str, weight: str, scale: str, result: str, *, bias: str = "") -> onnx.NodeProto:
    """Make the product in int8 of an input with a matrix, in float32 under a scale, plus a bias if one is named."""
    inputs = [left, weight, scale, weight + SCALE, "levels.middle", *(["", bias] if bias else [])]
    return helper.make_node("MatMulIntegerToFloat", inputs, [result], domain="com.microsoft")
