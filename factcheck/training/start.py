"""Makes the model a training run starts from: the lowest layers of a pretrained encoder under a new head."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from factcheck.training.readers import CONTRADICTION, ENTAILMENT, NEUTRAL

if TYPE_CHECKING:
    from pathlib import Path


def make_start(backbone: Path, output: Path, *, n_layers: int) -> None:
    """Write a sequence classifier of the `n_layers` lowest layers of a backbone, its head drawn with seed 0.

    The lowest, because the top layers of a sentence encoder serve its pooling, and dropping top layers costs a
    fine-tuned model least (Sajjad et al. 2023, "On the effect of dropping layers").
    """
    torch.manual_seed(0)
    names = dict(enumerate((ENTAILMENT, NEUTRAL, CONTRADICTION)))
    model = AutoModelForSequenceClassification.from_pretrained(
        str(backbone), num_labels=3, id2label=names, label2id={name: n for n, name in names.items()}
    )
    encoder = model.base_model.encoder
    encoder.layer = encoder.layer[:n_layers]
    model.config.num_hidden_layers = len(encoder.layer)
    model.save_pretrained(output)
    AutoTokenizer.from_pretrained(str(backbone)).save_pretrained(output)
