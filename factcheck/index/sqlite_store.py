"""The truth of an index: one SQLite file, read and written in transactions that are whole or nothing."""

from __future__ import annotations

import contextlib
import json
import secrets
import sqlite3
import threading
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from factcheck.index import connection as connections
from factcheck.index import queries
from factcheck.index.manifest import EncoderIdentity, replace_file
from factcheck.index.schema import DETAILS, add_later_tables, check_tables, create_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from factcheck.datatypes import Reference, Retrieval
    from factcheck.index.preparation import PreparedReference

BUSY_SECONDS = 5.0
"""Seconds to wait for another process's write: one transaction of a thousand reports takes about one."""


class SqliteStore:
    """One connection to the SQLite file, shared by threads under one lock; opened for writing at the first write."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None, *, busy_seconds: float) -> None:
        """Take over a connection; use `open`, `create` or `in_memory`."""
        self.name = str(path.parent) if path is not None else "in memory"
        self.busy_seconds = busy_seconds
        self._path = path
        self._connection = connection
        self._writable = path is None
        self._closed = False
        self._lock = threading.RLock()

    @classmethod
    def open(cls, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> SqliteStore:
        """Open for reading; no byte of the folder changes.

        Raises:
            IndexCorruptError: the file is damaged or not an index.
            IndexMismatchError: the file has another format version.
            IndexStoreError: the file cannot be read.
        """
        with connections.translating(str(path)), contextlib.ExitStack() as on_error:
            connection = connections.open_for_reading(path, busy_seconds=busy_seconds)
            on_error.callback(connection.close)
            check_tables(connection, str(path))
            on_error.pop_all()
            return cls(connection, path, busy_seconds=busy_seconds)

    @classmethod
    def create(cls, path: Path) -> SqliteStore:
        """Make an empty index file, in one step, and open it.

        Raises:
            OSError: the folder cannot be written.
            IndexStoreError: the disk is full or refuses.
        """
        with connections.translating(str(path)):
            replace_file(path, _create_file)
        return cls.open(path)

    @classmethod
    def in_memory(cls) -> SqliteStore:
        """Make an empty index that is nowhere on disk."""
        connection = connections.open_in_memory()
        create_tables(connection)
        return cls(connection, None, busy_seconds=0.0)

    def close(self) -> None:
        """Close; where nobody else reads the index one plain file is left. Closing twice is fine."""
        with self._lock, connections.translating(self.name):
            if self._closed:
                return
            self._closed = True
            if self._writable and self._path is not None:
                connections.leave_log_mode(self._connection)
            connections.close_tidily(self._connection, self._path)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other threads out, for steps that belong together."""
        with self._lock:
            yield

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """See one state of the index throughout the block, whatever other processes write.

        Raises:
            IndexCorruptError: the file is damaged.
            IndexStoreError: the index is closed or cannot be read.
        """
        with self._lock, connections.translating(self.name):
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")  # nothing was written

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write everything in the block or, when it raises, nothing.

        Raises:
            IndexLockedError: another process is writing for longer than `busy_seconds`.
            IndexStoreError: the index is closed or cannot be written.
        """
        with self._lock, connections.translating(self.name):
            self._open_for_writing()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                add_later_tables(self._connection)
                yield self._connection
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def content_version(self) -> int:
        """Count the transactions that changed the contents."""
        with self.reading() as db:
            return int(queries.meta(db, "content_version") or 0)

    def encoder(self) -> EncoderIdentity | None:
        """Say which encoder made the vectors; None before the first."""
        with self.reading() as db:
            stored = queries.meta(db, "encoder")
        return None if stored is None else EncoderIdentity(**json.loads(stored))

    def note_encoder(self, encoder: EncoderIdentity) -> None:
        """Note which encoder makes the vectors."""
        with self._in_write():
            self._connection.execute(
                "INSERT OR REPLACE INTO meta VALUES ('encoder', ?)", (json.dumps(asdict(encoder)),)
            )

    def count_change(self, n_references: int, n_passages: int, removed: Sequence[int] = ()) -> int:
        """Raise the content version by one, give the new state a name of its own, and give the version.

        Args:
            n_references: how many references there are now.
            n_passages: how many passages there are now.
            removed: the row ids of passages that were removed.
        """
        with self._in_write() as db:
            db.execute("UPDATE meta SET value = value + 1 WHERE name = 'content_version'")
            version = self.content_version()
            counts = {"version": version, "references": n_references, "passages": n_passages}
            rows = [(f"state {version}", secrets.token_hex(8)), ("counts", json.dumps(counts))]
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)
            db.executemany("INSERT INTO withdrawn VALUES (?, ?)", ((row_id, version) for row_id in removed))
            return version

    def forget_withdrawn(self, version: int) -> None:
        """Forget which passages were removed up to a version, because no vectors of an earlier one are kept."""
        with self._in_write() as db:
            db.execute("DELETE FROM withdrawn WHERE version <= ?", (version,))

    def state(self, version: int) -> str | None:
        """Give the name of the state of a version: no two histories of an index share one. None when it has none.

        Versions before the first change, of later times, or written by an older factcheck have none.
        """
        with self.reading() as db:
            return queries.meta(db, f"state {version}")

    def put(self, prepared: PreparedReference) -> list[int]:
        """Write a reference that is not in the index; gives the row ids of its passages in order of position."""
        reference = prepared.reference
        with self._in_write():
            self._connection.execute(
                'INSERT INTO "references" VALUES (:id, :title, :publisher, :published, :url, :path, :sha256, :cut, '
                ":added_at, :text)",
                {
                    "id": reference.reference_id,
                    "title": reference.title,
                    "publisher": reference.publisher,
                    "published": reference.published,
                    "url": reference.url,
                    "path": reference.path,
                    "sha256": reference.sha256,
                    "cut": prepared.cut_sha256,
                    "added_at": datetime.now(tz=UTC).isoformat(timespec="seconds"),
                    "text": reference.text,
                },
            )
            self.note_details(reference)
            self._connection.executemany(
                'INSERT INTO passages (reference_id, position, "start", "end", text, vector) VALUES (?, ?, ?, ?, ?, ?)',
                (
                    (p.reference_id, p.position, p.start, p.end, p.text, vector.astype(queries.VECTOR).tobytes())
                    for p, vector in zip(prepared.passages, prepared.vectors, strict=True)
                ),
            )
            return queries.row_ids(self._connection, reference.reference_id)

    def note_details(self, reference: Reference) -> None:
        """Write what is known of a held reference beside its text: author, dates, language, and how it was fetched."""
        retrieval = reference.retrieval
        page: tuple[str | None, ...] = (None,) * 4
        if retrieval is not None:
            page = (retrieval.url, retrieval.at, retrieval.etag, retrieval.last_modified)
        with self._in_write():
            self._connection.execute(
                "INSERT OR REPLACE INTO details VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (reference.reference_id, *(getattr(reference, name) for name in DETAILS), *page),
            )

    def note_retrieval(self, retrieval: Retrieval) -> int:
        """Write that a page was asked for again and has not changed; gives the number of references read from it."""
        with self._in_write():
            written = self._connection.execute(
                "UPDATE details SET retrieved_at = ?, etag = ?, last_modified = ? WHERE page_url = ?",
                (retrieval.at, retrieval.etag, retrieval.last_modified, retrieval.url),
            )
            return written.rowcount

    def remove(self, reference_id: str) -> list[int]:
        """Remove a reference with all that belongs to it; gives the row ids its passages had."""
        with self._in_write():
            row_ids = queries.row_ids(self._connection, reference_id)
            self._connection.execute("DELETE FROM passages WHERE reference_id = ?", (reference_id,))
            self._connection.execute('DELETE FROM "references" WHERE id = ?', (reference_id,))
            return row_ids

    @contextlib.contextmanager
    def _in_write(self) -> Iterator[sqlite3.Connection]:
        """Hold a step of a `writing` block, so that a step taken outside one fails instead of committing by itself."""
        with self._lock:
            if not self._connection.in_transaction:
                raise RuntimeError("a write must stand in a `with store.writing()` block")
            yield self._connection

    def _open_for_writing(self) -> None:
        if self._closed or self._writable or self._path is None:
            return
        writer = connections.open_for_writing(self._path, busy_seconds=self.busy_seconds)
        self._connection.close()
        self._connection, self._writable = writer, True


def _create_file(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        create_tables(connection)
