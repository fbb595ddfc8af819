"""Finds, makes or replaces the files of an index in a folder."""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

from factcheck.errors import IndexMissingError, IndexStoreError, InputError
from factcheck.index.connection import damaged
from factcheck.index.exchange import exchanged
from factcheck.index.manifest import EncoderIdentity, has_manifest, read_manifest
from factcheck.index.sqlite_store import SqliteStore

if TYPE_CHECKING:
    from pathlib import Path

SQLITE_FILE = "references.sqlite"


def holds_index(folder: Path) -> bool:
    """Tell whether a folder holds an index, sound or damaged."""
    return (folder / SQLITE_FILE).is_file() or has_manifest(folder)


def put_in_place(new: Path, folder: Path) -> None:
    """Put a complete index in the place of the one in a folder, if there is one.

    It is one step where the system can exchange folders, and the old index then lies where the new one was. Elsewhere
    it takes two: killed between them it leaves the old index beside its place, and `put_back` finds it there.

    Raises:
        OSError: the folder cannot be written; the old index is where it was.
    """
    aside = _aside(folder)
    if folder.exists():
        if exchanged(new, folder):
            return
        folder.rename(aside)
    try:
        new.rename(folder)
    except OSError:
        put_back(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def put_back(folder: Path) -> None:
    """Put an index back that a build which was killed had taken away, or remove it when the new one is in place.

    Raises:
        OSError: the folder cannot be written.
    """
    aside = _aside(folder)
    if not aside.is_dir():
        return
    if folder.exists():
        shutil.rmtree(aside, ignore_errors=True)
    else:
        aside.rename(folder)


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.replaced")


def open_folder(folder: Path) -> tuple[SqliteStore, EncoderIdentity | None]:
    """Open the store in a folder, and say which encoder its manifest names, if it names one.

    Raises:
        IndexMissingError: there is no index in the folder.
        IndexMismatchError: it has another format version.
        IndexCorruptError: its file is damaged.
        IndexStoreError: it cannot be read.
    """
    path = folder / SQLITE_FILE
    with contextlib.suppress(OSError):  # a folder that may not be written holds its index, or there is none
        put_back(folder)
    try:
        is_there, has_remains = path.is_file(), has_manifest(folder)
    except OSError as err:
        raise IndexStoreError(f"Cannot look into {str(folder)!r}: {err.strerror}; check its rights.") from err
    if not is_there and has_remains:
        raise damaged(str(path), "the manifest is there and the file is missing")
    if not is_there:
        raise IndexMissingError(
            f"There is no index at {str(folder)!r}; make one with `factcheck index build {folder} REPORTS`."
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
