"""Keeps the FAISS index in step with the SQLite file: loaded if it can be trusted, patched, or made again."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.errors import IndexStoreError
from factcheck.index import queries
from factcheck.index.connection import damaged
from factcheck.index.limits import LIMITS, SizeLimits
from factcheck.index.manifest import METRIC, Manifest, file_sha256, read_manifest, replace_file, write_manifest
from factcheck.index.schema import FORMAT_VERSION

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from factcheck.index.sqlite_store import SqliteStore
    from factcheck.index.vectors import VectorIndex

FAISS_FILE = "vectors.faiss"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one transaction changed: row ids removed; row ids added and their vectors, shape (n, dim), float32."""

    version_before: int
    n_before: int
    removed: list[int]
    added: list[int]
    vectors: NDArray[np.float32]


class VectorCache:
    """The vectors of one store in FAISS. Every method is called inside `store.reading()`, which also locks."""

    def __init__(self, store: SqliteStore, folder: Path | None, *, n_threads: int, limits: SizeLimits = LIMITS) -> None:
        """Load nothing yet; `folder` is None for an index in memory."""
        self.limits = limits
        self._store = store
        self._folder = folder
        self._n_threads = n_threads
        self._index: VectorIndex | None = None
        self._version = 0

    def current(self) -> VectorIndex:
        """Give the vectors of the state that SQLite is in now; there must be passages.

        Raises:
            IndexStoreError: there are too many passages.
        """
        version = self._store.content_version()
        if self._index is None or self._version != version:
            self._index = self._loaded(version, may_map=True)
            self._version = version
            if self._index is None:
                self._index = self._built()
                self.save()
        return self._index

    def advance(self, change: Change) -> None:
        """Bring the vectors to the state after a change that was just committed, and save them."""
        with self._store.reading() as db:
            version, (_, n_passages) = self._store.content_version(), queries.counts(db)
        index = self._before(change) if version == change.version_before + 1 and n_passages else None
        if index is not None and self.limits.suits(index.kind, n_passages):
            index.change(change.removed, change.added, change.vectors)
        elif n_passages:
            index = self._built()
        self._index, self._version = index, version
        self.save()

    def save(self) -> None:
        """Write the FAISS file and the manifest that names it; a folder that cannot be written is left as it is."""
        if self._folder is None or not os.access(self._folder, os.W_OK):
            return
        try:
            self._write(self._folder)
        except (OSError, IndexStoreError) as err:
            _log.warning("The vectors of %s cannot be saved (%s); they are made again when needed.", self._folder, err)

    def _write(self, folder: Path) -> None:
        path, sha256, index = folder / FAISS_FILE, None, self._index
        if index is None:
            path.unlink(missing_ok=True)
        else:
            replace_file(path, index.save)
            sha256 = file_sha256(path)
        with self._store.reading() as db:
            n_references, n_passages = queries.counts(db)
        manifest = Manifest(
            format_version=FORMAT_VERSION,
            encoder=self._store.encoder(),
            metric=METRIC,
            n_references=n_references,
            n_passages=n_passages,
            content_version=self._version,
            faiss_kind=None if index is None else index.kind,
            faiss_sha256=sha256,
        )
        write_manifest(folder, manifest)

    def _before(self, change: Change) -> VectorIndex | None:
        """Give the vectors as they were before a change, ready to be patched; None when that is not worth it."""
        if self._index is not None and self._version == change.version_before and not self._index.mapped:
            return self._index
        return self._loaded(change.version_before, may_map=False) if change.n_before else None

    def _built(self) -> VectorIndex:
        """Build from the vectors in SQLite; there must be passages."""
        from factcheck.index.vectors import VectorIndex, set_threads  # noqa: PLC0415 - listing an index needs no faiss

        set_threads(self._n_threads)
        with self._store.reading() as db:
            _, n_passages = queries.counts(db)
            identity = self._store.encoder()
            if identity is None:
                raise damaged(self._store.name, "it has vectors and names no encoder")
            return VectorIndex.build(
                lambda: queries.vector_batches(db), n=n_passages, dim=identity.dim, limits=self.limits
            )

    def _loaded(self, version: int, *, may_map: bool) -> VectorIndex | None:
        """Load the FAISS file if the manifest vouches for it and it belongs to this version; None otherwise."""
        if self._folder is None:
            return None
        path = self._folder / FAISS_FILE
        try:
            why = self._load(path, version, may_map=may_map)
        except (OSError, IndexStoreError) as err:
            why = str(err)
        if isinstance(why, str):
            _log.warning("The vectors in %s are not used (%s); they are made again from the index.", path, why)
            return None
        return why

    def _load(self, path: Path, version: int, *, may_map: bool) -> VectorIndex | str:
        from factcheck.index.vectors import VectorIndex, set_threads  # noqa: PLC0415 - listing an index needs no faiss

        manifest = read_manifest(path.parent)
        identity = self._store.encoder()
        if manifest is None or manifest.faiss_sha256 is None or manifest.faiss_kind is None or identity is None:
            return "the manifest names no such file"
        if manifest.content_version != version:
            return f"they are of version {manifest.content_version}, the index is of version {version}"
        with self._store.reading() as db:
            held = (*queries.counts(db), self._store.content_version())
        if held[2] == version and held[:2] != (manifest.n_references, manifest.n_passages):
            return f"they are of {manifest.n_passages} passages, the index holds {held[1]}"
        if file_sha256(path) != manifest.faiss_sha256:
            return "the file is not the one the manifest names"
        set_threads(self._n_threads)
        mapped = may_map and path.stat().st_size >= self.limits.mapped_bytes
        index = VectorIndex.load(path, kind=manifest.faiss_kind, mapped=mapped)
        if (index.n, index.dim) != (manifest.n_passages, identity.dim):
            return f"it has {index.n} vectors of length {index.dim}"
        return index
