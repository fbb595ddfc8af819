"""Opens what names an index on the command line: a folder, a name under indexes/, or the address of a shared store."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from factcheck.cli.shared import index_folder, new_index_folder
from factcheck.scale.address import is_address, read_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.index import AddSummary, ReferenceIndex, UnitedIndex, Verification
    from factcheck.scale.postgres import PostgresIndex
    from factcheck.settings import Settings


def index_place(name: str | None, settings: Settings) -> Path | str:
    """Find an index: an address as it is, else its folder; that of the settings when no name is given.

    Raises:
        IndexMissingError: there is no such folder.
    """
    named = settings.index if name is None else name
    return str(named) if is_address(named) else index_folder(name, settings)


def new_index_place(name: str) -> Path | str:
    """Say where an index is built: an address as it is, else a folder."""
    return name if is_address(name) else new_index_folder(name)


def beside(place: Path | str) -> Path:
    """Say beside what a run keeps the pages it fetches: the folder of an index, for a shared store one in the cache."""
    if not is_address(place):
        return Path(place)
    name = hashlib.sha256(shown(place).encode()).hexdigest()[:16]
    return user_cache_path("factcheck") / "shared" / name


def shared_building() -> Callable[..., AddSummary]:
    """Give what builds an index in PostgreSQL.

    Raises:
        InputError: the extra `postgres` is not installed.
    """
    from factcheck.scale import require_postgres  # noqa: PLC0415 - only for a shared store

    require_postgres()
    from factcheck.scale.postgres import build_shared  # noqa: PLC0415 - the extra's libraries

    return build_shared


def shown(place: Path | str) -> str:
    """Show where an index is, without passwords."""
    return read_address(str(place)).shown if is_address(place) else str(place)


def open_index(name: str | None, settings: Settings) -> ReferenceIndex | PostgresIndex:
    """Open the index of a name, or that of the settings.

    Raises:
        IndexStoreError: there is none, or it cannot be used.
    """
    from factcheck.scale import open_one  # noqa: PLC0415 - loads numpy and SQLite

    return open_one(index_place(name, settings), settings=settings)


def open_all(names: list[str] | None, settings: Settings) -> ReferenceIndex | UnitedIndex | PostgresIndex:
    """Open the indexes that were named as one, or that of the settings.

    Raises:
        InputError: a shared store is named beside others.
        IndexStoreError: there is none, or one cannot be used.
    """
    from factcheck.scale import open_store  # noqa: PLC0415 - loads numpy and SQLite

    places = [index_place(name, settings) for name in names] if names else [index_place(None, settings)]
    return open_store(places, settings=settings)


def verify_place(place: Path | str, settings: Settings) -> Verification:
    """Check everything in an index; one in a folder that cannot be opened has that as its fault.

    Raises:
        IndexStoreError: it cannot be read.
    """
    from factcheck.index import verify_index  # noqa: PLC0415 - loads faiss
    from factcheck.scale import open_shared  # noqa: PLC0415 - likewise

    if not isinstance(place, str):
        return verify_index(place, settings=settings)
    with open_shared(place, settings=settings) as index:
        return index.inspect()
