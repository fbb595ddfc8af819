"""What is read from the tables of an index in PostgreSQL."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from factcheck.datatypes import Passage, Reference, Retrieval
from factcheck.index.manifest import EncoderIdentity
from factcheck.index.queries import rows_sha256
from factcheck.index.rows import reference_of
from factcheck.index.schema import DETAILS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from psycopg import Connection

    Db = Connection[Any]

PASSAGE = 'p.reference_id, p.position, p."start", p."end", p.text'
"""The columns that make a passage."""
_REFERENCE = (
    f"id, text, sha256, title, publisher, published, url, path, {', '.join(DETAILS)}, "
    "page_url, retrieved_at, etag, last_modified"
)
_N_STREAMED = 2_000  # rows fetched at a time when all are read


def one(db: Db, statement: str, parameters: Any = ()) -> tuple[Any, ...]:  # noqa: ANN401 - what psycopg takes
    """Give the one row that a statement always gives."""
    row = db.execute(statement, parameters).fetchone()
    if row is None:
        raise RuntimeError(f"the statement gave no row: {statement}")
    return tuple(row)


def content_version(db: Db) -> int:
    """Count the transactions that changed the contents."""
    return int(one(db, "SELECT content_version FROM state")[0])


def counts(db: Db) -> tuple[int, int]:
    """Count references and passages."""
    n_references, n_passages = one(db, "SELECT n_references, n_passages FROM state")
    return int(n_references), int(n_passages)


def encoder(db: Db) -> EncoderIdentity | None:
    """Say which encoder made the vectors; None before the first."""
    row = db.execute("SELECT value FROM meta WHERE name = 'encoder'").fetchone()
    return None if row is None else EncoderIdentity(**json.loads(row[0]))


def references(db: Db, reference_ids: Sequence[str] | None = None) -> list[Reference]:
    """Give references in ascending order of id: all, or those of some ids."""
    condition = "" if reference_ids is None else "WHERE id = ANY (%s)"
    given = () if reference_ids is None else (list(reference_ids),)
    rows = db.execute(f'SELECT {_REFERENCE} FROM "references" {condition} ORDER BY id', given)  # noqa: S608 - fixed words
    return [reference_of(row) for row in rows]


def reference_ids(db: Db) -> list[str]:
    """Give the ids of all references in ascending order."""
    return [str(name) for (name,) in db.execute('SELECT id FROM "references" ORDER BY id')]


def origins(db: Db) -> Iterator[Reference]:
    """Give all references without their text (""), in ascending order of id."""
    with db.cursor(name="origins") as rows:
        rows.itersize = _N_STREAMED
        rows.execute(f'SELECT {_REFERENCE.replace(" text,", " %s,", 1)} FROM "references" ORDER BY id', ("",))  # noqa: S608 - fixed words
        for row in rows:
            yield reference_of(row)


def cuts(db: Db) -> dict[str, str]:
    """Give the hex SHA-256 of where the passages of every reference start and end, as noted when added, by id."""
    return {str(name): str(cut) for name, cut in db.execute('SELECT id, cut_sha256 FROM "references"')}


def contents_sha256(db: Db) -> str:
    """Give the fingerprint that an embedded index with the same contents has."""
    identity = encoder(db)
    fingerprint, dim = (None, None) if identity is None else (identity.fingerprint, identity.dim)
    with db.cursor(name="contents") as rows:
        rows.itersize = _N_STREAMED
        rows.execute(
            "SELECT id, sha256, cut_sha256, title, publisher, published, url, author, updated "
            'FROM "references" ORDER BY id'
        )
        return rows_sha256(fingerprint, dim, (_told(row) for row in rows))


def _told(row: tuple[Any, ...]) -> tuple[Any, ...]:
    *told, author, updated = row
    return tuple(told) if author is None is updated else tuple(row)


def retrievals(db: Db) -> dict[str, Retrieval]:
    """Give how the pages of references were fetched, by address; of several times the first, to miss no change."""
    rows = db.execute(
        'SELECT DISTINCT page_url, retrieved_at, etag, last_modified FROM "references" WHERE page_url IS NOT NULL '
        "ORDER BY retrieved_at DESC"
    )
    return {url: Retrieval(url=url, at=at, etag=etag, last_modified=modified) for url, at, etag, modified in rows}


def passages_of(db: Db, reference_id: str) -> tuple[Passage, ...]:
    """Give a reference's passages in order of position; none for an unknown id."""
    rows = db.execute(
        f"SELECT {PASSAGE} FROM passages AS p WHERE p.reference_id = %s ORDER BY p.position",  # noqa: S608 - fixed words
        (reference_id,),
    )
    return tuple(passage(row) for row in rows)


def held(db: Db, reference_ids: Iterable[str]) -> dict[str, tuple[Reference, tuple[Passage, ...], NDArray[np.float32]]]:
    """Give some references with their passages and vectors, by id, in three round trips; unknown ids are left out."""
    wanted = sorted(set(reference_ids))
    named = {each.reference_id: each for each in references(db, wanted)}
    passages: dict[str, list[Passage]] = {name: [] for name in named}
    vectors: dict[str, list[NDArray[np.float32]]] = {name: [] for name in named}
    with db.cursor(binary=True) as rows:
        rows.execute(
            f"SELECT {PASSAGE}, p.vector FROM passages AS p WHERE p.reference_id = ANY (%s) "  # noqa: S608 - fixed words
            "ORDER BY p.reference_id, p.position",
            (wanted,),
        )
        for row in rows:
            passages[row[0]].append(passage(row[:5]))
            vectors[row[0]].append(vector(row[5]))
    return {name: (named[name], tuple(passages[name]), matrix(vectors[name])) for name in named}


def passage(row: Sequence[Any]) -> Passage:
    """Make a passage of its columns."""
    reference_id, position, start, end, text = row
    return Passage(reference_id=reference_id, position=position, start=start, end=end, text=text)


def vector(value: Any) -> NDArray[np.float32]:  # noqa: ANN401 - pgvector's HalfVector
    """Give a stored vector, shape (dim,), float32."""
    found: NDArray[np.float32] = value.to_numpy().astype(np.float32)
    return found


def matrix(rows: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Stack vectors, shape (n, dim); (0, 0) for none."""
    return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)
