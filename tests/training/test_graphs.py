"""A graph with split int8 products computes what its float model computes, on the weights it is given."""

import numpy as np
import onnx
import pytest
import torch
from transformers import BertConfig, BertModel, MPNetConfig, MPNetForSequenceClassification

from factcheck.errors import InputError
from factcheck.models.onnx_runtime import initializers, levels, saturates, session_on
from factcheck.models.packed import pack, unpack
from factcheck.training.first_token import FirstToken
from factcheck.training.graphs import _export, _Pooled, split_graph
from factcheck.training.normed_products import NormedSplitter

pytestmark = pytest.mark.filterwarnings("ignore")  # torch.onnx warns of its own insides

SHAPE = {
    "vocab_size": 3000,
    "hidden_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 128,
}


def _drawn(model):
    """Draw parameters (equal biases would become one constant) and pack them; the model gets them as they come back."""
    torch.manual_seed(0)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.normal_(mean=float(name.endswith("LayerNorm.weight")), std=0.2)
    packed = pack({name: array.numpy() for name, array in model.state_dict().items()})
    model.load_state_dict({name: torch.from_numpy(array) for name, array in unpack(packed).items()})
    return packed


def _asked():
    ids = torch.randint(5, 3000, (4, 23))
    mask = torch.ones_like(ids)
    mask[2, 9:] = 0
    return ids, mask


def _given(graph):
    return {each.name for each in graph.graph.initializer if each.data_location == onnx.TensorProto.EXTERNAL}


def _run(graph, weights, ids, mask, **how):
    session = session_on(graph.SerializeToString(), weights, n_threads=1, **how)
    (made,) = session.run(None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})
    return made


def _n_products(graph) -> int:
    return sum(node.op_type == "MatMulIntegerToFloat" for node in graph.graph.node)


def test_an_encoder_split_row_by_row_computes_what_its_float_model_does() -> None:
    model = BertModel(BertConfig(**SHAPE)).eval()
    packed = _drawn(model)
    graph = split_graph(_export(_Pooled(model), "vectors"), packed_words=True)
    assert _n_products(graph) == 2 * 2 * 6  # coarse and fine, two layers of six matrices
    assert not any(each.HasField("raw_data") and len(each.raw_data) > 4096 for each in graph.graph.initializer)
    assert _given(graph) == (initializers(packed) | levels(saturating=False)).keys()

    ids, mask = _asked()
    tokens = model(input_ids=ids, attention_mask=mask).last_hidden_state * mask[..., None]
    expected = torch.nn.functional.normalize(tokens.sum(1) / mask.sum(1, keepdim=True), dim=-1).detach().numpy()
    np.testing.assert_allclose(_run(graph, packed, ids, mask), expected, atol=2e-3)


def test_a_classifier_split_by_its_norms_computes_what_its_float_model_does() -> None:
    model = MPNetForSequenceClassification(MPNetConfig(**SHAPE, num_labels=3)).eval()
    packed = _drawn(model)
    graph = split_graph(_export(FirstToken(model), "logits"), NormedSplitter, packed_words=True)
    assert _n_products(graph) == 2 * (2 * 5 + 1)  # two layers: the output of the attention has no fine part
    assert _given(graph) == (initializers(packed) | levels(saturating=False)).keys()

    ids, mask = _asked()
    ids[2, 9:] = model.config.pad_token_id
    expected = model(input_ids=ids, attention_mask=mask).logits.detach().numpy()
    with torch.inference_mode():
        np.testing.assert_allclose(FirstToken(model)(ids, mask).numpy(), expected, atol=1e-5)
    assert np.ptp(expected, axis=0).min() > 0.5  # the texts are told apart
    np.testing.assert_allclose(_run(graph, packed, ids, mask, saturating=True), expected, atol=0.1)
    if not saturates():  # full numbers overflow on this processor
        np.testing.assert_allclose(_run(graph, packed, ids, mask, saturating=False), expected, atol=0.05)


def test_the_largest_output_a_layer_norm_can_give_is_within_its_scale() -> None:
    width = 64
    norm = torch.nn.LayerNorm(width)
    with torch.no_grad():
        norm.weight.normal_()
        norm.bias.normal_()
    bound = (norm.weight.abs() * (width - 1) ** 0.5 + norm.bias.abs()).max()
    one_hot = torch.eye(width) * 1e4
    reached = torch.cat([norm(one_hot), norm(-one_hot)]).abs().max()
    assert reached <= bound * 1.00001
    assert reached > bound * 0.99


def test_products_that_share_a_bias_are_refused() -> None:
    model = BertModel(BertConfig(**SHAPE)).eval()  # untrained: every bias is zero
    with pytest.raises(InputError, match="share the bias"):
        split_graph(_export(_Pooled(model), "vectors"), packed_words=True)
