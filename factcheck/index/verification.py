"""Checks that everything in an index agrees with everything else."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from factcheck.index import queries
from factcheck.index.connection import damaged
from factcheck.index.schema import check_pages

if TYPE_CHECKING:
    import sqlite3

    from factcheck.datatypes import Reference


def verify_contents(db: sqlite3.Connection, *, dim: int | None, name: str) -> None:
    """Read everything once.

    Raises:
        IndexCorruptError: pages do not hang together, a text is not what its hash says, a passage is not where it says,
            a vector has another length, or words and passages are not the same in number.
    """
    check_pages(db, name)
    for reference in queries.references(db):
        why = _problem(db, reference, dim)
        if why is not None:
            raise damaged(name, f"the report {reference.reference_id!r} {why}")
    _, n_passages = queries.counts(db)
    (n_searchable,) = db.execute("SELECT count(*) FROM words_docsize").fetchone()
    if n_searchable != n_passages:
        raise damaged(name, f"{n_searchable} passages can be found by their words, there are {n_passages}")


def _problem(db: sqlite3.Connection, reference: Reference, dim: int | None) -> str | None:
    if hashlib.sha256(reference.text.encode()).hexdigest() != reference.sha256:
        return "has another text than its SHA-256 says"
    passages = queries.passages_of(db, reference.reference_id)
    if [passage.position for passage in passages] != list(range(len(passages))) or not passages:
        return "lacks passages"
    if any(reference.text[passage.start : passage.end] != passage.text for passage in passages):
        return "has a passage that is not where it says"
    vectors = queries.vectors_of(db, reference.reference_id)
    return None if vectors.shape == (len(passages), dim) else f"has vectors of shape {vectors.shape}"
