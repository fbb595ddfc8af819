"""Counts copies of one wire story once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from factcheck.datatypes import Passage


def distinct_passages(
    ranked: Iterable[tuple[Passage, NDArray[np.float32]]],
    *,
    n: int,
    copy_similarity: float,
    rank: Callable[[str], int] = lambda _: 0,
) -> list[tuple[Passage, NDArray[np.float32], int]]:
    """Keep the first n passages that are no copies, each with its vector and the number of its copies.

    A copy is a passage of another reference with the same words, whatever their case and punctuation. Of copies the
    first is kept, or one whose reference is of a better rank.

    Args:
        ranked: passages, best first, with their unit vectors, shape (dim,).
        n: how many to keep; copies further down are still counted.
        copy_similarity: cosine from which words are compared at all, [0, 1].
        rank: gives the rank of a reference by its id, 0 the best.
    """
    kept: list[tuple[Passage, NDArray[np.float32], int]] = []
    for passage, vector in ranked:
        copy_of = _copied(passage, vector, kept, copy_similarity)
        if copy_of is not None:
            original, its_vector, copies = kept[copy_of]
            if rank(passage.reference_id) < rank(original.reference_id):
                original, its_vector = passage, vector
            kept[copy_of] = (original, its_vector, copies + 1)
        elif len(kept) < n:
            kept.append((passage, vector, 0))
    return kept


def _copied(
    passage: Passage,
    vector: NDArray[np.float32],
    kept: Sequence[tuple[Passage, NDArray[np.float32], int]],
    copy_similarity: float,
) -> int | None:
    """Find the kept passage of another reference that a passage repeats."""
    for number, (other, its_vector, _) in enumerate(kept):
        if other.reference_id == passage.reference_id or float(vector @ its_vector) < copy_similarity:
            continue
        if _words(other.text) == _words(passage.text):
            return number
    return None


def _words(text: str) -> list[str]:
    return "".join(character if character.isalnum() else " " for character in text.lower()).split()
