"""Training: losses, mixture and batches do what they say, and a run learns, saves and resumes."""

import math

import pytest
import torch
from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

from factcheck.models.files import nli_folder
from factcheck.training.batches import batches
from factcheck.training.loop import Recipe, Trainer, loss_of, twin_loss_of
from factcheck.training.mixture import draw_epoch, group_pairs
from factcheck.training.readers import TrainingPair


def pair(number, label, group=None, source="desk"):
    return TrainingPair(
        premise=f"The clinic hired {number} nurses.",
        hypothesis="The clinic hired 12 nurses.",
        label=label,
        source=source,
        group=group or str(number),
    )


def test_a_two_way_label_costs_what_entailment_takes() -> None:
    logits = torch.tensor([[2.0, 0.0, 0.0]])
    p = math.exp(2.0) / (math.exp(2.0) + 2)
    assert float(loss_of(logits, torch.tensor([-1]), smoothing=0.0)) == pytest.approx(-math.log(1 - p), rel=1e-5)
    assert float(loss_of(logits, torch.tensor([0]), smoothing=0.0)) == pytest.approx(-math.log(p), rel=1e-5)


def test_twins_are_one_claim_under_two_labels() -> None:
    pairs = [
        pair(12, "entailment", group="a"),
        pair(90, "contradiction", group="a"),
        pair(91, "contradiction", group="a"),
        pair(13, "not_entailment", group="a"),
        pair(12, "neutral", group="b"),
    ]
    epoch = draw_epoch(pairs, seed=1, weights={})
    (batch,) = batches(epoch, AutoTokenizer.from_pretrained(nli_folder()), max_tokens=64, batch_tokens=4096, seed=1)
    told = sorted(sorted(batch.labels[twin].tolist()) for twin in batch.twins)
    assert told == [[0, 2], [0, 2]]


def test_the_loss_over_twins_is_that_of_their_labels_exchanged() -> None:
    logits, labels, twins = (
        torch.tensor([[1.0, 0.0, 3.0], [0.5, 0.0, 2.0]]),
        torch.tensor([0, 2]),
        torch.tensor([[0, 1]]),
    )
    as_they_are, exchanged = math.exp(1.0 + 2.0), math.exp(3.0 + 0.5)
    chance = as_they_are / (as_they_are + exchanged)
    assert float(twin_loss_of(logits, labels, twins)) == pytest.approx(-math.log(chance), rel=1e-5)
    more_of_one_label_whatever_the_report = logits + torch.tensor([5.0, 0.0, 0.0])
    assert float(twin_loss_of(more_of_one_label_whatever_the_report, labels, twins)) == pytest.approx(
        -math.log(chance), rel=1e-5
    )
    assert float(twin_loss_of(logits, labels, torch.zeros((0, 2), dtype=torch.long))) == 0.0


def test_weights_choose_how_often_a_source_is_drawn() -> None:
    pairs = [pair(n, "neutral", source="a") for n in range(50)] + [
        pair(n + 50, "neutral", source="b") for n in range(50)
    ]
    epoch = draw_epoch(pairs, seed=3, weights={"a": 0.0, "b": 2.0})
    assert epoch.n_pairs == 100
    assert {group[0].source for group in epoch.groups} == {"b"}
    assert draw_epoch(pairs, seed=3, weights={"a": 0.0, "b": 2.0}) == epoch


def test_contrast_pairs_stay_in_one_batch() -> None:
    pairs = [
        pair(n, label, group=f"g{n // 3}") for n, label in enumerate(["entailment", "neutral", "contradiction"] * 20)
    ]
    assert len(group_pairs(pairs)) == 20
    tokenizer = AutoTokenizer.from_pretrained(nli_folder())
    epoch = draw_epoch(pairs, seed=1, weights={})
    found = list(batches(epoch, tokenizer, max_tokens=64, batch_tokens=256, seed=1))
    assert sum(len(batch.labels) for batch in found) == 60
    for batch in found:
        counts = [int((batch.labels == label).sum()) for label in range(3)]
        assert counts[0] == counts[1] == counts[2]


def test_a_run_learns_saves_and_resumes(tmp_path) -> None:
    torch.manual_seed(0)
    names = {0: "entailment", 1: "neutral", 2: "contradiction"}
    config = BertConfig(
        vocab_size=32000, hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32, num_labels=3
    )
    config.id2label, config.label2id = names, {name: n for n, name in names.items()}
    start = tmp_path / "start"
    BertForSequenceClassification(config).save_pretrained(start)
    AutoTokenizer.from_pretrained(nli_folder()).save_pretrained(start)
    pairs = [pair(12 if n % 2 else 90 + n, "entailment" if n % 2 else "contradiction", group=str(n)) for n in range(64)]
    recipe = Recipe(minutes=0.03, learning_rate=5e-3, batch_tokens=512, freeze_embeddings=False, average=0.5)
    trainer = Trainer(start, tmp_path / "run", recipe)
    trainer.train(pairs, {})
    assert trainer.at.step > 1
    assert (tmp_path / "run" / "model" / "model.safetensors").is_file()
    again = Trainer(start, tmp_path / "run", recipe)
    assert again.at == trainer.at
    for name, weight in again.averaged.items():
        assert torch.equal(weight, trainer.averaged[name])
