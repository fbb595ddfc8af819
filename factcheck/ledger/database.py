"""Opens the SQLite file of a ledger, and says what is wrong in factcheck's own errors."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from typing import TYPE_CHECKING

from factcheck.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMAT_VERSION = 1
"""Version of the tables; raised when an older factcheck could not read them."""

BUSY_SECONDS = 10.0
"""Seconds to wait for another process's write; one report takes some milliseconds."""
_TRIED_AGAIN_SECONDS = 0.01

_NO_ACCESS = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM})
_APPLICATION_ID = 0x6663686C  # "fchl": marks the file as a ledger, so that another program's database is refused

_TABLES = """
CREATE TABLE reports (
    id TEXT PRIMARY KEY,
    added_at TEXT NOT NULL,
    checked_at TEXT NOT NULL,
    article TEXT NOT NULL,
    index_path TEXT,
    report TEXT NOT NULL
);
CREATE TABLE citations (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    claim_number INTEGER NOT NULL,
    reference_id TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL,
    reference_sha256 TEXT NOT NULL,
    PRIMARY KEY (report_id, claim_number, reference_id, "start", "end")
) WITHOUT ROWID;
CREATE INDEX cited ON citations (reference_id);
CREATE TABLE rejudgements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    claim_number INTEGER NOT NULL,
    judged_at TEXT NOT NULL,
    index_fingerprint TEXT NOT NULL,
    outcome TEXT NOT NULL
);
CREATE INDEX rejudged ON rejudgements (report_id, claim_number);
"""


def connect(path: Path, *, create: bool, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Open a ledger in write-ahead mode, in which readers and the one writer do not wait for each other.

    One that may not be written is opened for reading, unless it is to be made when there is none.

    Args:
        path: the file.
        create: make an empty ledger when there is no file; its folder must be there.
        busy_seconds: how long to wait for another process's write.

    Raises:
        LedgerError: there is no such file, it is no ledger or of another version, or it cannot be read, or made.
    """
    if path.is_dir() or not path.parent.is_dir() or not (create or path.exists()):
        why = "it is a folder" if path.is_dir() else "there is no such file"
        raise LedgerError(
            f"Cannot open the ledger {str(path)!r}: {why}; name a file in a folder that is there "
            "(`factcheck check ARTICLE --ledger FILE` makes it)."
        )
    uri = path.resolve().as_uri()
    with translating(path):
        try:
            return _connected(path, f"{uri}?mode={'rwc' if create else 'rw'}", busy_seconds, may_write=True)
        except sqlite3.OperationalError as err:
            if create or _code(err) not in _NO_ACCESS:
                raise
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size > 0:
            raise LedgerError(
                f"The ledger {str(path)!r} has an unfinished write and cannot be written; open it once as a user who "
                "may write there, or copy it with the files beside it to another folder."
            )
        return _connected(path, f"{uri}?mode=ro&immutable=1", busy_seconds, may_write=False)


def _connected(path: Path, uri: str, busy_seconds: float, *, may_write: bool) -> sqlite3.Connection:
    with contextlib.ExitStack() as on_error:
        connection = sqlite3.connect(uri, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
        on_error.callback(connection.close)
        connection.execute("PRAGMA foreign_keys=ON")
        _prepare(connection, path)
        if may_write:
            _log_ahead(connection, busy_seconds)
            connection.execute("PRAGMA synchronous=FULL")
        on_error.pop_all()
        return connection


def _log_ahead(connection: sqlite3.Connection, busy_seconds: float) -> None:
    """Keep changes in a log beside the file; in a new file that takes it alone, and for that SQLite does not wait."""
    until = time.monotonic() + busy_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").fetchone()
        except sqlite3.OperationalError as err:
            if _code(err) != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                raise
            time.sleep(_TRIED_AGAIN_SECONDS)
        else:
            return


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables of an empty file; two processes may come at once. Refuse a file that is no ledger."""
    if _pragma(connection, "application_id") != _APPLICATION_ID:
        with transaction(connection):
            (n_tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            if n_tables == 0:
                for statement in _TABLES.split(";\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id={_APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version={FORMAT_VERSION}")
    if _pragma(connection, "application_id") != _APPLICATION_ID:
        raise LedgerError(
            f"The file {str(path)!r} is no ledger of factcheck, but a database of another program; name another file."
        )
    version = _pragma(connection, "user_version")
    if version != FORMAT_VERSION:
        raise LedgerError(
            f"The ledger {str(path)!r} has format version {version!r}, this factcheck reads version {FORMAT_VERSION}; "
            "use the factcheck that wrote it, or begin another file."
        )


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write everything in the block or, when it raises, nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextlib.contextmanager
def translating(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into LedgerError.

    Raises:
        LedgerError: SQLite failed.
    """
    try:
        yield
    except sqlite3.Error as err:
        code = _code(err)
        name = str(path)
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            message = f"Another process is writing to the ledger {name!r}; try again when it is done."
        elif code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            message = f"The ledger {name!r} is damaged or no ledger ({err}); restore it from a copy, or name another."
        elif "closed" in str(err):
            message = f"The ledger {name!r} is closed; open it again before using it."
        else:
            message = f"Cannot read or write the ledger {name!r} ({err}); check the rights of its folder and the disk."
        raise LedgerError(message) from err
    except UnicodeEncodeError as err:  # an id with a lone surrogate, which SQLite's UTF-8 refuses
        raise LedgerError(f"Cannot write to the ledger {str(path)!r}: {err}; mend the ids in the report.") from err


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)


def _code(err: sqlite3.Error) -> int:
    """Give SQLite's primary result code (the low byte of the extended one), 0 when Python raised the error."""
    return (getattr(err, "sqlite_errorcode", None) or 0) & 0xFF
