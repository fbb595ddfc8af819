"""Any sequence classification model takes the place of the embedded one; tiny random models stand in for them."""

import numpy as np
import pytest
import torch
from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

from factcheck.datatypes import Pair
from factcheck.errors import LabelOrderError, ModelLoadError
from factcheck.models import load_nli
from factcheck.models.files import nli_folder
from factcheck.settings import Settings

THREE = ("entailment", "neutral", "contradiction")
PAIRS = [
    Pair(premise="Iraq would not allow any threat to Iran.", hypothesis="Iraq would allow a threat to Iran."),
    Pair(premise="The ferry sank.", hypothesis="A ferry went down off the coast in the night, officials said."),
    Pair(premise="Prices rose by 4 percent in March, the office said on Tuesday.", hypothesis="Prices rose."),
]


def save_tiny(folder, names, *, order=None, safe=True):
    """Save a random BERT with these output names; `order` permutes the outputs of the same weights."""
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=32000,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=len(names),
        initializer_range=0.5,
    )
    model = BertForSequenceClassification(config)
    torch.nn.init.normal_(model.classifier.weight, std=2.0)
    order = list(order or range(len(names)))
    with torch.no_grad():
        model.classifier.weight.copy_(model.classifier.weight[order].clone())
        model.classifier.bias.copy_(model.classifier.bias[order].clone())
    model.config.id2label = {row: names[column] for row, column in enumerate(order)}
    model.config.label2id = {name: row for row, name in model.config.id2label.items()}
    folder.mkdir()
    model.save_pretrained(folder)
    if not safe:
        (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    AutoTokenizer.from_pretrained(nli_folder()).save_pretrained(folder)
    return folder


@pytest.mark.parametrize("order", [(1, 0, 2), (2, 1, 0), (1, 2, 0)])
def test_a_permuted_label_order_changes_nothing(tmp_path, order) -> None:
    plain = load_nli(str(save_tiny(tmp_path / "plain", THREE)), settings=Settings())
    permuted = load_nli(str(save_tiny(tmp_path / "permuted", THREE, order=order)), settings=Settings())
    expected = plain.judge(PAIRS)
    assert expected.std(axis=0).max() > 1e-3, "a model that says the same of everything would prove nothing"
    np.testing.assert_allclose(permuted.judge(PAIRS), expected, atol=1e-5)


def test_a_two_class_model_never_contradicts(tmp_path) -> None:
    model = load_nli(str(save_tiny(tmp_path / "two", ("not_entailment", "entailment"))), settings=Settings())
    rows = model.judge(PAIRS)
    assert (rows[:, 2] == 0).all()
    np.testing.assert_allclose(rows.sum(axis=1), 1, atol=1e-5)


def test_a_model_without_label_names_is_refused(tmp_path) -> None:
    folder = save_tiny(tmp_path / "nameless", ("LABEL_0", "LABEL_1", "LABEL_2"))
    with pytest.raises(LabelOrderError, match="id2label"):
        load_nli(str(folder), settings=Settings())


def test_pickled_weights_are_refused(tmp_path) -> None:
    with pytest.raises(ModelLoadError, match="safetensors"):
        load_nli(str(save_tiny(tmp_path / "pickled", THREE, safe=False)), settings=Settings())


def test_a_folder_that_is_not_there_is_said(tmp_path) -> None:
    with pytest.raises(ModelLoadError, match="no model folder"):
        load_nli(str(tmp_path / "nowhere"), settings=Settings())


@pytest.mark.parametrize("batch_tokens", [64, 4096])
def test_the_size_of_batches_changes_nothing(tmp_path, batch_tokens) -> None:
    folder = str(save_tiny(tmp_path / "model", THREE))
    alone = np.concatenate([load_nli(folder, settings=Settings()).judge([pair]) for pair in PAIRS])
    together = load_nli(folder, settings=Settings(batch_tokens=batch_tokens)).judge(PAIRS)
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_no_pairs_give_no_rows() -> None:
    assert load_nli("embedded", settings=Settings()).judge([]).shape == (0, 3)
