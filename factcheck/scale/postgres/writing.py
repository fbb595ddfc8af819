"""What is written to the tables of an index in PostgreSQL, inside the transactions of `Sessions.writing`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from pgvector import HalfVector
from psycopg import sql
from psycopg.adapt import Dumper
from psycopg.pq import Format

from factcheck.errors import InputError
from factcheck.index.identity import check_identity, identity_of
from factcheck.index.schema import DETAILS
from factcheck.policy.moments import day_of
from factcheck.scale.postgres import queries
from factcheck.scale.postgres.searching import N_COMPARED
from factcheck.scale.postgres.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from psycopg import Connection, Copy

    from factcheck.datatypes import Encoder, Reference, Retrieval
    from factcheck.index.manifest import EncoderIdentity
    from factcheck.index.preparation import PreparedReference
    from factcheck.scale.postgres.tokens import Tokenizer

    Db = Connection[Any]

_TSVECTOR = 3614  # the number that PostgreSQL gives this type everywhere
_JSONB = 3802
_COLUMNS: tuple[tuple[str, str], ...] = (
    *((name, "text") for name in ("id", "title", "publisher", "published")),
    ("day", "date"),
    *((name, "text") for name in ("url", "path", "sha256", "cut_sha256", "text", *DETAILS)),
    *((name, "text") for name in ("page_url", "retrieved_at", "etag", "last_modified")),
)
_PASSAGE_COLUMNS = (
    ("reference_id", "text"),
    *((name, "int4") for name in ("position", "start", "end")),
    ("text", "text"),
    ("vector", "halfvec"),
    ("words", "tsvector"),
    ("repeated", "jsonb"),
    ("n_tokens", "int4"),
)


class _TokensDumper(Dumper):
    """Sends tokens as a tsvector, in binary form."""

    format = Format.BINARY
    oid = _TSVECTOR

    def dump(self, obj: Tokens) -> bytes:
        """Give what PostgreSQL receives."""
        return obj.as_tsvector()


class _Counts(dict[str, int]):
    """Counts of tokens; a type of their own, so that no other dict is sent like them."""


class _CountsDumper(Dumper):
    """Sends counts of tokens as jsonb, in binary form."""

    format = Format.BINARY
    oid = _JSONB

    def dump(self, obj: _Counts) -> bytes:
        """Give what PostgreSQL receives: the version of the format, 1, and JSON."""
        return b"\x01" + json.dumps(obj, ensure_ascii=False).encode()


def note_encoder(db: Db, encoder: EncoderIdentity) -> None:
    """Note which encoder makes the vectors."""
    db.execute("INSERT INTO meta VALUES ('encoder', %s)", (json.dumps(asdict(encoder)),))


def bind_encoder(db: Db, encoder: Encoder, name: str) -> None:
    """Bind an index to an encoder if it is bound to none.

    Raises:
        IndexMismatchError: it is bound to another.
    """
    given, stated = identity_of(encoder), queries.encoder(db)
    check_identity(given, [stated], name)
    if stated is None:
        note_encoder(db, given)


def put(db: Db, prepared: Sequence[PreparedReference], tokenizer: Tokenizer) -> None:
    """Write references that are not in the index, by binary COPY.

    Raises:
        InputError: a text holds a NUL character, which PostgreSQL cannot keep.
    """
    for each in prepared:
        if "\0" in each.reference.text:
            raise InputError(
                f"The report {each.reference.reference_id!r} holds a NUL character, which PostgreSQL cannot keep; "
                "take it out of the text."
            )
    db.adapters.register_dumper(Tokens, _TokensDumper)
    db.adapters.register_dumper(_Counts, _CountsDumper)
    with db.cursor() as cursor:
        with cursor.copy(_copy('"references"', _COLUMNS)) as copy:
            _set_types(copy, _COLUMNS)
            for each in prepared:
                copy.write_row(_row(each))
        n_passages = n_tokens = 0
        with cursor.copy(_copy("passages", _PASSAGE_COLUMNS)) as copy:
            _set_types(copy, _PASSAGE_COLUMNS)
            for each in prepared:
                cut = tokenizer.cut([passage.text for passage in each.passages])
                for passage, vector, tokens in zip(each.passages, each.vectors, cut, strict=True):
                    words = Tokens(tokens=tuple(tokens))
                    place = (passage.reference_id, passage.position, passage.start, passage.end, passage.text)
                    repeated = None if words.repeated is None else _Counts(words.repeated)
                    copy.write_row((*place, HalfVector(vector), words, repeated, len(tokens)))
                    n_tokens += len(tokens)
                n_passages += len(each.passages)
    _count(db, n_references=len(prepared), n_passages=n_passages, n_tokens=n_tokens)


def remove(db: Db, reference_ids: Iterable[str]) -> int:
    """Remove references with all that belongs to them, and give the number of those that were held."""
    names = list(reference_ids)
    n_passages, n_tokens = queries.one(
        db,
        "WITH gone AS (DELETE FROM passages WHERE reference_id = ANY (%s) RETURNING n_tokens) "
        "SELECT count(*), coalesce(sum(n_tokens), 0) FROM gone",
        (names,),
    )
    n_references = db.execute('DELETE FROM "references" WHERE id = ANY (%s)', (names,)).rowcount
    _count(db, n_references=-n_references, n_passages=-int(n_passages), n_tokens=-int(n_tokens))
    return n_references


def note_details(db: Db, reference: Reference) -> None:
    """Write what is known of a held reference beside its text: author, dates, language, and how it was fetched."""
    names = [*DETAILS, "page_url", "retrieved_at", "etag", "last_modified"]
    values = _details(reference)
    assigned = sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(name)) for name in names)
    db.execute(sql.SQL('UPDATE "references" SET {} WHERE id = %s').format(assigned), (*values, reference.reference_id))


def note_retrieval(db: Db, retrieval: Retrieval) -> int:
    """Write that a page was asked for again and has not changed; gives the number of references read from it."""
    return db.execute(
        'UPDATE "references" SET retrieved_at = %s, etag = %s, last_modified = %s WHERE page_url = %s',
        (retrieval.at, retrieval.etag, retrieval.last_modified, retrieval.url),
    ).rowcount


def count_change(db: Db) -> None:
    """Raise the content version by one."""
    db.execute("UPDATE state SET content_version = content_version + 1")


def index_vectors(db: Db) -> bool:
    """Make the HNSW index of an index that has grown too large to compare all; tells whether it was made now."""
    identity = queries.encoder(db)
    if identity is None or queries.counts(db)[1] <= N_COMPARED:
        return False
    is_there, may_make = queries.one(
        db,
        "SELECT to_regclass('passages_by_meaning') IS NOT NULL, pg_has_role(relowner, 'USAGE') "
        "FROM pg_class WHERE oid = to_regclass('passages')",
    )
    if is_there or not may_make:  # without it all passages are compared: slower, and no answer is missed
        return False
    # 1 KB a passage and its links; a graph that does not fit is built on disk, many times slower.
    db.execute("SELECT set_config('maintenance_work_mem', %s, true)", (_memory(queries.counts(db)[1]),))
    db.execute(
        sql.SQL(
            "CREATE INDEX passages_by_meaning ON passages USING hnsw ((vector::halfvec({})) halfvec_ip_ops) "
            "WITH (m = 16, ef_construction = 128)"
        ).format(identity.dim)
    )
    return True


def _memory(n_passages: int) -> str:
    return f"{min(max(64, n_passages * 2 // 1024), 8 * 1024)}MB"


def _copy(table: str, columns: Sequence[tuple[str, str]]) -> sql.Composed:
    names = sql.SQL(", ").join(sql.Identifier(name) for name, _ in columns)
    return sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(sql.SQL(table), names)


def _set_types(copy: Copy, columns: Sequence[tuple[str, str]]) -> None:
    copy.set_types([_TSVECTOR if kind == "tsvector" else _JSONB if kind == "jsonb" else kind for _, kind in columns])


def _row(prepared: PreparedReference) -> tuple[Any, ...]:
    reference = prepared.reference
    return (
        *(reference.reference_id, reference.title, reference.publisher, reference.published),
        day_of(reference.published),
        *(reference.url, reference.path, reference.sha256, prepared.cut_sha256, reference.text),
        *_details(reference),
    )


def _details(reference: Reference) -> tuple[str | None, ...]:
    retrieval = reference.retrieval
    page: tuple[str | None, ...] = (None,) * 4
    if retrieval is not None:
        page = (retrieval.url, retrieval.at, retrieval.etag, retrieval.last_modified)
    return (*(getattr(reference, name) for name in DETAILS), *page)


def _count(db: Db, *, n_references: int, n_passages: int, n_tokens: int) -> None:
    db.execute(
        "UPDATE state SET n_references = n_references + %s, n_passages = n_passages + %s, n_tokens = n_tokens + %s",
        (n_references, n_passages, n_tokens),
    )
