"""The tables of an index in PostgreSQL, version by version, and the roles that may read or write them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from psycopg import errors, sql

from factcheck.errors import IndexMismatchError, IndexStoreError
from factcheck.scale.postgres.failures import missing

if TYPE_CHECKING:
    from psycopg import Connection

_log = logging.getLogger(__name__)

_TABLES = """
CREATE TABLE meta (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE state (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    content_version bigint NOT NULL DEFAULT 0,
    n_references bigint NOT NULL DEFAULT 0,
    n_passages bigint NOT NULL DEFAULT 0,
    n_tokens bigint NOT NULL DEFAULT 0
);
INSERT INTO state DEFAULT VALUES;
CREATE TABLE "references" (
    id text COLLATE "C" PRIMARY KEY,
    title text,
    publisher text,
    published text,
    url text,
    path text,
    sha256 text NOT NULL,
    cut_sha256 text NOT NULL,
    added_at timestamptz NOT NULL DEFAULT now(),
    text text NOT NULL,
    author text,
    updated text,
    language text,
    published_from text,
    updated_from text,
    page_url text,
    retrieved_at text,
    etag text,
    last_modified text
);
CREATE TABLE passages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reference_id text COLLATE "C" NOT NULL REFERENCES "references" (id) ON DELETE CASCADE,
    position integer NOT NULL,
    "start" integer NOT NULL,
    "end" integer NOT NULL,
    text text NOT NULL,
    vector halfvec NOT NULL,
    words tsvector NOT NULL,
    repeated jsonb,
    n_tokens integer NOT NULL,
    UNIQUE (reference_id, position)
);
ALTER TABLE passages ALTER COLUMN vector SET STORAGE PLAIN;
CREATE INDEX passages_by_words ON passages USING gin (words) WITH (fastupdate = off);
CREATE INDEX references_by_page ON "references" (page_url) WHERE page_url IS NOT NULL;
CREATE FUNCTION phrase_frequency(words tsvector, tokens text[]) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT count(*)::integer
    FROM unnest(words) AS first, unnest(first.positions) AS place
    WHERE first.lexeme = tokens[1] AND NOT EXISTS (
        SELECT FROM generate_subscripts(tokens, 1) AS n
        WHERE n > 1 AND NOT EXISTS (
            SELECT FROM unnest(words) AS other
            WHERE other.lexeme = tokens[n] AND (place + n - 1) = ANY (other.positions)
        )
    )
$$;
"""
_DATES = """
ALTER TABLE "references" ADD COLUMN day date;
UPDATE "references" SET day = substr(published, 1, 10)::date
WHERE pg_input_is_valid(substr(published, 1, 10), 'date') AND published ~ '^\\d{4}-\\d\\d-\\d\\d';
CREATE INDEX references_by_day ON "references" (day);
CREATE INDEX references_by_publisher ON "references" (publisher);
"""
MIGRATIONS = (("tables", _TABLES), ("days of publication", _DATES))
"""What each version adds to the one before it, with a name, from version 1 on."""
IDLE_SECONDS = 30
"""How long the server waits for the next statement of a migration: it follows at once, unless its process or its
network is gone without a word, and until then nobody can read the tables."""


def migrate(db: Connection[Any], name: str, *, roles_of: str | None = None, upto: int | None = None) -> None:
    """Make the schema of an index, or bring it to this version, with the rights of its roles; broken off, do nothing.

    Args:
        db: a connection whose search path begins with the schema, in autocommit.
        name: of the schema.
        roles_of: the index whose roles may read and write it, that of the schema when None.
        upto: the last version to make; None for all.

    Raises:
        IndexMismatchError: a newer factcheck made it.
        IndexStoreError: the server has no pgvector of 0.8 or later.
    """
    with db.transaction():
        db.execute("SELECT set_config('idle_in_transaction_session_timeout', %s, true)", (f"{IDLE_SECONDS}s",))
        db.execute("SET LOCAL client_connection_check_interval = 1000")  # the work of a process that died ends with it
        db.execute("SELECT pg_advisory_xact_lock(hashtext('factcheck migrations'))")
        _require_pgvector(db)
        db.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(name)))
        db.execute(
            "CREATE TABLE IF NOT EXISTS migrations "
            "(version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())"
        )
        row = db.execute("SELECT coalesce(max(version), 0) FROM migrations").fetchone()
        at = int(row[0]) if row else 0
        _refuse_newer(at, name)
        for version, (told, statements) in enumerate(MIGRATIONS[:upto], 1):
            if version > at:
                db.execute(statements)
                db.execute("INSERT INTO migrations (version, name) VALUES (%s, %s)", (version, told))
        _grant(db, name, roles_of or name)


def check_version(db: Connection[Any], name: str, shown: str) -> None:
    """Check that a schema is an index of this version.

    Raises:
        IndexMissingError: there is no index.
        IndexMismatchError: it is of another version.
    """
    if not is_index(db, name):
        raise missing(shown)
    row = db.execute("SELECT coalesce(max(version), 0) FROM migrations").fetchone()
    at = int(row[0]) if row else 0
    _refuse_newer(at, shown)
    if at < len(MIGRATIONS):
        raise IndexMismatchError(
            f"The index {shown!r} has tables of version {at}, this factcheck reads version {len(MIGRATIONS)}; "
            f"run `factcheck index migrate {shown}` as a user who owns it."
        )


def is_index(db: Connection[Any], name: str) -> bool:
    """Tell whether the schema of a name is an index."""
    found = db.execute("SELECT to_regclass(%s)", (f"{name}.migrations",)).fetchone()
    return found is not None and found[0] is not None


def _refuse_newer(at: int, shown: str) -> None:
    if at > len(MIGRATIONS):
        raise IndexMismatchError(
            f"The index {shown!r} has tables of version {at}, this factcheck reads version {len(MIGRATIONS)}; "
            "use the factcheck that made it, or a newer one."
        )


def _require_pgvector(db: Connection[Any]) -> None:
    try:
        with db.transaction():
            db.execute("CREATE EXTENSION IF NOT EXISTS vector SCHEMA public")
    except errors.Error as err:
        raise IndexStoreError(
            f"The server has no pgvector, or this user may not set it up ({str(err).splitlines()[0]}); install "
            "pgvector 0.8 or later and run `CREATE EXTENSION vector` in the database as its owner."
        ) from err
    row = db.execute("SELECT extversion FROM pg_extension WHERE extname = 'vector'").fetchone()
    version = tuple(int(part) for part in str(row[0] if row else "0").split(".")[:2])
    if version < (0, 8):
        raise IndexStoreError(
            f"pgvector must be 0.8 or later, got {version[0]}.{version[-1]}: earlier ones return too few passages "
            "when a search is filtered; run `ALTER EXTENSION vector UPDATE`."
        )


def reader_of(name: str) -> str:
    """Name the role that may read an index, for desks to be members of."""
    return f"{name}_reader"


def writer_of(name: str) -> str:
    """Name the role that may also add and withdraw reports."""
    return f"{name}_writer"


def _grant(db: Connection[Any], name: str, roles_of: str) -> None:
    """Make the roles if this user may, and let them read and write the tables."""
    reader, writer = reader_of(roles_of), writer_of(roles_of)
    for role in (reader, writer):
        if db.execute("SELECT FROM pg_roles WHERE rolname = %s", (role,)).fetchone() is not None:
            continue
        try:
            with db.transaction():
                db.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
        except errors.InsufficientPrivilege:
            _log.warning("The role %s cannot be made by this user; have an administrator make it and grant it.", role)
            return
        except (errors.DuplicateObject, errors.UniqueViolation):  # another process was quicker
            continue
    names = {"schema": sql.Identifier(name), "reader": sql.Identifier(reader), "writer": sql.Identifier(writer)}
    for statement in (
        "GRANT USAGE ON SCHEMA {schema} TO {reader}, {writer}",
        "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {reader}, {writer}",
        "GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {writer}",
        "REVOKE INSERT, UPDATE, DELETE ON {schema}.migrations FROM {writer}",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {writer}",
    ):
        db.execute(sql.SQL(statement).format(**names))
