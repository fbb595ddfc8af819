"""Checks that everything in an index in PostgreSQL agrees with everything else, and names all that does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factcheck.index import Fault, Verification
from factcheck.index.verification import text_faults, vector_faults
from factcheck.scale.postgres import queries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from psycopg import Connection

    Db = Connection[Any]

_N_AT_ONCE = 200  # references read at a time
_COUNTED = {
    "references": ("n_references", 'SELECT count(*) FROM "references"'),
    "passages": ("n_passages", "SELECT count(*) FROM passages"),
    "tokens": ("n_tokens", "SELECT coalesce(sum(n_tokens), 0) FROM passages"),
}


def inspected(db: Db) -> Verification:
    """Check everything in an index; `repaired` stays None, for there is no cache to make again."""
    n_references, n_passages = queries.counts(db)
    return Verification(
        faults=tuple(_faults(db)),
        n_references=n_references,
        n_passages=n_passages,
        digest=queries.contents_sha256(db),
    )


def _faults(db: Db) -> Iterator[Fault]:
    identity, cuts, names = queries.encoder(db), queries.cuts(db), queries.reference_ids(db)
    for at in range(0, len(names), _N_AT_ONCE):
        for name, (reference, passages, vectors) in queries.held(db, names[at : at + _N_AT_ONCE]).items():
            for what in text_faults(reference, passages, cuts[name]):
                yield Fault(reference_id=name, what=what)
            for what in vector_faults(vectors, len(passages), identity) if passages else ():
                yield Fault(reference_id=name, what=what)
    for what, (column, statement) in _COUNTED.items():
        stated, counted = queries.one(db, f"SELECT {column}, ({statement}) FROM state")  # noqa: S608 - fixed words
        if stated != counted:
            yield Fault(reference_id=None, what=f"there are {counted} {what}, {stated} are counted")
