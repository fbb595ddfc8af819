"""Packs tokenised groups into batches of about equal cost: like lengths together, groups whole."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from factcheck.plain import canonical
from factcheck.training.readers import CONTRADICTION, ENTAILMENT, NEUTRAL, NOT_ENTAILMENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transformers import PreTrainedTokenizerBase

    from factcheck.training.mixture import Epoch
    from factcheck.training.readers import TrainingPair

Row = tuple[dict[str, list[int]], int]
"""The tokens of one pair as the tokenizer gives them, and its label."""
BUCKET_GROUPS = 4096
"""Groups sorted by length at a time: enough for even lengths, few enough to keep the draw random."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The model's inputs by name, each of shape (n, length), padded, and the label of each row.

    Labels: 0 to 2 as in the config, -1 not_entailment.
    """

    inputs: dict[str, torch.Tensor]
    labels: torch.Tensor


def batches(
    epoch: Epoch, tokenizer: PreTrainedTokenizerBase, *, max_tokens: int, batch_tokens: int, seed: int
) -> Iterator[Batch]:
    """Yield the batches of an epoch.

    Args:
        epoch: the groups to pack.
        tokenizer: of the model that is trained.
        max_tokens: tokens of one pair; the longer side is cut.
        batch_tokens: padded tokens of one batch; a group over it makes a batch of its own.
        seed: fixes the order of batches.
    """
    rng = random.Random(seed)
    for start in range(0, len(epoch.groups), BUCKET_GROUPS):
        bucket = [_encode(group, tokenizer, max_tokens) for group in epoch.groups[start : start + BUCKET_GROUPS]]
        bucket.sort(key=lambda rows: max(len(inputs["input_ids"]) for inputs, _ in rows))
        packed: list[list[Row]] = [[]]
        for rows in bucket:
            longest = max(len(inputs["input_ids"]) for inputs, _ in [*packed[-1], *rows])
            if packed[-1] and longest * (len(packed[-1]) + len(rows)) > batch_tokens:
                packed.append([])
            packed[-1].extend(rows)
        rng.shuffle(packed)
        for rows in packed:
            if rows:
                columns = {name: [inputs[name] for inputs, _ in rows] for name in rows[0][0]}
                padded = tokenizer.pad(columns, return_tensors="pt")
                yield Batch(dict(padded), torch.tensor([label for _, label in rows]))


def _encode(group: Sequence[TrainingPair], tokenizer: PreTrainedTokenizerBase, max_tokens: int) -> list[Row]:
    label_of = {ENTAILMENT: 0, NEUTRAL: 1, CONTRADICTION: 2, NOT_ENTAILMENT: -1}
    encoded = tokenizer(
        [canonical(pair.premise) for pair in group],  # as the product gives texts to the model
        [canonical(pair.hypothesis) for pair in group],
        truncation="longest_first",
        max_length=max_tokens,
    )
    return [
        ({name: values[row] for name, values in encoded.items()}, label_of[pair.label])
        for row, pair in enumerate(group)
    ]
