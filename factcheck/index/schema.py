"""The tables of an index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.errors import IndexMismatchError
from factcheck.index.connection import damaged

if TYPE_CHECKING:
    import sqlite3

FORMAT_VERSION = 1
"""Version of the tables and of the manifest; raised when an older factcheck could not read them."""

TOKENIZER = "porter unicode61 remove_diacritics 2"
"""How FTS5 cuts passages and queries into words: stems, without accents."""

_APPLICATION_ID = 0x66636865  # "fche": marks the file as ours, so that another program's database is refused
_CHECKED_BYTES = 64 * 2**20  # a full check reads the file once; 64 MiB take about 0.1 s

DETAILS = ("author", "updated", "language", "published_from", "updated_from")
"""What `details` has of a reference under the names of its fields."""

# Beside the references because indexes of earlier versions have none: they are read without, and it is made at their
# next write. Those versions read and write an index that has it, and the cascade keeps it right.
_DETAILS_TABLE = """
CREATE TABLE IF NOT EXISTS details (
    reference_id TEXT PRIMARY KEY REFERENCES "references" (id) ON DELETE CASCADE,
    author TEXT,
    updated TEXT,
    language TEXT,
    published_from TEXT,
    updated_from TEXT,
    page_url TEXT,
    retrieved_at TEXT,
    etag TEXT,
    last_modified TEXT
) WITHOUT ROWID;
"""
# Likewise beside the rest. What changed since FAISS vectors were saved is found here without looking through all
# passages; where an earlier version withdrew some and noted nothing, the numbers differ and all are looked through.
_WITHDRAWN_TABLE = """
CREATE TABLE IF NOT EXISTS withdrawn (
    row_id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL
);
"""
_TABLES = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
CREATE TABLE "references" (
    id TEXT PRIMARY KEY,
    title TEXT,
    publisher TEXT,
    published TEXT,
    url TEXT,
    path TEXT,
    sha256 TEXT NOT NULL,
    cut_sha256 TEXT NOT NULL,
    added_at TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reference_id TEXT NOT NULL REFERENCES "references" (id),
    position INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    vector BLOB NOT NULL,
    UNIQUE (reference_id, position)
);
CREATE VIRTUAL TABLE words USING fts5 (
    text, content='passages', content_rowid='id', tokenize='{TOKENIZER}'
);
CREATE TRIGGER passage_added AFTER INSERT ON passages BEGIN
    INSERT INTO words (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER passage_removed AFTER DELETE ON passages BEGIN
    INSERT INTO words (words, rowid, text) VALUES ('delete', old.id, old.text);
END;
INSERT INTO meta VALUES ('content_version', 0);
"""  # noqa: S608 - fixed words


def add_later_tables(connection: sqlite3.Connection) -> None:
    """Bring an index of an earlier version to this one's tables; nothing changes when it has them."""
    connection.execute(_DETAILS_TABLE)
    connection.execute(_WITHDRAWN_TABLE)


def has_details(connection: sqlite3.Connection) -> bool:
    """Tell whether an index has the table of details; one that an earlier version made has not."""
    return _has_table(connection, "details")


def has_withdrawn(connection: sqlite3.Connection) -> bool:
    """Tell whether an index has the table of withdrawn passages; one that an earlier version made has not."""
    return _has_table(connection, "withdrawn")


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty index in an empty database, in one transaction."""
    connection.executescript(
        f"BEGIN; PRAGMA application_id={_APPLICATION_ID}; PRAGMA user_version={FORMAT_VERSION}; "
        f"{_WITHDRAWN_TABLE} {_TABLES} {_DETAILS_TABLE} COMMIT;"
    )


def check_tables(connection: sqlite3.Connection, name: str) -> None:
    """Check that a database is an index of this format and is sound as far as a quick look can tell.

    Raises:
        IndexCorruptError: it is not an index, or its pages do not hang together.
        IndexMismatchError: another version of factcheck wrote it.
    """
    if _pragma(connection, "application_id") != _APPLICATION_ID:
        raise damaged(name, "it is not a database of factcheck")
    check_format(_pragma(connection, "user_version"), name)
    if _pragma(connection, "page_count") * _pragma(connection, "page_size") <= _CHECKED_BYTES:
        check_pages(connection, name)


def check_pages(connection: sqlite3.Connection, name: str) -> None:
    """Read every page once.

    Raises:
        IndexCorruptError: the pages do not hang together.
    """
    faults = page_faults(connection, most=1)
    if faults:
        raise damaged(name, faults[0])


def page_faults(connection: sqlite3.Connection, *, most: int = 100) -> list[str]:
    """Read every page once and say what does not hang together, at most so many faults."""
    answers = [str(answer) for (answer,) in connection.execute(f"PRAGMA quick_check({most})")]
    return [answer.rpartition("\n")[2] for answer in answers if answer != "ok"]  # the first line names the database


def check_format(version: object, name: str) -> None:
    """Refuse a format that this version does not read.

    Raises:
        IndexMismatchError: the version differs.
    """
    if version != FORMAT_VERSION:
        raise IndexMismatchError(
            f"The index {name!r} has format version {version!r}, this factcheck reads version {FORMAT_VERSION}; "
            "build it again with `factcheck index build NAME REPORTS`, or use the factcheck that wrote it."
        )


def _has_table(connection: sqlite3.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (name,)).fetchone() is not None


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)
