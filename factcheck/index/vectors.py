"""Nearest vectors with FAISS: which kind of index by size, and how it is searched, changed, saved and loaded."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

from factcheck.errors import IndexStoreError
from factcheck.index.limits import LIMITS, SizeLimits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    Batches = Callable[[], Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]]

RECALL = 0.99
"""Share of the true nearest whose lists an inverted-list index probes. Of claims that are in no index it found 0.99 of
their true nearest when tuned so on 100,000 passages, and 0.974 when tuned for 0.98; at least 0.98 is wanted."""

_N_SAMPLED = 200  # own vectors that recall is measured with: a step of 0.0005 at 10 neighbours
_N_NEIGHBOURS = 10
_COPY = 0.7  # cosine from which a passage is a copy or says the same; the nearest of news sentences are at 0.56
_N_SPARE = 32  # asked for beyond the k nearest when some are removed, so that asking twice is rare
_TRAINED_PER_LIST = 40  # FAISS warns below 39
_N_ROUNDS = 10  # of k-means; lists need not be perfect, because enough of them are probed


class VectorIndex:
    """Row ids and unit vectors; similarity is the inner product. Not safe for threads: hold the store's lock.

    Changes are kept beside the vectors that were built or loaded until `settle` works them in: added vectors in an
    index of their own, removed ones in a list of what is left out of answers. So a change costs what it changes, and a
    mapped file can be searched with changes too.
    """

    def __init__(self, index: Any, kind: str, *, mapped: bool = False) -> None:  # noqa: ANN401 - faiss has no types
        """Take over a FAISS index; use `build` or `load`."""
        self.kind = kind
        self.mapped = mapped
        self._settled = index
        self._added: Any = faiss.index_factory(index.d, "IDMap2,Flat", faiss.METRIC_INNER_PRODUCT)
        self._removed: set[int] = set()

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
            _train(index, _every(batches, n, min(n, _TRAINED_PER_LIST * index.nlist))[1])
        for row_ids, vectors in batches():
            index.add_with_ids(vectors, row_ids)
        if kind.startswith("IVF"):
            _tune(index, batches, n)
        return cls(index, kind)

    @classmethod
    def load(cls, path: Path, *, kind: str, mapped: bool) -> VectorIndex:
        """Load a file whose hash was checked; `mapped` leaves it on disk, read as needed.

        Raises:
            IndexStoreError: FAISS cannot read it.
        """
        try:
            index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC if mapped else 0)
        except RuntimeError as err:
            raise IndexStoreError(f"FAISS cannot read {str(path)!r}; it is made again from the index.") from err
        return cls(index, kind, mapped=mapped)

    def save(self, path: Path) -> None:
        """Write a file; changes must be settled.

        Raises:
            IndexStoreError: FAISS cannot write it.
            RuntimeError: there are changes that are not settled.
        """
        if self.n_changed:
            raise RuntimeError("changes that are not settled would be lost; settle them before saving")
        try:
            faiss.write_index(self._settled, str(path))
        except RuntimeError as err:
            raise IndexStoreError(f"FAISS cannot write {str(path)!r}; is the disk full?") from err

    @property
    def n(self) -> int:
        """Count the vectors."""
        return int(self._settled.ntotal + self._added.ntotal) - len(self._removed)

    @property
    def n_changed(self) -> int:
        """Count the vectors that were added and removed and are not settled."""
        return int(self._added.ntotal) + len(self._removed)

    @property
    def dim(self) -> int:
        """Give the length of a vector."""
        return int(self._settled.d)

    def n_candidates(self, k: int) -> int:
        """Say how many to search for when the k best are wanted and will be picked by their exact similarity."""
        return candidates(k, self.n, exact=not self.kind.startswith("IVF"))

    def remove(self, row_ids: Iterable[int]) -> None:
        """Remove vectors, which must be held."""
        self._removed.update(row_ids)

    def add(self, row_ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Add vectors, shape (n, dim), whose ids, shape (n,), were never held: SQLite uses none again.

        FAISS would keep both vectors of an id without a word.
        """
        self._added.add_with_ids(vectors, row_ids)

    def keep(self, row_ids: NDArray[np.int64]) -> None:
        """Remove all vectors but those of some row ids, shape (n,); the file must not be mapped."""
        self.settle()
        kept = faiss.IDSelectorBatch(row_ids)  # a name of its own: the other selector does not keep it alive
        self._settled.remove_ids(faiss.IDSelectorNot(kept))

    def settle(self) -> None:
        """Work the changes in; this takes as long as there are vectors in all.

        Raises:
            RuntimeError: the file is mapped: FAISS would write to memory it must not.
        """
        if self.mapped:
            raise RuntimeError("a mapped index cannot be changed; load it without mapping")
        added = _every_live(self._added, self._removed)
        if self._removed:
            self._settled.remove_ids(np.array(sorted(self._removed), dtype=np.int64))
        if len(added[0]):
            self._settled.add_with_ids(added[1], added[0])
        self._added.reset()
        self._removed.clear()

    def search(self, vectors: NDArray[np.float32], *, k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Find the k nearest: similarities and row ids, each shape (q, k), nearest first; id -1 where there are fewer.

        Similarities are as exact as the kind stores vectors; an inverted-list index can miss up to 2 in 100.
        """
        wanted = np.ascontiguousarray(vectors, dtype=np.float32)
        parts = [each for each in (self._settled, self._added) if each.ntotal]
        if not self._removed and len(parts) == 1 and k <= parts[0].ntotal:
            similarities, row_ids = parts[0].search(wanted, k)
            return similarities, row_ids
        found = [_live(part, self._removed, wanted, k) for part in parts]
        nothing = np.full((len(wanted), k), -1)
        similarities = np.hstack([*(each for each, _ in found), np.full(nothing.shape, -np.inf, dtype=np.float32)])
        row_ids = np.hstack([*(each for _, each in found), nothing])
        order = np.argsort(-similarities, axis=1, kind="stable")[:, :k]
        return np.take_along_axis(similarities, order, 1), np.take_along_axis(row_ids, order, 1)


def _live(
    index: Any,  # noqa: ANN401 - faiss has no types
    removed: set[int],
    vectors: NDArray[np.float32],
    k: int,
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Find the k nearest that are not removed, or more; where there are fewer, similarity -inf and id -1."""
    n_asked = min(index.ntotal, k + min(len(removed), _N_SPARE))
    while True:
        similarities, row_ids = index.search(vectors, n_asked)
        is_live = np.fromiter((0 <= row_id not in removed for row_id in row_ids.ravel().tolist()), dtype=np.bool_)
        is_live = is_live.reshape(row_ids.shape)
        is_enough = (is_live.sum(axis=1) >= k) | (row_ids[:, -1] < 0)
        if n_asked == index.ntotal or is_enough.all():
            return np.where(is_live, similarities, -np.inf).astype(np.float32), np.where(is_live, row_ids, -1)
        n_asked = min(index.ntotal, 4 * n_asked)


def _every_live(index: Any, removed: set[int]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:  # noqa: ANN401 - likewise
    """Give the row ids, shape (n,), and vectors, shape (n, dim), of added vectors that are not removed."""
    row_ids = faiss.vector_to_array(index.id_map).astype(np.int64)
    kept = np.array([row_id not in removed for row_id in row_ids.tolist()], dtype=np.bool_)
    vectors = index.index.reconstruct_n(0, index.ntotal) if index.ntotal else np.zeros((0, index.d), dtype=np.float32)
    return row_ids[kept], vectors[kept]


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


def _train(index: Any, vectors: NDArray[np.float32]) -> None:  # noqa: ANN401 - faiss has no types
    """Train an inverted-list index in two steps: coarse clusters, and then the lists within each.

    One step of k-means compares every vector with every list, which takes 30 times as long for a million passages.
    """
    n_coarse = max(1, round(math.sqrt(index.nlist)))
    coarse = _centroids(vectors, n_coarse)
    nearest = np.argmax(vectors @ coarse.T, axis=1)
    groups = [vectors[nearest == number] for number in range(n_coarse)]
    ends = np.floor(np.cumsum([len(group) for group in groups]) * index.nlist / len(vectors)).astype(np.int64)
    sizes = np.diff(ends, prepend=0).tolist()  # each group has its share of the lists
    fine = [_centroids(group, size) for group, size in zip(groups, sizes, strict=True) if size]
    index.quantizer.add(np.concatenate(fine))
    index.train(vectors)  # what is left of it: the range of each coordinate


def _centroids(vectors: NDArray[np.float32], n: int) -> NDArray[np.float32]:
    """Give n unit vectors in the middle of clusters, shape (n, dim), the same every time; n is at most the vectors."""
    kmeans = faiss.Kmeans(vectors.shape[1], n, niter=_N_ROUNDS, spherical=True, seed=7, min_points_per_centroid=1)
    kmeans.train(np.ascontiguousarray(vectors))
    return np.asarray(kmeans.centroids, dtype=np.float32)


def _tune(index: Any, batches: Batches, n: int) -> None:  # noqa: ANN401 - faiss has no types
    """Probe as few lists as give the recall wanted: those that hold the nearest of a sample of own vectors.

    A claim is seldom in the index word for word, and its nearest are less close than copies are to each other. So of a
    sampled vector the nearest below `_COPY` count: with itself and its copies, far too few lists seemed enough.
    """
    _, queries = _every(batches, n, min(n, _N_SAMPLED))
    truth = _nearest(queries, batches, k=min(n, _N_NEIGHBOURS), below=_COPY)
    lists = index.quantizer.search(queries, index.nlist)[1]
    needed = []
    for row_ids, vectors in batches():
        is_near = np.array([row_id in truth for row_id in row_ids.tolist()], dtype=np.bool_)
        if is_near.any():
            found = index.quantizer.search(vectors[is_near], 1)[1][:, 0].tolist()
            for row_id, own in zip(row_ids[is_near].tolist(), found, strict=True):
                needed += [int(np.flatnonzero(ordered == own)[0]) + 1 for ordered in lists[truth[row_id]]]
    index.nprobe = sorted(needed)[math.ceil(RECALL * len(needed)) - 1] if needed else index.nlist


def _nearest(queries: NDArray[np.float32], batches: Batches, *, k: int, below: float) -> dict[int, list[int]]:
    """Find the k nearest of all whose similarity is below a limit by comparing with each, one batch at a time.

    Returns:
        For each row id found the rows of the queries that it is one of the nearest of.
    """
    best = np.full((len(queries), k), -np.inf, dtype=np.float32)
    best_ids = np.full((len(queries), k), -1, dtype=np.int64)
    for ids, vectors in batches():
        near = queries @ vectors.T
        similarities = np.hstack([best, np.where(near < below, near, -np.inf)])
        all_ids = np.hstack([best_ids, np.broadcast_to(ids, (len(queries), len(ids)))])
        order = np.argsort(-similarities, axis=1, kind="stable")[:, :k]
        best, best_ids = np.take_along_axis(similarities, order, 1), np.take_along_axis(all_ids, order, 1)
    nearest: dict[int, list[int]] = {}
    for row, found, similarities in zip(range(len(queries)), best_ids.tolist(), best, strict=True):
        for row_id, similarity in zip(found, similarities.tolist(), strict=True):
            if similarity > -np.inf:
                nearest.setdefault(row_id, []).append(row)
    return nearest


def candidates(k: int, n: int, *, exact: bool) -> int:
    """Say how many to ask FAISS for so that exact rescoring finds the best k of n.

    >>> candidates(5, 1000, exact=True), candidates(5, 1000, exact=False), candidates(5, 10, exact=True)
    (21, 84, 10)
    """
    return min(n, k + 16 if exact else 4 * k + 64)
