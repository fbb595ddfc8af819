"""Finds or makes the files of an index in a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.errors import IndexMissingError, IndexStoreError, InputError
from factcheck.index.connection import damaged
from factcheck.index.manifest import EncoderIdentity, has_manifest, read_manifest
from factcheck.index.sqlite_store import SqliteStore

if TYPE_CHECKING:
    from pathlib import Path

SQLITE_FILE = "references.sqlite"


def open_folder(folder: Path) -> tuple[SqliteStore, EncoderIdentity | None]:
    """Open the store in a folder, and say which encoder its manifest names, if it names one.

    Raises:
        IndexMissingError: there is no index in the folder.
        IndexMismatchError: it has another format version.
        IndexCorruptError: its file is damaged.
        IndexStoreError: it cannot be read.
    """
    path = folder / SQLITE_FILE
    try:
        is_there, has_remains = path.is_file(), has_manifest(folder)
    except OSError as err:
        raise IndexStoreError(f"Cannot look into {str(folder)!r}: {err.strerror}; check its rights.") from err
    if not is_there and has_remains:
        raise damaged(str(path), "the manifest is there and the file is missing")
    if not is_there:
        raise IndexMissingError(
            f"There is no index at {str(folder)!r}; make one with `factcheck index build {folder} SOURCES`."
        )
    manifest = read_manifest(folder)
    return SqliteStore.open(path), None if manifest is None else manifest.encoder


def create_folder(folder: Path, encoder: EncoderIdentity | None) -> SqliteStore:
    """Make an empty store in a folder, which is made too, bound to an encoder if one is given.

    Raises:
        InputError: there is an index in the folder already.
        IndexStoreError: the folder cannot be made or written.
    """
    try:
        if (folder / SQLITE_FILE).exists() or has_manifest(folder):
            raise InputError(f"There is an index at {str(folder)!r} already; open it, or take another folder.")
        folder.mkdir(parents=True, exist_ok=True)
        store = SqliteStore.create(folder / SQLITE_FILE)
    except OSError as err:
        why = err.strerror or err
        raise IndexStoreError(f"Cannot make an index at {str(folder)!r}: {why}; take another folder.") from err
    if encoder is not None:
        with store.writing():
            store.note_encoder(encoder)
    return store
