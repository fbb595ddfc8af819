"""Nearest vectors with FAISS: which kind of index by size, and how it is searched, changed, saved and loaded."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

from factcheck.errors import IndexStoreError
from factcheck.index.limits import LIMITS, SizeLimits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Batches = Callable[[], Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]]

RECALL = 0.98
"""Least share of the true nearest that an inverted-list index must find; it probes as many lists as that takes."""

_N_SAMPLED = 200  # own vectors that recall is measured with: a step of 0.0005 at 10 neighbours
_N_NEIGHBOURS = 10
_TRAINED_PER_LIST = 64  # FAISS warns below 39 and gains nothing above 256


class VectorIndex:
    """Row ids and unit vectors; similarity is the inner product. Not safe for threads: hold the store's lock."""

    def __init__(self, index: Any, kind: str, *, mapped: bool = False) -> None:  # noqa: ANN401 - faiss has no types
        """Take over a FAISS index; use `build` or `load`."""
        self.kind = kind
        self.mapped = mapped
        self._index = index

    @classmethod
    def build(cls, batches: Batches, *, n: int, dim: int, limits: SizeLimits = LIMITS) -> VectorIndex:
        """Build from all vectors.

        Args:
            batches: gives row ids, shape (n,), and vectors, shape (n, dim), anew at each call, in the same order.
            n: how many there are in all.
            dim: the length of a vector.
            limits: which kind up to which size.

        Raises:
            IndexStoreError: there are more than the largest kind takes.
        """
        kind = limits.kind(n)
        index: Any = faiss.index_factory(dim, kind, faiss.METRIC_INNER_PRODUCT)
        if not index.is_trained:
            n_trained = min(n, _TRAINED_PER_LIST * index.nlist)
            index.train(_every(batches, n, n_trained)[1])
        for row_ids, vectors in batches():
            index.add_with_ids(vectors, row_ids)
        if kind.startswith("IVF"):
            _tune(index, batches, n)
        return cls(index, kind)

    @classmethod
    def load(cls, path: Path, *, kind: str, mapped: bool) -> VectorIndex:
        """Load a file whose hash was checked; `mapped` leaves it on disk, read as needed and not changeable.

        Raises:
            IndexStoreError: FAISS cannot read it.
        """
        try:
            index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC if mapped else 0)
        except RuntimeError as err:
            raise IndexStoreError(f"FAISS cannot read {str(path)!r}; it is made again from the index.") from err
        return cls(index, kind, mapped=mapped)

    def save(self, path: Path) -> None:
        """Write a file.

        Raises:
            IndexStoreError: FAISS cannot write it.
        """
        try:
            faiss.write_index(self._index, str(path))
        except RuntimeError as err:
            raise IndexStoreError(f"FAISS cannot write {str(path)!r}; is the disk full?") from err

    @property
    def n(self) -> int:
        """Count the vectors."""
        return int(self._index.ntotal)

    @property
    def dim(self) -> int:
        """Give the length of a vector."""
        return int(self._index.d)

    def n_candidates(self, k: int) -> int:
        """Say how many to search for when the k best are wanted and will be picked by their exact similarity."""
        return candidates(k, self.n, exact=not self.kind.startswith("IVF"))

    def change(self, removed: Sequence[int], row_ids: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Remove and add vectors, removing first: FAISS would keep both vectors of an id without a word.

        Raises:
            RuntimeError: the file is mapped: FAISS would write to memory it must not.
        """
        if self.mapped:
            raise RuntimeError("a mapped index cannot be changed; load it without mapping")
        gone = np.array([*removed, *row_ids], dtype=np.int64)
        self._index.remove_ids(gone)
        if len(row_ids):
            self._index.add_with_ids(vectors, np.array(row_ids, dtype=np.int64))

    def keep(self, row_ids: NDArray[np.int64]) -> None:
        """Remove all vectors but those of some row ids, shape (n,).

        Raises:
            RuntimeError: the file is mapped.
        """
        if self.mapped:
            raise RuntimeError("a mapped index cannot be changed; load it without mapping")
        kept = faiss.IDSelectorBatch(row_ids)  # a name of its own: the other selector does not keep it alive
        self._index.remove_ids(faiss.IDSelectorNot(kept))

    def search(self, vectors: NDArray[np.float32], *, k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Find the k nearest: similarities and row ids, each shape (q, k), nearest first; id -1 where there are fewer.

        Similarities are as exact as the kind stores vectors; an inverted-list index can miss up to 2 in 100.
        """
        similarities, row_ids = self._index.search(np.ascontiguousarray(vectors, dtype=np.float32), k)
        return similarities, row_ids


def set_threads(n_threads: int) -> None:
    """Set FAISS's number of threads; 0 leaves it as it is: all cores."""
    if n_threads:
        faiss.omp_set_num_threads(n_threads)


def _every(batches: Batches, n: int, n_wanted: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Take vectors at even distances from the whole: the same every time, and from all reports."""
    wanted = np.unique(np.linspace(0, n - 1, n_wanted).astype(np.int64))
    row_ids, rows, first = [], [], 0
    for ids, vectors in batches():
        here = wanted[(wanted >= first) & (wanted < first + len(ids))] - first
        row_ids.append(ids[here])
        rows.append(vectors[here])
        first += len(ids)
    return np.concatenate(row_ids), np.concatenate(rows)


def _tune(index: Any, batches: Batches, n: int) -> None:  # noqa: ANN401 - faiss has no types
    """Probe as few lists as give the recall wanted, measured with own vectors against all of them."""
    _, queries = _every(batches, n, min(n, _N_SAMPLED))
    truth = _nearest(queries, batches, k=min(n, _N_NEIGHBOURS))
    index.nprobe = 1
    while index.nprobe < index.nlist:
        _, found = index.search(queries, candidates(truth.shape[1], n, exact=False))
        recall = float(np.mean([np.isin(row, ids).mean() for row, ids in zip(truth, found, strict=True)]))
        if recall >= RECALL:
            return
        index.nprobe = min(index.nlist, math.ceil(index.nprobe * 1.5))


def _nearest(queries: NDArray[np.float32], batches: Batches, *, k: int) -> NDArray[np.int64]:
    """Find the k nearest of all by comparing with each, one batch at a time."""
    best = np.full((len(queries), k), -np.inf, dtype=np.float32)
    best_ids = np.full((len(queries), k), -1, dtype=np.int64)
    for ids, vectors in batches():
        similarities = np.hstack([best, queries @ vectors.T])
        all_ids = np.hstack([best_ids, np.broadcast_to(ids, (len(queries), len(ids)))])
        order = np.argsort(-similarities, axis=1, kind="stable")[:, :k]
        best, best_ids = np.take_along_axis(similarities, order, 1), np.take_along_axis(all_ids, order, 1)
    return best_ids


def candidates(k: int, n: int, *, exact: bool) -> int:
    """Say how many to ask FAISS for so that exact rescoring finds the best k of n.

    >>> candidates(5, 1000, exact=True), candidates(5, 1000, exact=False), candidates(5, 10, exact=True)
    (21, 84, 10)
    """
    return min(n, k + 16 if exact else 4 * k + 64)
