"""Packs texts of like length into batches of at most so many padded tokens. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def token_batches(lengths: Sequence[int], *, most_tokens: int) -> Iterator[list[int]]:
    """Yield the rows of each batch, shortest texts first.

    Args:
        lengths: tokens of each row.
        most_tokens: rows of a batch times its longest row, at most; a longer row makes a batch of its own.

    >>> list(token_batches([5, 2, 2, 9], most_tokens=8))
    [[1, 2], [0], [3]]
    """
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda row: (lengths[row], row)):
        if batch and (len(batch) + 1) * lengths[row] > most_tokens:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
