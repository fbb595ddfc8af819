"""Packs tokenised groups into batches of about equal cost: like lengths together, groups whole."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from factcheck.training.readers import CONTRADICTION, ENTAILMENT, NEUTRAL, NOT_ENTAILMENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transformers import PreTrainedTokenizerBase

    from factcheck.training.mixture import Epoch
    from factcheck.training.readers import TrainingPair

BUCKET_GROUPS = 4096
"""Groups sorted by length at a time: enough for even lengths, few enough to keep the draw random."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded inputs, shape (n, length), and the label of each row: 0 to 2 as in the config, -1 not_entailment."""

    input_ids: torch.Tensor
    attention_mask: torch.Tensor
    token_type_ids: torch.Tensor
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
        bucket.sort(key=lambda rows: max(len(ids) for ids, _, _ in rows))
        packed: list[list[tuple[list[int], list[int], int]]] = [[]]
        for rows in bucket:
            longest = max(len(ids) for ids, _, _ in [*packed[-1], *rows])
            if packed[-1] and longest * (len(packed[-1]) + len(rows)) > batch_tokens:
                packed.append([])
            packed[-1].extend(rows)
        rng.shuffle(packed)
        for rows in packed:
            if rows:
                yield _pad(rows)


def _encode(
    group: Sequence[TrainingPair], tokenizer: PreTrainedTokenizerBase, max_tokens: int
) -> list[tuple[list[int], list[int], int]]:
    label_of = {ENTAILMENT: 0, NEUTRAL: 1, CONTRADICTION: 2, NOT_ENTAILMENT: -1}
    encoded = tokenizer(
        [pair.premise for pair in group],
        [pair.hypothesis for pair in group],
        truncation="longest_first",
        max_length=max_tokens,
    )
    labels = [label_of[pair.label] for pair in group]
    return list(zip(encoded["input_ids"], encoded["token_type_ids"], labels, strict=True))


def _pad(rows: Sequence[tuple[list[int], list[int], int]]) -> Batch:
    length = max(len(ids) for ids, _, _ in rows)
    ids = torch.zeros((len(rows), length), dtype=torch.long)
    types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, (tokens, token_types, _) in enumerate(rows):
        ids[row, : len(tokens)] = torch.tensor(tokens)
        types[row, : len(tokens)] = torch.tensor(token_types)
        mask[row, : len(tokens)] = 1
    return Batch(ids, mask, types, torch.tensor([label for _, _, label in rows]))
