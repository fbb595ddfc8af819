"""Exports the graphs of the embedded runtime: a model without its weights, its matrix products in int8.

torch.onnx writes the float graph. Each product with a matrix of a layer then becomes int8 products: the input is split
into a coarse number and a fine one (`factcheck/models/onnx_runtime.py`). Parameters keep their names and are left out;
the runtime gives them when it opens the graph. The encoder's graph stays as it was at first: indexes are bound to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper

from factcheck.models.files import hash_file
from factcheck.models.onnx_runtime import is_gathered
from factcheck.models.packed import SCALE
from factcheck.training.first_token import FirstToken
from factcheck.training.normed_products import NormedSplitter
from factcheck.training.split_products import ProductSplitter, constant

if TYPE_CHECKING:
    from pathlib import Path

    from transformers import PreTrainedModel

OPSET = 20
CONTRIBUTED = helper.make_opsetid("com.microsoft", 1)
IR_VERSION = 10


class _Pooled(torch.nn.Module):
    """Gives the unit vectors of an encoder: the mean of its tokens."""

    def __init__(self, model: PreTrainedModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        tokens = self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        counted = attention_mask.unsqueeze(-1).to(tokens.dtype)
        return torch.nn.functional.normalize((tokens * counted).sum(1) / counted.sum(1), dim=-1)


def export_graphs(output: Path) -> None:
    """Write the graphs of the embedded NLI model and encoder, the saturation test, and their SHA-256 to a folder."""
    from transformers import AutoModel

    from factcheck.models.files import encoder_folder, nli_folder
    from factcheck.models.nli import load_classifier

    output.mkdir(parents=True, exist_ok=True)
    made = {
        "encoder.onnx": split_graph(
            _export(_Pooled(AutoModel.from_pretrained(encoder_folder())), "vectors"), packed_words=False
        ),
        "nli.onnx": split_graph(
            _export(FirstToken(load_classifier(nli_folder())), "logits"), NormedSplitter, packed_words=True
        ),
        "saturation.onnx": _saturation(),
    }
    for name, graph in made.items():
        onnx.save(graph, output / name)
    sums = "".join(f"{hash_file(output / name)}  {name}\n" for name in sorted(made))
    (output / "SHA256").write_text(sums, encoding="ascii")


def split_graph(
    model: onnx.ModelProto, splitting: type[ProductSplitter] = ProductSplitter, *, packed_words: bool
) -> onnx.ModelProto:
    """Turn a float graph with its weights into one with split int8 products and without weights.

    Args:
        model: the float graph.
        splitting: how its products are split.
        packed_words: word vectors are given in int8, as they are shipped, rather than in float32.
    """
    graph = model.graph
    splitter = splitting(graph)
    nodes: list[onnx.NodeProto] = []
    for node in graph.node:
        looked_up = packed_words and is_gathered(_first(node))
        nodes.extend(_looked_up(node) if looked_up else splitter.rewrite(node))
    kept = [each for each in graph.initializer if each.name not in splitter.replaced]
    constants = [each for each in kept if not _is_parameter(each)]
    words = [each for each in kept if packed_words and is_gathered(each.name)]
    floats = [each for each in kept if _is_parameter(each) and each not in words]
    parameters = [_named_only(each.name, TensorProto.FLOAT, list(each.dims)) for each in floats]
    for each in words:
        parameters.append(_named_only(each.name, TensorProto.INT8, list(each.dims)))
        parameters.append(_named_only(each.name + SCALE, TensorProto.FLOAT, [each.dims[0]]))
    for name, shape in splitter.matrices.items():
        parameters.append(_named_only(name, TensorProto.INT8, list(shape)))
        parameters.append(_named_only(name + SCALE, TensorProto.FLOAT, [shape[1]]))
    levels = [
        _named_only("levels.largest", TensorProto.FLOAT, []),
        _named_only("levels.middle", TensorProto.UINT8, []),
        _named_only("levels.fine", TensorProto.FLOAT, []),
    ]
    made = helper.make_graph(
        nodes, graph.name, graph.input, graph.output, [*constants, *splitter.constants, *parameters, *levels]
    )
    opsets = [helper.make_opsetid("", OPSET), CONTRIBUTED]
    return helper.make_model(made, opset_imports=opsets, ir_version=IR_VERSION, producer_name="factcheck.training")


def _export(module: torch.nn.Module, output_name: str) -> onnx.ModelProto:
    """Export a module whose parameters are those of `module.model`, under their own names."""
    module.eval()
    ids = torch.randint(5, 3000, (3, 17))
    mask = torch.ones_like(ids)
    mask[1, 10:] = 0
    batch, length = torch.export.Dim("batch", min=1, max=4096), torch.export.Dim("length", min=2, max=512)
    program = torch.onnx.export(
        module,
        (ids, mask),
        dynamo=True,
        opset_version=OPSET,
        dynamic_shapes=({0: batch, 1: length}, {0: batch, 1: length}),
        input_names=["input_ids", "attention_mask"],
        output_names=[output_name],
    )
    if program is None:
        raise RuntimeError("torch.onnx gave no graph.")
    model: onnx.ModelProto = program.model_proto
    own = "model."
    for each in model.graph.initializer:
        each.name = each.name.removeprefix(own)
    for node in model.graph.node:
        node.input[:] = [name.removeprefix(own) for name in node.input]
        for attribute in [each for each in node.attribute if each.name.startswith("pkg.")]:
            node.attribute.remove(attribute)
        del node.metadata_props[:]
        node.doc_string = ""
    return model


def _looked_up(node: onnx.NodeProto) -> list[onnx.NodeProto]:
    """Look word vectors up in int8 and scale the few rows that are taken."""
    table, ids = node.input
    (vectors,) = node.output
    return [
        helper.make_node("Gather", [table, ids], [f"{vectors}.rows"]),
        helper.make_node("Cast", [f"{vectors}.rows"], [f"{vectors}.cast"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [table + SCALE, ids], [f"{vectors}.scale"]),
        helper.make_node("Unsqueeze", [f"{vectors}.scale", "split.last"], [f"{vectors}.column"]),
        helper.make_node("Mul", [f"{vectors}.cast", f"{vectors}.column"], [vectors]),
    ]


def _saturation() -> onnx.ModelProto:
    """Make the graph that multiplies the largest numbers: 8-bit products that saturate give another sum."""
    right = constant("right", np.full((64, 16), 127, dtype=np.int8))
    scale, column = constant("scale", np.float32(1)), constant("column", np.ones(16, dtype=np.float32))
    node = helper.make_node(
        "MatMulIntegerToFloat", ["left", "right", "scale", "column"], ["product"], domain="com.microsoft"
    )
    left = helper.make_tensor_value_info("left", TensorProto.UINT8, [8, 64])
    product = helper.make_tensor_value_info("product", TensorProto.FLOAT, [8, 16])
    graph = helper.make_graph([node], "saturation", [left], [product], [right, scale, column])
    opsets = [helper.make_opsetid("", OPSET), CONTRIBUTED]
    return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)


def _is_parameter(tensor: onnx.TensorProto) -> bool:
    """Say whether a tensor is a parameter of the model: only those have dotted names and are floats."""
    return "." in tensor.name and tensor.data_type == TensorProto.FLOAT


def _first(node: onnx.NodeProto) -> str:
    return node.input[0] if node.op_type == "Gather" else ""


def _named_only(name: str, kind: int, shape: list[int]) -> onnx.TensorProto:
    """Declare a tensor that the runtime gives."""
    tensor = onnx.TensorProto(name=name, data_type=kind, dims=shape)
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="given-when-opened")
    return tensor
