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
LAG = 0.1
"""Share of the saved vectors that may change before they are saved again: each change then costs what it changes, and
not what the index holds, while a load reads at most a tenth more."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one transaction changed: row ids removed; row ids added and their vectors, shape (n, dim), float32."""

    version_before: int
    removed: list[int]
    added: list[int]
    vectors: NDArray[np.float32]


class VectorCache:
    """The vectors of one store in FAISS. Every method is called inside `store.reading()`, which also locks.

    The saved file may be of an earlier state of the store. It is brought up to date when it is loaded, and saved again
    when too much of it has changed (`LAG`).
    """

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
            self._index, self._version = self._loaded(), version
            if self._index is None:
                self._index = self._built()
                self.save()
        return self._index

    def advance(self, change: Change) -> None:
        """Bring the vectors to the state after a change that was just committed, and save them if that is due."""
        with self._store.reading() as db:
            version, (_, n_passages) = self._store.content_version(), queries.counts(db)
            is_next = self._version == change.version_before and version == change.version_before + 1
            index, self._index, self._version = self._index, None, version
            is_kept = index is not None and is_next and not index.mapped and n_passages > 0
            if index is not None and is_kept and self.limits.suits(index.kind, n_passages):
                index.change(change.removed, change.added, change.vectors)
                self._index = index
            if self._folder is not None and self._is_due(self._folder, n_passages):
                if n_passages:
                    self._index = self._index or self._built()
                self.save()

    def fault(self) -> str | None:
        """Say why the saved vectors cannot be used, or None when they can; there must be passages."""
        if self._folder is None:
            return None
        try:
            found = self._load(self._folder / FAISS_FILE)
        except (OSError, IndexStoreError) as err:
            return str(err)
        return found if isinstance(found, str) else None

    def renew(self) -> None:
        """Make the vectors again from SQLite, and save them; there must be passages.

        Raises:
            OSError: they cannot be saved.
            IndexStoreError: they cannot be made or saved.
        """
        self._index, self._version = self._built(), self._store.content_version()
        if self._folder is not None:
            self._write(self._folder)

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
            last_row_id = queries.last_row_id(db)
        manifest = Manifest(
            format_version=FORMAT_VERSION,
            encoder=self._store.encoder(),
            metric=METRIC,
            n_references=n_references,
            n_passages=n_passages,
            content_version=self._version,
            faiss_kind=None if index is None else index.kind,
            faiss_sha256=sha256,
            state=self._store.state(self._version),
            last_row_id=last_row_id,
        )
        write_manifest(folder, manifest)

    def _is_due(self, folder: Path, n_passages: int) -> bool:
        """Tell whether so much changed since the vectors were saved that they should be saved again."""
        manifest = read_manifest(folder)
        if manifest is None or manifest.faiss_kind is None or not self._is_ancestor(manifest) or not n_passages:
            return True
        with self._store.reading() as db:
            n_new = queries.n_after(db, manifest.last_row_id or 0)
        n_removed = manifest.n_passages - (n_passages - n_new)
        return n_new + n_removed > LAG * manifest.n_passages or not self.limits.suits(manifest.faiss_kind, n_passages)

    def _is_ancestor(self, manifest: Manifest) -> bool:
        """Tell whether the manifest is of this state of the store or an earlier one, known by its name."""
        if manifest.state is None or manifest.last_row_id is None:
            return False
        return manifest.state == self._store.state(manifest.content_version)

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

    def _loaded(self) -> VectorIndex | None:
        """Load the FAISS file if the manifest vouches for it and it belongs to this state; None otherwise."""
        if self._folder is None:
            return None
        path = self._folder / FAISS_FILE
        try:
            why = self._load(path)
        except (OSError, IndexStoreError) as err:
            why = str(err)
        if isinstance(why, str):
            _log.warning("The vectors in %s are not used (%s); they are made again from the index.", path, why)
            return None
        return why

    def _load(self, path: Path) -> VectorIndex | str:
        from factcheck.index.vectors import VectorIndex, set_threads  # noqa: PLC0415 - listing an index needs no faiss

        manifest, identity, version = read_manifest(path.parent), self._store.encoder(), self._store.content_version()
        if manifest is None or manifest.faiss_sha256 is None or manifest.faiss_kind is None or identity is None:
            return "the manifest names no such file"
        lags = manifest.content_version != version
        if lags and not self._is_ancestor(manifest):
            return f"they are of version {manifest.content_version}, the index is of version {version}"
        if (why := self._mismatch(manifest)) is not None and not lags:
            return why
        if file_sha256(path) != manifest.faiss_sha256:
            return "the file is not the one the manifest names"
        set_threads(self._n_threads)
        is_large = path.stat().st_size >= self.limits.mapped_bytes
        index = VectorIndex.load(path, kind=manifest.faiss_kind, mapped=is_large and not lags)
        if (index.n, index.dim) != (manifest.n_passages, identity.dim):
            return f"it has {index.n} vectors of length {index.dim}"
        return self._caught_up(index, manifest) if lags else index

    def _mismatch(self, manifest: Manifest) -> str | None:
        """Say what of the manifest is not so in the store, which is in the state the manifest names."""
        with self._store.reading() as db:
            held = queries.counts(db)
        if held != (manifest.n_references, manifest.n_passages):
            return f"they are of {manifest.n_passages} passages, the index holds {held[1]}"
        if manifest.state is not None and not self._is_ancestor(manifest):
            return "they are of another index"
        return None

    def _caught_up(self, index: VectorIndex, manifest: Manifest) -> VectorIndex | str:
        """Take out of loaded vectors what was removed since they were saved, and put in what was added."""
        last = manifest.last_row_id or 0
        with self._store.reading() as db:
            _, n_passages = queries.counts(db)
            if n_passages - queries.n_after(db, last) < manifest.n_passages:
                index.keep(queries.row_ids_up_to(db, last))
            for row_ids, vectors in queries.vector_batches(db, after=last):
                index.change([], row_ids.tolist(), vectors)
        return index if index.n == n_passages else f"it has {index.n} vectors, the index holds {n_passages}"
