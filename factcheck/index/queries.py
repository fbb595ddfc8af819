"""What is read from the SQLite file of an index."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
from rapidfuzz import process

from factcheck.datatypes import Passage, Reference, Retrieval
from factcheck.errors import InputError
from factcheck.index.rows import passage_of, reference_of
from factcheck.index.schema import DETAILS, has_details, has_withdrawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from factcheck.index.read_ahead import Held

VECTOR = np.dtype("<f2")
"""How vectors lie in the file: IEEE half precision, little-endian on every machine."""

N_STREAMED = 8192
"""Passages per batch when all vectors are read: 6 MiB at 384 dimensions."""

_OWN = "SELECT id, text, sha256, title, publisher, published, url, path"
_WITH_DETAILS = (
    f"{_OWN}, {', '.join(DETAILS)}, page_url, retrieved_at, etag, last_modified "
    'FROM "references" LEFT JOIN details ON reference_id = id'
)
_NO_TEXT = ", '',"
_WITHOUT_DETAILS = f'{_OWN}{", NULL" * (len(DETAILS) + 4)} FROM "references"'


def meta(db: sqlite3.Connection, name: str) -> str | None:
    """Give a value of the `meta` table as text, or None when it is not set."""
    row = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def counts(db: sqlite3.Connection) -> tuple[int, int]:
    """Give the numbers of references and passages as noted at the last change, at the same cost for any size.

    They are counted where an earlier factcheck made that change and noted none.
    """
    noted = json.loads(meta(db, "counts") or "{}")
    if noted.get("version") == int(meta(db, "content_version") or 0):
        return int(noted["references"]), int(noted["passages"])
    return counted(db)


def counted(db: sqlite3.Connection) -> tuple[int, int]:
    """Count references and passages one by one: 3 ms for 100,000 passages."""
    (n_references,) = db.execute('SELECT count(*) FROM "references"').fetchone()
    (n_passages,) = db.execute("SELECT count(*) FROM passages").fetchone()
    return int(n_references), int(n_passages)


def reference(db: sqlite3.Connection, reference_id: str) -> Reference | None:
    """Give a reference, or None when there is none of that id."""
    row = db.execute(f"{_select(db)} WHERE id = ?", (reference_id,)).fetchone()
    return None if row is None else reference_of(row)


def held(db: sqlite3.Connection, wanted: Iterable[str]) -> dict[str, Held]:
    """Give some references with their passages and vectors, by id, in two statements; unknown ids are left out."""
    names = (json.dumps(sorted(set(wanted))),)
    found = db.execute(f"{_select(db)} WHERE id IN (SELECT value FROM json_each(?))", names)  # noqa: S608 - fixed words
    named = {each.reference_id: each for each in map(reference_of, found)}
    rows = db.execute(
        'SELECT reference_id, position, "start", "end", text, vector FROM passages '
        "WHERE reference_id IN (SELECT value FROM json_each(?)) ORDER BY reference_id, position",
        names,
    )
    read: dict[str, Held] = {}
    for name, own in groupby(rows, key=lambda row: str(row[0])):
        passages, vectors = zip(*((passage_of(row[:5]), row[5]) for row in own), strict=True)
        read[name] = named[name], passages, _matrix(vectors)
    return read


def references(db: sqlite3.Connection) -> list[Reference]:
    """Give all references in ascending order of id."""
    return [reference_of(row) for row in db.execute(f"{_select(db)} ORDER BY id")]


def reference_ids(db: sqlite3.Connection) -> list[str]:
    """Give the ids of all references in ascending order."""
    return [str(name) for (name,) in db.execute('SELECT id FROM "references" ORDER BY id')]


def stated_cut(db: sqlite3.Connection, reference_id: str) -> str | None:
    """Give the hex SHA-256 of where a reference's passages start and end, as noted when it was added."""
    row = db.execute('SELECT cut_sha256 FROM "references" WHERE id = ?', (reference_id,)).fetchone()
    return None if row is None else str(row[0])


def known_reference(db: sqlite3.Connection, reference_id: str) -> Reference:
    """Give a reference.

    Raises:
        InputError: there is none of that id; names the closest ids there are.
    """
    found = reference(db, reference_id)
    if found is None:
        raise unknown_reference(reference_id, reference_ids(db))
    return found


def unknown_reference(reference_id: str, held: Iterable[str]) -> InputError:
    """Make the error for an id that is not among those held; it names the closest ones."""
    closest = [repr(name) for name, *_ in process.extract(reference_id, held, limit=3)]
    hint = f"the closest ids are {', '.join(closest)}" if closest else "it is empty"
    return InputError(f"There is no reference {reference_id!r} in the index; {hint}.")


def origins(db: sqlite3.Connection) -> Iterator[Reference]:
    """Give all references without their text (""), in ascending order of id."""
    for row in db.execute(f"{_select(db).replace(', text,', _NO_TEXT, 1)} ORDER BY id"):
        yield reference_of(row)


def contents_sha256(db: sqlite3.Connection) -> str:
    """Give a hex SHA-256 of references, cuts and encoder: the same in every index that holds the same."""
    encoder = json.loads(meta(db, "encoder") or "{}")
    return rows_sha256(encoder.get("fingerprint"), encoder.get("dim"), content_rows(db))


def content_rows(db: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Give what tells the references from others, the id first, in ascending order of id.

    Author and update stand only where one is known: an index has the same rows with and without the table of details.
    """
    told = "author, updated" if has_details(db) else "NULL, NULL"
    details = "LEFT JOIN details ON reference_id = id" if has_details(db) else ""
    for *row, author, updated in db.execute(
        f"SELECT id, sha256, cut_sha256, title, publisher, published, url, {told} "  # noqa: S608 - fixed words
        f'FROM "references" {details} ORDER BY id'
    ):
        yield tuple(row) if author is None is updated else (*row, author, updated)


def rows_sha256(fingerprint: str | None, dim: int | None, rows: Iterable[tuple[Any, ...]]) -> str:
    """Give the hex SHA-256 of an encoder and of what `content_rows` gives."""
    digest = hashlib.sha256(json.dumps([fingerprint, dim]).encode())
    for row in rows:
        digest.update(json.dumps(row).encode())
    return digest.hexdigest()


def retrievals(db: sqlite3.Connection) -> dict[str, Retrieval]:
    """Give how the pages of references were fetched, by address; of several times the first, to miss no change."""
    if not has_details(db):
        return {}
    rows = db.execute(
        "SELECT DISTINCT page_url, retrieved_at, etag, last_modified FROM details WHERE page_url IS NOT NULL "
        "ORDER BY retrieved_at DESC"
    )
    return {url: Retrieval(url=url, at=at, etag=etag, last_modified=modified) for url, at, etag, modified in rows}


def passages_of(db: sqlite3.Connection, reference_id: str) -> tuple[Passage, ...]:
    """Give a reference's passages in order of position; none for an unknown id."""
    rows = db.execute(
        'SELECT reference_id, position, "start", "end", text FROM passages WHERE reference_id = ? ORDER BY position',
        (reference_id,),
    )
    return tuple(passage_of(row) for row in rows)


def vectors_of(db: sqlite3.Connection, reference_id: str) -> NDArray[np.float32]:
    """Give a reference's vectors, shape (n, dim), float32, in order of position; it must have passages."""
    rows = db.execute("SELECT vector FROM passages WHERE reference_id = ? ORDER BY position", (reference_id,))
    return _matrix(blob for (blob,) in rows)


def row_ids(db: sqlite3.Connection, reference_id: str) -> list[int]:
    """Give the row ids of a reference's passages in order of position."""
    rows = db.execute("SELECT id FROM passages WHERE reference_id = ? ORDER BY position", (reference_id,))
    return [int(row_id) for (row_id,) in rows]


def first_row_ids(db: sqlite3.Connection) -> list[tuple[int, str]]:
    """Give the row id of the first passage of each reference, with the id of the reference; two small indexes tell."""
    rows = db.execute(
        'SELECT p.id, r.id FROM "references" AS r JOIN passages AS p ON p.reference_id = r.id AND p.position = 0'
    )
    return [(int(row_id), str(reference_id)) for row_id, reference_id in rows]


def last_row_id(db: sqlite3.Connection) -> int:
    """Give the highest row id; 0 without passages. A passage added later has a higher one, whatever is removed."""
    (highest,) = db.execute("SELECT max(id) FROM passages").fetchone()
    return int(highest or 0)


def n_after(db: sqlite3.Connection, row_id: int) -> int:
    """Count the passages that were added after a row id was given."""
    (n_passages,) = db.execute("SELECT count(*) FROM passages WHERE id > ?", (row_id,)).fetchone()
    return int(n_passages)


def withdrawn_between(db: sqlite3.Connection, before: int, last: int) -> list[int]:
    """Give the row ids up to `last` that were removed by changes after version `before`, as far as they were noted."""
    if not has_withdrawn(db):
        return []
    rows = db.execute("SELECT row_id FROM withdrawn WHERE version > ? AND row_id <= ?", (before, last))
    return [int(row_id) for (row_id,) in rows]


def row_ids_up_to(db: sqlite3.Connection, row_id: int) -> NDArray[np.int64]:
    """Give the row ids held up to one, ascending, shape (n,)."""
    rows = db.execute("SELECT id FROM passages WHERE id <= ? ORDER BY id", (row_id,))
    return np.fromiter((each for (each,) in rows), dtype=np.int64)


def passages_at(
    db: sqlite3.Connection, wanted: Iterable[int]
) -> tuple[dict[int, tuple[int, Passage]], NDArray[np.float32]]:
    """Give the passages of some row ids with their vectors.

    Returns:
        For each row id found: its row in the matrix, and the passage; and the matrix, shape (n, dim), float32.
    """
    rows = db.execute(
        'SELECT reference_id, position, "start", "end", text, id, vector FROM passages '
        "WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(wanted))),),
    ).fetchall()
    passages = {int(row[5]): (at, passage_of(row[:5])) for at, row in enumerate(rows)}
    return passages, _matrix(row[6] for row in rows)


def passages_in(db: sqlite3.Connection, wanted: Iterable[int]) -> dict[int, Passage]:
    """Give the passages of some row ids."""
    rows = db.execute(
        'SELECT reference_id, position, "start", "end", text, id FROM passages '
        "WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(wanted))),),
    )
    return {int(row[5]): passage_of(row[:5]) for row in rows}


def vector_batches(
    db: sqlite3.Connection, *, after: int = 0
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    """Stream the row ids after one and their vectors, ascending, in batches of at most `N_STREAMED`; all after 0."""
    cursor = db.execute("SELECT id, vector FROM passages WHERE id > ? ORDER BY id", (after,))
    while rows := cursor.fetchmany(N_STREAMED):
        yield np.array([row_id for row_id, _ in rows], dtype=np.int64), _matrix(blob for _, blob in rows)


def _select(db: sqlite3.Connection) -> str:
    """Begin a query for references; what an index of an earlier version does not have is NULL."""
    return _WITH_DETAILS if has_details(db) else _WITHOUT_DETAILS


def _matrix(blobs: Iterable[bytes]) -> NDArray[np.float32]:
    held = list(blobs)
    if len({len(blob) for blob in held}) > 1:
        raise sqlite3.DatabaseError("vectors of different lengths")
    return np.frombuffer(b"".join(held), dtype=VECTOR).reshape(len(held), -1).astype(np.float32)
