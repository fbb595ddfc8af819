"""A graph with split int8 products computes what its float model computes, on the weights it is given."""

import numpy as np
import onnx
import pytest
import torch
from transformers import BertConfig, BertForSequenceClassification

from factcheck.models.onnx_runtime import initializers, levels, session_on
from factcheck.models.packed import pack, unpack
from factcheck.training.graphs import _Classifier, _export, split_graph

pytestmark = pytest.mark.filterwarnings("ignore")  # torch.onnx warns of its own insides


def test_a_split_graph_computes_what_its_float_model_does() -> None:
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=3000, hidden_size=64, num_hidden_layers=2, num_attention_heads=2, intermediate_size=128, num_labels=3
    )
    model = BertForSequenceClassification(config).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.normal_(std=0.2)  # equal biases would become one constant
    state = {name: array.numpy() for name, array in model.state_dict().items()}
    packed = pack(state)
    model.load_state_dict({name: torch.from_numpy(array) for name, array in unpack(packed).items()})
    graph = split_graph(_export(_Classifier(model), "logits"), packed_words=True)

    multiplied = [node for node in graph.graph.node if node.op_type == "MatMulIntegerToFloat"]
    assert len(multiplied) == 2 * 2 * 6  # coarse and fine, two layers of six matrices
    assert not any(each.HasField("raw_data") and len(each.raw_data) > 4096 for each in graph.graph.initializer)

    names = {each.name for each in graph.graph.initializer if each.data_location == onnx.TensorProto.EXTERNAL}
    assert names == (initializers(packed) | levels(saturating=False)).keys()
    session = session_on(graph.SerializeToString(), packed, n_threads=1)
    ids = torch.randint(5, 3000, (4, 23))
    mask = torch.ones_like(ids)
    mask[2, 9:] = 0
    (logits,) = session.run(None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})
    expected = model(input_ids=ids, attention_mask=mask).logits.detach().numpy()
    np.testing.assert_allclose(logits, expected, atol=2e-3)
