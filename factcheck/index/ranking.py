"""Ranks passages for a vector: FAISS names candidates, their stored vectors decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from factcheck.datatypes import ScoredPassage
from factcheck.errors import InputError
from factcheck.index import queries

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from factcheck.datatypes import Passage
    from factcheck.index.vectors import VectorIndex

_N_AT_ONCE = 256  # queries per round: their candidates' vectors take at most about 20 MiB
_DECIMALS = 6  # similarities are rounded, so that equal sentences tie whatever the order of a sum was
_SLACK = 1e-5  # what FAISS's single-precision sums may be off by, with room


def check_queries(vectors: NDArray[np.float32], *, dim: int | None, k: int) -> NDArray[np.float32]:
    """Check what a search is given; `dim` is None when the index is empty and any length will do.

    Raises:
        InputError: k is below 1, or the vectors are not of shape (q, dim) or not finite.
    """
    if k < 1:
        raise InputError(f"k must be at least 1, got {k!r}.")
    checked = np.asarray(vectors, dtype=np.float32)
    if checked.ndim != 2 or (dim is not None and checked.shape[1] != dim):  # noqa: PLR2004 - rows and columns
        raise InputError(
            f"vectors must have shape (q, {dim or 'dim'}), got {checked.shape}; encode with index.encoder."
        )
    if not np.isfinite(checked).all():
        raise InputError("vectors must be finite, got NaN or infinity; encode with index.encoder.")
    return checked


def nearest(
    db: sqlite3.Connection, index: VectorIndex, vectors: NDArray[np.float32], *, k: int
) -> list[list[ScoredPassage]]:
    """Find the k passages nearest to each row, shape (q, dim); similarity descending, ties by passage id.

    The similarity is the inner product with the stored half-precision vector, in double precision, within [-1, 1] and
    rounded to six decimals: the same whatever FAISS index named the candidates and whatever the row ids are.
    """
    ranked: list[list[ScoredPassage]] = []
    for first in range(0, len(vectors), _N_AT_ONCE):
        ranked += _nearest(db, index, vectors[first : first + _N_AT_ONCE], k)
    return ranked


def _nearest(
    db: sqlite3.Connection, index: VectorIndex, vectors: NDArray[np.float32], k: int
) -> list[list[ScoredPassage]]:
    ranked: list[list[ScoredPassage]] = [[] for _ in vectors]
    open_rows = list(range(len(vectors)))
    n_asked = index.n_candidates(k)
    while open_rows:
        similarities, row_ids = index.search(vectors[open_rows], k=n_asked)
        passages, matrix = queries.passages_at(db, (int(row_id) for row_id in row_ids.ravel() if row_id >= 0))
        unsettled = []
        for row, near, ids in zip(open_rows, similarities, row_ids, strict=True):
            named = [passages[int(row_id)] for row_id in ids if row_id >= 0]
            found = ranked_exactly(vectors[row], [passage for _, passage in named], matrix[[at for at, _ in named]])
            ranked[row] = found[:k]
            if n_asked < index.n and len(found) >= k and near[-1] >= found[k - 1].similarity - _SLACK:
                unsettled.append(row)  # passages that were not named may tie with the last one
        open_rows, n_asked = unsettled, min(index.n, 4 * n_asked)
    return ranked


def ranked_exactly(
    vector: NDArray[np.float32], passages: Sequence[Passage], matrix: NDArray[np.float32]
) -> list[ScoredPassage]:
    """Rank passages, whose stored vectors are the rows of `matrix`, shape (n, dim): closest first, ties by id."""
    rows = matrix.astype(np.float64)
    similarities = np.clip(rows @ vector.astype(np.float64), -1.0, 1.0).round(_DECIMALS) + 0.0  # no minus zero
    scored = [
        ScoredPassage(passage=passage, similarity=float(similarity))
        for passage, similarity in zip(passages, similarities, strict=True)
    ]
    return sorted(scored, key=lambda found: (-found.similarity, found.passage.passage_id))
