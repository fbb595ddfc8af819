"""Connections to one index in PostgreSQL: a pool, transactions to read and write in, one state for a whole check."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Any

from pgvector.psycopg import register_vector
from psycopg import Connection, IsolationLevel, sql
from psycopg_pool import ConnectionPool

from factcheck.scale.postgres.failures import translating

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.scale.address import Address

    Db = Connection[Any]

EF_SEARCH = 200
"""Candidates that HNSW keeps in mind: at 50,000 passages recall@10 is over 0.97 (`tests/benchmarks/scale.py`)."""
_MOST_SCANNED = 1_000_000  # tuples that a filtered search may look at; where they do not suffice, all are compared
_N_CONNECTIONS = 8
WAIT_SECONDS = 15.0
"""Seconds to wait for a connection; a server that restarts takes a few."""
_BUSY_MS = 5_000  # to wait for another writer, as long as the embedded store does


class Sessions:
    """A pool of connections to one index; threads share it, and each has its own transaction."""

    def __init__(self, address: Address, *, name: str | None = None, wait_seconds: float = WAIT_SECONDS) -> None:
        """Begin without a connection; `name` is the schema, that of the address when None."""
        self.address = address
        self.name = name or address.name
        self.shown = address.shown
        self._own = threading.local()
        self._pool: ConnectionPool[Db] = ConnectionPool(
            address.uri,
            kwargs={"autocommit": True, "connect_timeout": 10, "application_name": "factcheck"},
            min_size=0,
            max_size=_N_CONNECTIONS,
            timeout=wait_seconds,
            reconnect_timeout=wait_seconds,
            configure=self._configure,
            check=ConnectionPool.check_connection,
            open=True,
        )

    def close(self) -> None:
        """Close all connections; closing twice is fine."""
        self._pool.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Db]:
        """See one state of the index throughout the block, on a connection that cannot write.

        Raises:
            IndexStoreError: the store cannot be reached or read.
        """
        with translating(self.shown):
            open_now: Db | None = getattr(self._own, "state", None)
            if open_now is not None:
                yield open_now
                return
            with self._transaction(read_only=True) as db:
                # A build that is put in place waits for those who read what it replaces.
                db.execute("SELECT pg_advisory_xact_lock_shared(hashtext(%s))", (swaps(self.name),))
                yield db

    @contextlib.contextmanager
    def one_state(self) -> Iterator[None]:
        """Let all that this thread reads in the block be of one state."""
        with self.reading() as db:
            outer = getattr(self._own, "state", None)
            self._own.state = db
            try:
                yield
            finally:
                self._own.state = outer

    @property
    def in_one_state(self) -> bool:
        """Tell whether this thread is in a block of `one_state`."""
        return getattr(self._own, "state", None) is not None

    @contextlib.contextmanager
    def writing(self) -> Iterator[Db]:
        """Write everything in the block or, when it raises, nothing; one writer at a time.

        Raises:
            IndexLockedError: another process is writing for longer than five seconds.
            IndexStoreError: the store cannot be reached, or this user may not write.
        """
        with translating(self.shown), self._transaction(read_only=False) as db:
            db.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(_BUSY_MS))
            db.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", (f"factcheck writes {self.name}",))
            yield db

    @contextlib.contextmanager
    def outside(self) -> Iterator[Db]:
        """Give a connection in autocommit, for what manages its own transactions."""
        with translating(self.shown), self._pool.connection() as db:
            yield db

    @contextlib.contextmanager
    def _transaction(self, *, read_only: bool) -> Iterator[Db]:
        with self._pool.connection() as db:
            db.isolation_level = IsolationLevel.REPEATABLE_READ if read_only else IsolationLevel.READ_COMMITTED
            db.read_only = read_only
            try:
                with db.transaction():
                    yield db
            finally:
                if not db.closed and not db.broken:
                    db.isolation_level = db.read_only = None

    def _configure(self, db: Db) -> None:
        # Without strict_order a filtered search stops at the first candidates and silently returns too few.
        db.execute("SET hnsw.iterative_scan = strict_order")
        db.execute(sql.SQL("SET hnsw.ef_search = {}").format(EF_SEARCH))
        db.execute(sql.SQL("SET hnsw.max_scan_tuples = {}").format(_MOST_SCANNED))
        db.execute("SET random_page_cost = 1.1")  # as on any disk of today; else words are looked for row by row
        db.execute("SET jit = off")  # compiling a statement takes longer than running it
        db.execute(sql.SQL("SET search_path = {}, public").format(sql.Identifier(self.name)))
        if _has_vector(db):  # else the first migration sets it up, on a connection of its own
            register_vector(db)


def swaps(name: str) -> str:
    """Name the lock that readers of an index share, and that whoever replaces it takes for itself."""
    return f"factcheck swaps {name}"


def _has_vector(db: Db) -> bool:
    return db.execute("SELECT FROM pg_extension WHERE extname = 'vector'").fetchone() is not None
