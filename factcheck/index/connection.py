"""Opens the SQLite file of an index for reading or writing, and says what is wrong in factcheck's own errors."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING

from factcheck.errors import FactCheckError, IndexCorruptError, IndexLockedError, IndexStoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_NO_ACCESS = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM})


@contextlib.contextmanager
def translating(name: str) -> Iterator[None]:
    """Turn SQLite's errors into IndexStoreError and its kinds; `name` is the file as the user knows it."""
    try:
        yield
    except sqlite3.ProgrammingError as err:
        if "closed" not in str(err):
            raise
        raise IndexStoreError(f"The index {name!r} is closed; open it again before using it.") from err
    except sqlite3.DatabaseError as err:
        raise _translated(err, name) from err


def open_for_reading(path: Path, *, busy_seconds: float) -> sqlite3.Connection:
    """Open without changing a byte of the folder; a folder that cannot be written is no obstacle.

    Raises:
        sqlite3.DatabaseError: the file cannot be read or is no database.
        IndexStoreError: a write was cut short and the folder cannot be written, so it cannot be completed.
    """
    uri = f"{path.resolve().as_uri()}?mode=ro"
    try:
        return _probed(uri, busy_seconds)
    except sqlite3.OperationalError as err:
        may_write = os.access(path.parent, os.W_OK)
        if _code(err) not in _NO_ACCESS or (may_write and not _is_unfinished(path)):
            raise
    if may_write:  # who reads only may not undo a write that was cut short while the file was no log file
        _probed(f"{path.resolve().as_uri()}?mode=rw", busy_seconds).close()
        return _probed(uri, busy_seconds)
    if _is_unfinished(path):
        raise IndexStoreError(
            f"The index {str(path)!r} has an unfinished write and its folder cannot be written; "
            "open it once as a user who may write there, or copy the folder."
        )
    return _probed(f"{path.resolve().as_uri()}?mode=ro&immutable=1", busy_seconds)


def open_for_writing(path: Path, *, busy_seconds: float) -> sqlite3.Connection:
    """Open an existing file in write-ahead mode, in which readers and the one writer do not wait for each other.

    Raises:
        sqlite3.DatabaseError: the file cannot be written, is locked or is no database.
    """
    connection = _connected(f"{path.resolve().as_uri()}?mode=rw", busy_seconds)
    try:
        connection.execute("PRAGMA journal_mode=WAL").fetchone()
        connection.execute("PRAGMA synchronous=FULL")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def open_in_memory() -> sqlite3.Connection:
    """Open a database that lives as long as the connection."""
    return _connected(":memory:", 0.0)


def close_tidily(connection: sqlite3.Connection, path: Path | None) -> None:
    """Close, and leave one file where nobody else is reading: no write-ahead log, no shared memory beside it.

    While another process still reads the file its log stays; whoever closes last, or writes next, tidies up.
    """
    connection.close()
    if path is None or not wal_path(path).exists() or not os.access(path.parent, os.W_OK):
        return
    with contextlib.suppress(sqlite3.OperationalError):
        last = _connected(f"{path.resolve().as_uri()}?mode=rw", 0.0)
        try:
            last.execute("PRAGMA journal_mode=DELETE").fetchone()
        finally:
            last.close()


def leave_log_mode(connection: sqlite3.Connection) -> None:
    """Fold the write-ahead log into the file and mark it as a plain file again, unless another process reads it."""
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.execute("PRAGMA busy_timeout=0")
        connection.execute("PRAGMA journal_mode=DELETE").fetchone()


def wal_path(path: Path) -> Path:
    """Give the path of the write-ahead log of a database."""
    return path.with_name(path.name + "-wal")


def _is_unfinished(path: Path) -> bool:
    """Tell whether a write was cut short: a write-ahead log or a rollback journal was left."""
    left = (wal_path(path), path.with_name(path.name + "-journal"))
    return any(each.exists() and each.stat().st_size > 0 for each in left)


def _probed(uri: str, busy_seconds: float) -> sqlite3.Connection:
    connection = _connected(uri, busy_seconds)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # SQLite opens the file only now
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _connected(uri: str, busy_seconds: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        uri, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    connection.execute("PRAGMA foreign_keys=ON")
    return connection


def _translated(err: sqlite3.DatabaseError, name: str) -> FactCheckError:
    code = _code(err)
    if code in _BUSY:
        return IndexLockedError(f"Another process is writing to the index {name!r}; try again when it is done.")
    if code in _NO_ACCESS:
        return IndexStoreError(
            f"The index {name!r} cannot be opened or written ({err}); check the rights of its folder."
        )
    if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
        return IndexStoreError(f"The disk refused to read or write the index {name!r} ({err}); nothing was changed.")
    if code in _DAMAGED or code is None:
        return damaged(name, str(err))
    return IndexStoreError(f"SQLite cannot serve the index {name!r}: {err}; build it again from its reports.")


def damaged(name: str, why: str) -> IndexCorruptError:
    """Make the error for a file that is no sound index."""
    return IndexCorruptError(
        f"The index {name!r} is damaged ({why}); restore it from a copy, or build it again with "
        f"`factcheck index build {name.removesuffix('references.sqlite').rstrip('/') or name} REPORTS`."
    )


def _code(err: sqlite3.Error) -> int | None:
    """Give SQLite's primary result code (the low byte of the extended one); None when Python raised the error."""
    code = getattr(err, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
