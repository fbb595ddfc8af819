"""Keeps the FAISS index in step with the SQLite file: loaded if it can be trusted, patched, or made again."""

from __future__ import annotations

import contextlib
import logging
import os
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from factcheck.errors import FactCheckError, IndexStoreError
from factcheck.index import held_vectors, queries
from factcheck.index.folder import SQLITE_FILE
from factcheck.index.limits import LIMITS, SizeLimits
from factcheck.index.manifest import METRIC, Manifest, file_sha256, read_manifest, replace_file, write_manifest
from factcheck.index.schema import FORMAT_VERSION
from factcheck.index.sqlite_store import SqliteStore

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.index.held_vectors import HeldVectors
    from factcheck.index.vectors import VectorIndex

FAISS_FILE = "vectors.faiss"
LAG = 0.1
"""Share of the saved vectors that may change before they are saved again: each change then costs what it changes, and
not what the index holds, while a load reads at most a tenth more."""

_log = logging.getLogger(__name__)


class VectorCache:
    """The vectors of one store in FAISS. Every method but `close` is called inside `store.reading()`, which also locks.

    The vectors held and the saved file may be of an earlier state of the store. They are brought up to date when they
    are asked for: what was added since is read from SQLite, what was withdrawn is left out. The file is saved again
    when too much has changed (`LAG`). When another kind of index is due, it is built beside the searches, which go on
    with what there is.
    """

    def __init__(self, store: SqliteStore, folder: Path | None, *, n_threads: int, limits: SizeLimits = LIMITS) -> None:
        """Load nothing yet; `folder` is None for an index in memory."""
        self.limits = limits
        self._store = store
        self._folder = folder
        self._n_threads = n_threads
        self._held: HeldVectors | None = None
        self._growing: Future[HeldVectors] | None = None

    def current(self) -> VectorIndex:
        """Give the vectors of the state that SQLite is in now; there must be passages.

        Raises:
            IndexStoreError: there are too many passages.
        """
        self._take_grown(wait=False)
        self._held = held = self._present() or self._loaded()
        if held is None or (self._folder is None and not self.limits.suits(held.index.kind, held.index.n)):
            self._held = held = self._built()
            self.save()
            held = self._held or held  # saved, a large one is mapped
        if self._folder is None and held.index.n_changed > LAG * held.index.n:
            held.index.settle()
        return held.index

    def advance(self) -> None:
        """Save the vectors after a change that was just committed, if that is due."""
        if self._folder is None or (self._growing is not None and not self._growing.done()):
            return
        with self._store.reading() as db:
            manifest, (_, n_passages) = self._saved_before(), queries.counts(db)
            is_there = manifest is not None and manifest.faiss_kind is not None
            if manifest is not None and is_there and n_passages:
                if self.limits.suits(manifest.faiss_kind or "", n_passages):
                    if self._lag(manifest) <= LAG * manifest.n_passages:
                        return
                elif self._held is not None:
                    self._grow(self._folder)
                    return
            self._held = self._settled(manifest if is_there else None) if n_passages else None
            self.save()

    def saved_version(self) -> int:
        """Give the version of the store that saved vectors which can still be used are of; 0 when there are none."""
        manifest = self._saved_before()
        return 0 if manifest is None else manifest.content_version

    def fault(self) -> str | None:
        """Say why the saved vectors cannot be used, or None when they can; there must be passages."""
        if self._folder is None:
            return None
        try:
            held_vectors.loaded(self._store, self._folder / FAISS_FILE, self.limits)
        except (OSError, IndexStoreError) as err:
            return str(err)
        return None

    def renew(self) -> HeldVectors:
        """Make the vectors again from SQLite, save and give them; there must be passages.

        Raises:
            OSError: they cannot be saved.
            IndexStoreError: they cannot be made or saved.
        """
        self._held = self._built()
        if self._folder is not None:
            self._write(self._folder)
        return self._held

    def save(self) -> None:
        """Write the FAISS file and the manifest that names it; a folder that cannot be written is left as it is."""
        if self._folder is None or not os.access(self._folder, os.W_OK):
            return
        try:
            self._write(self._folder)
        except (OSError, IndexStoreError) as err:
            _log.warning("The vectors of %s cannot be saved (%s); they are made again when needed.", self._folder, err)

    def close(self) -> None:
        """Wait until what is built beside the searches is saved; not to be called inside `store.reading()`."""
        self._take_grown(wait=True)

    def _write(self, folder: Path) -> None:
        path, sha256, held = folder / FAISS_FILE, None, self._held
        if held is None:
            path.unlink(missing_ok=True)
        else:
            replace_file(path, held.index.save)
            sha256 = file_sha256(path)
        with self._store.reading() as db:
            version, (n_references, n_passages) = self._store.content_version(), queries.counts(db)
            manifest = Manifest(
                format_version=FORMAT_VERSION,
                encoder=self._store.encoder(),
                metric=METRIC,
                n_references=n_references,
                n_passages=n_passages,
                content_version=version,
                faiss_kind=None if held is None else held.index.kind,
                faiss_sha256=sha256,
                state=self._store.state(version),
                last_row_id=queries.last_row_id(db),
            )
        write_manifest(folder, manifest)
        if held is not None and path.stat().st_size >= self.limits.mapped_bytes:  # out of memory, into the page cache
            self._held = held_vectors.read(path, manifest, mapped=True)

    def _saved_before(self) -> Manifest | None:
        """Read the manifest if it is of this state of the store or an earlier one; None otherwise."""
        manifest = None if self._folder is None else read_manifest(self._folder)
        return manifest if manifest is not None and held_vectors.is_ancestor(self._store, manifest) else None

    def _lag(self, manifest: Manifest) -> int:
        """Count the passages that were added and withdrawn since the vectors were saved."""
        with self._store.reading() as db:
            n_new = queries.n_after(db, manifest.last_row_id or 0)
            return n_new + manifest.n_passages - (queries.counts(db)[1] - n_new)

    def _present(self) -> HeldVectors | None:
        """Give the vectors held, brought to the state that SQLite is in; None when there are none or that cannot be."""
        if self._held is None or self._held.version == self._store.content_version():
            return self._held
        with self._store.reading() as db:
            return held_vectors.caught_up(self._store, self._held, n_passages=queries.counts(db)[1])

    def _settled(self, manifest: Manifest | None) -> HeldVectors:
        """Give vectors of the state that SQLite is in with no changes beside them, patched if that can be."""
        with self._store.reading() as db:
            suits = manifest is not None and self.limits.suits(manifest.faiss_kind or "", queries.counts(db)[1])
        if not suits or self._folder is None:
            return self._built()
        held = self._present()
        if held is None or held.index.mapped:
            with contextlib.suppress(OSError, IndexStoreError):
                self._set_threads()
                held = held_vectors.loaded(self._store, self._folder / FAISS_FILE, self.limits, may_map=False)
        if held is None or held.index.mapped:
            return self._built()
        held.index.settle()
        return held

    def _built(self) -> HeldVectors:
        self._set_threads()
        return held_vectors.built(self._store, self.limits)

    def _loaded(self) -> HeldVectors | None:
        """Load the FAISS file if it can be used; None otherwise."""
        if self._folder is None:
            return None
        path = self._folder / FAISS_FILE
        self._set_threads()
        try:
            return held_vectors.loaded(self._store, path, self.limits)
        except (OSError, IndexStoreError) as err:
            _log.warning("The vectors in %s are not used (%s); they are made again from the index.", path, err)
            return None

    def _grow(self, folder: Path) -> None:
        """Begin to build the kind of index that is due, from a connection of its own, unless that was begun."""
        if self._growing is None:
            pool = ThreadPoolExecutor(1, thread_name_prefix="factcheck-index")
            self._growing = pool.submit(_grown, folder, self.limits, self._n_threads)
            pool.shutdown(wait=False)

    def _take_grown(self, *, wait: bool) -> None:
        """Take over what was built beside the searches, if it is complete."""
        growing = self._growing
        if growing is None or not (wait or growing.done()):
            return
        self._growing = None
        try:
            self._held = growing.result()
        except (OSError, FactCheckError) as err:
            _log.warning("A larger index of vectors for %s could not be built (%s).", self._store.name, err)

    def _set_threads(self) -> None:
        from factcheck.index.vectors import set_threads  # noqa: PLC0415 - listing an index needs no faiss

        set_threads(self._n_threads)


def _grown(folder: Path, limits: SizeLimits, n_threads: int) -> HeldVectors:
    """Build and save the vectors of the state an index is in, while others search and change it."""
    with contextlib.closing(SqliteStore.open(folder / SQLITE_FILE)) as store, store.reading():
        return VectorCache(store, folder, n_threads=n_threads, limits=limits).renew()
