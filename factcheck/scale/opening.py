"""Opens whatever names an index: a folder, several folders as one, or the address of a shared store."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from factcheck.errors import InputError
from factcheck.scale.address import is_address, read_address

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import TypeGuard

    from factcheck.datatypes import Encoder
    from factcheck.index import ReferenceIndex, UnitedIndex
    from factcheck.scale.postgres import PostgresIndex
    from factcheck.settings import Settings


def open_store(
    places: Sequence[str | Path], *, encoder: Encoder | None = None, settings: Settings | None = None
) -> ReferenceIndex | UnitedIndex | PostgresIndex:
    """Open one index, or several folders as one; takes what `ReferenceIndex.open` and `PostgresIndex.open` do.

    Raises:
        InputError: there are none, a shared store is named beside others, or the extra `postgres` is not installed.
        IndexStoreError: one cannot be used.
    """
    distinct = list(dict.fromkeys(places))
    shared = [str(place) for place in distinct if is_address(place)]
    if not shared:
        from factcheck.index import open_indexes  # noqa: PLC0415 - loads numpy and SQLite

        return open_indexes(distinct, encoder=encoder, settings=settings)
    if len(distinct) > 1:
        raise InputError(
            f"A shared store cannot be used together with other indexes, got {read_address(shared[0]).shown!r} among "
            f"{len(distinct)}; add their reports to it, or copy it to a folder with `factcheck index copy`."
        )
    return open_shared(shared[0], encoder=encoder, settings=settings)


def open_one(
    place: str | Path, *, encoder: Encoder | None = None, settings: Settings | None = None
) -> ReferenceIndex | PostgresIndex:
    """Open one index; takes and raises what `open_store` does."""
    if is_address(place):
        return open_shared(str(place), encoder=encoder, settings=settings)
    from factcheck.index import ReferenceIndex  # noqa: PLC0415 - loads numpy and SQLite

    return ReferenceIndex.open(place, encoder=encoder, settings=settings)


def open_shared(address: str, *, encoder: Encoder | None = None, settings: Settings | None = None) -> PostgresIndex:
    """Open an index in PostgreSQL; takes and raises what `PostgresIndex.open` does.

    Raises:
        InputError: the extra `postgres` is not installed.
    """
    require_postgres()
    from factcheck.scale.postgres import PostgresIndex  # noqa: PLC0415 - the extra's libraries

    return PostgresIndex.open(address, encoder=encoder, settings=settings)


def is_shared(index: object) -> TypeGuard[PostgresIndex]:
    """Tell whether an open index is one in PostgreSQL."""
    if "psycopg" not in sys.modules:
        return False
    from factcheck.scale.postgres import PostgresIndex  # noqa: PLC0415 - the extra's libraries

    return isinstance(index, PostgresIndex)


def require_postgres() -> None:
    """Check that the libraries of the extra `postgres` are installed.

    Raises:
        InputError: one is not.
    """
    try:
        import pgvector  # noqa: F401, PLC0415 - only to know
        import psycopg  # noqa: F401, PLC0415 - likewise
        import psycopg_pool  # noqa: F401, PLC0415 - likewise
    except ImportError as err:
        raise InputError(
            f"An index in PostgreSQL needs libraries that are not installed, got no {err.name!r}; "
            "install them with `pip install 'factcheck-desk[postgres]'`."
        ) from err
