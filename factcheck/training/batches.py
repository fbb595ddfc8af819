"""Packs tokenised groups into batches of about equal cost: like lengths together, groups whole, twins marked."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import torch

from factcheck.plain import canonical
from factcheck.training.readers import CONTRADICTION, ENTAILMENT, NEUTRAL, NOT_ENTAILMENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transformers import PreTrainedTokenizerBase

    from factcheck.training.mixture import Epoch
    from factcheck.training.readers import TrainingPair

Row = tuple[dict[str, list[int]], int, str]
"""The tokens of one pair as the tokenizer gives them, its label, and its hypothesis."""
BUCKET_GROUPS = 4096
"""Groups sorted by length at a time: enough for even lengths, few enough to keep the draw random."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The model's inputs by name, each of shape (n, length), padded, and the label of each row.

    Labels: 0 to 2 as in the config, -1 not_entailment. Twins: shape (n_twins, 2), rows of one group with the same
    hypothesis and another label (one claim against two reports).
    """

    inputs: dict[str, torch.Tensor]
    labels: torch.Tensor
    twins: torch.Tensor


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
        bucket.sort(key=_longest)
        packed: list[list[list[Row]]] = [[]]
        for rows in bucket:
            n_rows = sum(map(len, packed[-1])) + len(rows)
            if packed[-1] and max(map(_longest, [*packed[-1], rows])) * n_rows > batch_tokens:
                packed.append([])
            packed[-1].append(rows)
        rng.shuffle(packed)
        for groups in packed:
            if groups:
                yield _batch(groups, tokenizer)


def _longest(rows: Sequence[Row]) -> int:
    return max(len(inputs["input_ids"]) for inputs, _, _ in rows)


def _batch(groups: Sequence[Sequence[Row]], tokenizer: PreTrainedTokenizerBase) -> Batch:
    rows = [row for group in groups for row in group]
    columns = {name: [inputs[name] for inputs, _, _ in rows] for name in rows[0][0]}
    twins, first = [], 0
    for group in groups:
        twins += [
            (first + one, first + other)
            for (one, (_, label, text)), (other, (_, other_label, other_text)) in combinations(enumerate(group), 2)
            if text == other_text and label != other_label and min(label, other_label) >= 0
        ]
        first += len(group)
    return Batch(
        inputs=dict(tokenizer.pad(columns, return_tensors="pt")),
        labels=torch.tensor([label for _, label, _ in rows]),
        twins=torch.tensor(twins, dtype=torch.long).reshape(-1, 2),
    )


def _encode(group: Sequence[TrainingPair], tokenizer: PreTrainedTokenizerBase, max_tokens: int) -> list[Row]:
    label_of = {ENTAILMENT: 0, NEUTRAL: 1, CONTRADICTION: 2, NOT_ENTAILMENT: -1}
    encoded = tokenizer(
        [canonical(pair.premise) for pair in group],  # as the product gives texts to the model
        [canonical(pair.hypothesis) for pair in group],
        truncation="longest_first",
        max_length=max_tokens,
    )
    return [
        ({name: values[row] for name, values in encoded.items()}, label_of[pair.label], pair.hypothesis)
        for row, pair in enumerate(group)
    ]
