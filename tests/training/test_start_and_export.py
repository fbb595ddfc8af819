"""A start model is cut from a backbone, and a trained model is exported to what the package loads."""

import numpy as np
import pytest
import torch
from transformers import AutoTokenizer, BertConfig, BertModel

from factcheck.datatypes import Pair
from factcheck.models import load_nli
from factcheck.models.files import hash_file, nli_folder
from factcheck.settings import Settings
from factcheck.training.export import export
from factcheck.training.start import make_start

PAIRS = [
    Pair(premise="The ferry sank on Monday.", hypothesis="The ferry sank."),
    Pair(premise="Prices rose by 4 percent.", hypothesis="Prices fell by 4 percent in March, the office said."),
]


@pytest.fixture
def backbone(tmp_path):
    torch.manual_seed(0)
    tokenizer = AutoTokenizer.from_pretrained(nli_folder())
    config = BertConfig(
        vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=4, num_attention_heads=2, intermediate_size=32
    )
    folder = tmp_path / "backbone"
    BertModel(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def test_a_start_model_has_the_lowest_layers_and_three_named_labels(tmp_path, backbone) -> None:
    make_start(backbone, tmp_path / "start", n_layers=2)
    model = load_nli(str(tmp_path / "start"), settings=Settings())
    rows = model.judge(PAIRS)
    assert rows.shape == (2, 3)
    assert model._model.config.num_hidden_layers == 2
    whole = BertModel.from_pretrained(backbone)
    for name in ("encoder.layer.0.output.dense.weight", "encoder.layer.1.output.dense.weight"):
        assert torch.equal(model._model.base_model.get_parameter(name), whole.get_parameter(name))


def test_an_exported_model_judges_as_the_trained_one(tmp_path, backbone) -> None:
    make_start(backbone, tmp_path / "start", n_layers=2)
    digest = export(tmp_path / "start", tmp_path / "shipped")
    assert digest == hash_file(tmp_path / "shipped" / "model.safetensors")
    assert (tmp_path / "shipped" / "SHA256").read_text(encoding="ascii").split()[0] == digest
    plain = load_nli(str(tmp_path / "start"), settings=Settings()).judge(PAIRS)
    shipped = load_nli(str(tmp_path / "shipped"), settings=Settings()).judge(PAIRS)
    np.testing.assert_allclose(shipped, plain, atol=0.01)
