"""Shows one report of an index as a store of its own: what does this report alone say of a claim?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from factcheck.datatypes import ScoredPassage
from factcheck.verdicts.words import stems

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from factcheck.datatypes import Encoder, Passage, Reference, ReferenceStore


class OneReport:
    """A `ReferenceStore` that holds one report of another; nothing is encoded or copied."""

    def __init__(self, store: ReferenceStore, reference_id: str) -> None:
        """Read the report's passages and vectors once.

        Raises:
            InputError: the store has no report of that id.
        """
        self._store = store
        self._reference = store.reference(reference_id)
        self._passages = store.passages_of(reference_id)
        self._vectors = store.vectors_of(reference_id)

    @property
    def encoder(self) -> Encoder:
        """Give the encoder of the whole store."""
        return self._store.encoder

    @property
    def folders(self) -> tuple[Path, ...]:
        """Give those of the whole store."""
        return self._store.folders

    @property
    def n_references(self) -> int:
        """Count the report: 1."""
        return 1

    @property
    def n_passages(self) -> int:
        """Count the passages of the report."""
        return len(self._passages)

    @property
    def fingerprint(self) -> str:
        """Give the hex SHA-256 of the report's text."""
        return self._reference.sha256

    def nearest(self, vectors: NDArray[np.float32], *, k: int) -> list[list[ScoredPassage]]:
        """Find the k passages nearest to each row, shape (q, dim), closest first; ties by position."""
        similarities = (vectors.astype(np.float64) @ self._vectors.T).clip(-1.0, 1.0).round(6)
        return [
            [
                ScoredPassage(passage=self._passages[at], similarity=float(row[at]))
                for at in np.argsort(-row, kind="stable")[:k]
            ]
            for row in similarities
        ]

    def matching(self, query: str, *, k: int) -> list[Passage]:
        """Find up to k passages that share words with the query, most words first; ties by position."""
        wanted = stems(query)
        shared = {passage: len(wanted & stems(passage.text)) for passage in self._passages}
        ranked = sorted(self._passages, key=lambda passage: (-shared[passage], passage.position))
        return [passage for passage in ranked if shared[passage]][:k]

    def word_shares(self, texts: Sequence[str], reference_ids: Sequence[str]) -> NDArray[np.float64]:
        """Give 0 for every text and reference, shape (q, n): with one report there is nothing to weigh."""
        return np.zeros((len(texts), len(reference_ids)))

    def passages_of(self, reference_id: str) -> tuple[Passage, ...]:
        """Give the report's passages in order of position, () for another report."""
        return self._passages if reference_id == self._reference.reference_id else ()

    def vectors_of(self, reference_id: str) -> NDArray[np.float32]:
        """Give the report's vectors, shape (n, dim), float32, none for another report."""
        return self._vectors if reference_id == self._reference.reference_id else self._vectors[:0]

    def reference(self, reference_id: str) -> Reference:
        """Give a reference of the whole store.

        Raises:
            InputError: the store has none of that id.
        """
        return self._store.reference(reference_id)

    def references(self) -> list[Reference]:
        """Give the report."""
        return [self._reference]

    def origins(self) -> list[Reference]:
        """Give the report without its text ("")."""
        return [replace(self._reference, text="")]
