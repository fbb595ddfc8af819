"""Checks that everything in an index agrees with everything else, and names all that does not."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from factcheck.errors import IndexStoreError
from factcheck.index import queries
from factcheck.index.connection import damaged
from factcheck.index.preparation import cut_sha256, usable
from factcheck.index.schema import page_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from factcheck.datatypes import Passage, Reference
    from factcheck.index.manifest import EncoderIdentity
    from factcheck.index.vector_cache import VectorCache

SHOWN = 5
"""Faults named in an error message; a file overwritten with noise has one for every report."""

_COUNTED = {
    "belong to no report": 'FROM passages WHERE reference_id NOT IN (SELECT id FROM "references")',
    "cannot be found by their words": "FROM passages WHERE id NOT IN (SELECT id FROM words_docsize)",
    "are found by their words and not held": "FROM words_docsize WHERE id NOT IN (SELECT id FROM passages)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that does not agree; `reference_id` is None when it is about no single report."""

    reference_id: str | None
    what: str

    def __str__(self) -> str:
        """Say it in words."""
        return self.what if self.reference_id is None else f"the report {self.reference_id!r} {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a check of everything found.

    `faults` are all that do not agree, () for a sound index. `repaired` says why the vectors for FAISS were made again
    from the index, None when they were in order or there are faults. The counts and `digest`, the fingerprint of the
    index, are None when it cannot be read.
    """

    faults: tuple[Fault, ...]
    repaired: str | None = None
    n_references: int | None = None
    n_passages: int | None = None
    digest: str | None = None

    def require_sound(self, name: str) -> None:
        """Raise when there are faults.

        Raises:
            IndexCorruptError: with the first faults, and how many more there are.
        """
        if not self.faults:
            return
        named = "; ".join(str(fault) for fault in self.faults[:SHOWN])
        more = f"; and {len(self.faults) - SHOWN} faults more" if len(self.faults) > SHOWN else ""
        raise damaged(name, named + more)


def verified(
    db: sqlite3.Connection, identity: EncoderIdentity | None, stated: EncoderIdentity | None, cache: VectorCache
) -> Verification:
    """Check everything in an index.

    Args:
        db: its SQLite file.
        identity: the encoder that the file names.
        stated: the encoder that the manifest names.
        cache: its vectors for FAISS, made again when only they are wrong.
    """
    faults = list(_faults(db, identity, stated))
    repaired, (n_references, n_passages) = None, queries.counted(db)
    if not faults and n_passages:
        repaired = cache.fault()
        if repaired is not None:
            faults += _renew(cache, repaired)
    return Verification(
        faults=tuple(faults),
        repaired=None if faults else repaired,
        n_references=n_references,
        n_passages=n_passages,
        digest=queries.contents_sha256(db),
    )


def _renew(cache: VectorCache, why: str) -> Iterator[Fault]:
    try:
        cache.renew()
    except (OSError, IndexStoreError) as err:
        yield Fault(
            reference_id=None, what=f"the vectors for FAISS are wrong ({why}) and could not be written again ({err})"
        )


def _faults(
    db: sqlite3.Connection, identity: EncoderIdentity | None, stated: EncoderIdentity | None
) -> Iterator[Fault]:
    for what in page_faults(db):
        yield Fault(reference_id=None, what=what)
    named = {(each.fingerprint, each.dim) for each in (identity, stated) if each is not None}
    if len(named) > 1:
        yield Fault(reference_id=None, what="the manifest names another encoder than the index")
    for reference_id in queries.reference_ids(db):
        for what in _report_faults(db, queries.known_reference(db, reference_id), identity):
            yield Fault(reference_id=reference_id, what=what)
    for what in _table_faults(db):
        yield Fault(reference_id=None, what=what)


def _report_faults(db: sqlite3.Connection, reference: Reference, identity: EncoderIdentity | None) -> Iterator[str]:
    passages = queries.passages_of(db, reference.reference_id)
    yield from text_faults(reference, passages, queries.stated_cut(db, reference.reference_id))
    yield from _vector_faults(db, reference.reference_id, passages, identity)


def text_faults(reference: Reference, passages: tuple[Passage, ...], stated_cut: str | None) -> Iterator[str]:
    """Compare a report with its hash, and its passages with their places and the hash of those."""
    if hashlib.sha256(reference.text.encode()).hexdigest() != reference.sha256:
        yield "has another text than its SHA-256 says"
    if [passage.position for passage in passages] != list(range(len(passages))) or not passages:
        yield "lacks passages"
    for passage in passages:
        if reference.text[passage.start : passage.end] != passage.text:
            yield f"has a passage, number {passage.position}, that is not where it says"
    if cut_sha256(passages) != stated_cut:
        yield "has other passages than the SHA-256 of their places says"


def _vector_faults(
    db: sqlite3.Connection, reference_id: str, passages: tuple[Passage, ...], identity: EncoderIdentity | None
) -> Iterator[str]:
    if not passages:
        return
    try:
        vectors = queries.vectors_of(db, reference_id)
    except (sqlite3.DatabaseError, ValueError) as err:  # of different lengths, or of half a number
        yield f"has vectors that cannot be read: {err}"
        return
    yield from vector_faults(vectors, len(passages), identity)


def vector_faults(vectors: NDArray[np.float32], n: int, identity: EncoderIdentity | None) -> Iterator[str]:
    """Check that there are n vectors of the encoder's length, shape (n, dim), and that they are unit vectors."""
    if vectors.shape != (n, None if identity is None else identity.dim):
        yield f"has vectors of shape {vectors.shape}"
        return
    for position in np.flatnonzero(~usable(vectors)):
        yield f"has a vector, of passage {position}, whose length is not 1"


def _table_faults(db: sqlite3.Connection) -> Iterator[str]:
    """Compare the tables with each other: every passage has its report and can be found by its words."""
    for what, sql in _COUNTED.items():
        (n_passages,) = db.execute(f"SELECT count(*) {sql}").fetchone()
        if n_passages:
            yield f"{n_passages} passages {what}"
