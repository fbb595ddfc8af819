"""The FAISS vectors of one state of an index: built from SQLite, loaded if they can be trusted, brought up to date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factcheck.errors import IndexStoreError
from factcheck.index import queries
from factcheck.index.connection import damaged
from factcheck.index.manifest import file_sha256, read_manifest

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.index.limits import SizeLimits
    from factcheck.index.manifest import Manifest
    from factcheck.index.sqlite_store import SqliteStore
    from factcheck.index.vectors import VectorIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldVectors:
    """Vectors in memory or in a mapped file, with the state of the store that they are of.

    `version` is its content version, `state` its name (None: it has none) and `last_row_id` the highest row id in it.
    """

    index: VectorIndex
    version: int
    state: str | None
    last_row_id: int


def built(store: SqliteStore, limits: SizeLimits) -> HeldVectors:
    """Build from the vectors in SQLite; there must be passages.

    Raises:
        IndexStoreError: there are more than the largest kind takes.
    """
    from factcheck.index.vectors import VectorIndex  # noqa: PLC0415 - listing an index needs no faiss

    with store.reading() as db:
        identity, version = store.encoder(), store.content_version()
        if identity is None:
            raise damaged(store.name, "it has vectors and names no encoder")
        index = VectorIndex.build(
            lambda: queries.vector_batches(db), n=queries.counted(db)[1], dim=identity.dim, limits=limits
        )
        return HeldVectors(
            index=index, version=version, state=store.state(version), last_row_id=queries.last_row_id(db)
        )


def loaded(store: SqliteStore, path: Path, limits: SizeLimits, *, may_map: bool = True) -> HeldVectors:
    """Load a FAISS file that the manifest beside it vouches for, and bring it to the state that SQLite is in.

    Args:
        store: the store.
        path: the file.
        limits: from which size on a file is mapped.
        may_map: False reads a large file into memory too, so that changes can be settled.

    Raises:
        IndexStoreError: it cannot be used; the message says why.
        OSError: it cannot be read.
    """
    manifest, identity, version = read_manifest(path.parent), store.encoder(), store.content_version()
    if manifest is None or manifest.faiss_sha256 is None or manifest.faiss_kind is None or identity is None:
        raise IndexStoreError("the manifest names no such file")
    lags = manifest.content_version != version
    if lags and not is_ancestor(store, manifest):
        raise IndexStoreError(f"they are of version {manifest.content_version}, the index is of version {version}")
    if not lags:
        _check_contents(store, manifest)
    if file_sha256(path) != manifest.faiss_sha256:
        raise IndexStoreError("the file is not the one the manifest names")
    held = read(path, manifest, mapped=may_map and path.stat().st_size >= limits.mapped_bytes)
    if (held.index.n, held.index.dim) != (manifest.n_passages, identity.dim):
        raise IndexStoreError(f"it has {held.index.n} vectors of length {held.index.dim}")
    if not lags:
        return held
    with store.reading() as db:
        n_passages = queries.counted(db)[1]
    present = caught_up(store, held, n_passages=n_passages)
    if present is None and held.index.mapped:  # an earlier factcheck withdrew reports and did not note which
        return loaded(store, path, limits, may_map=False)
    if present is None:
        raise IndexStoreError(f"it has {held.index.n} vectors, the index holds {n_passages}")
    return present


def read(path: Path, manifest: Manifest, *, mapped: bool) -> HeldVectors:
    """Read the FAISS file that a manifest was written for, without checking its hash.

    Raises:
        IndexStoreError: FAISS cannot read it.
    """
    from factcheck.index.vectors import VectorIndex  # noqa: PLC0415 - listing an index needs no faiss

    return HeldVectors(
        index=VectorIndex.load(path, kind=manifest.faiss_kind or "", mapped=mapped),
        version=manifest.content_version,
        state=manifest.state,
        last_row_id=manifest.last_row_id or 0,
    )


def caught_up(store: SqliteStore, held: HeldVectors, *, n_passages: int) -> HeldVectors | None:
    """Put in what was added since and leave out what was withdrawn; None when the store does not tell what that was.

    It takes as long as there are changes, save where an earlier factcheck withdrew reports and did not note which.
    """
    if held.state is None or held.state != store.state(held.version):
        return None
    with store.reading() as db:
        version, index = store.content_version(), held.index
        removed = queries.withdrawn_between(db, held.version, held.last_row_id)
        if index.n + queries.n_after(db, held.last_row_id) - n_passages == len(removed):
            index.remove(removed)
        elif index.mapped:
            return None
        else:
            index.keep(queries.row_ids_up_to(db, held.last_row_id))
        for row_ids, vectors in queries.vector_batches(db, after=held.last_row_id):
            index.add(row_ids, vectors)
        if index.n != n_passages:
            return None
        present = replace(held, version=version, state=store.state(version))
        return replace(present, last_row_id=max(held.last_row_id, queries.last_row_id(db)))


def is_ancestor(store: SqliteStore, manifest: Manifest) -> bool:
    """Tell whether a manifest is of this state of a store or an earlier one, known by its name."""
    if manifest.state is None or manifest.last_row_id is None:
        return False
    return manifest.state == store.state(manifest.content_version)


def _check_contents(store: SqliteStore, manifest: Manifest) -> None:
    """Check a manifest against a store that is in the state it names.

    Raises:
        IndexStoreError: something of it is not so.
    """
    with store.reading() as db:
        n_references, n_passages = queries.counted(db)
    if (n_references, n_passages) != (manifest.n_references, manifest.n_passages):
        raise IndexStoreError(f"they are of {manifest.n_passages} passages, the index holds {n_passages}")
    if manifest.state is not None and not is_ancestor(store, manifest):
        raise IndexStoreError("they are of another index")
