"""Says in factcheck's own errors what PostgreSQL refused."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import psycopg
from psycopg import errors
from psycopg_pool import PoolClosed, PoolTimeout

from factcheck.errors import FactCheckError, IndexLockedError, IndexMissingError, IndexStoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MISSING = (errors.UndefinedTable, errors.InvalidSchemaName, errors.InvalidCatalogName, errors.UndefinedColumn)
_REFUSED = (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction)
_BUSY = (errors.LockNotAvailable, errors.QueryCanceled, errors.DeadlockDetected, errors.SerializationFailure)


@contextlib.contextmanager
def translating(name: str) -> Iterator[None]:
    """Turn PostgreSQL's errors into IndexStoreError and its kinds; `name` is the store as the user knows it."""
    try:
        yield
    except PoolClosed as err:
        raise IndexStoreError(f"The index {name!r} is closed; open it again before using it.") from err
    except PoolTimeout as err:
        raise IndexStoreError(
            f"The store {name!r} cannot be reached within the time allowed; is the server running, and are host, "
            "user and password right?"
        ) from err
    except psycopg.Error as err:
        raise _translated(err, name) from err


def _translated(err: psycopg.Error, name: str) -> FactCheckError:
    said = str(err).splitlines()[0] if str(err) else type(err).__name__
    if isinstance(err, _MISSING):
        return missing(name)
    if isinstance(err, _REFUSED):
        return IndexStoreError(
            f"The store {name!r} refused this ({said}); this user may only read it. Use one that is a member of the "
            "index's writers."
        )
    if isinstance(err, _BUSY):
        return IndexLockedError(f"Another process is writing to the index {name!r}; try again when it is done.")
    if isinstance(err, errors.DiskFull | errors.OutOfMemory):
        return IndexStoreError(f"The server of {name!r} has no room left ({said}); nothing was changed.")
    if isinstance(err, psycopg.OperationalError):
        return IndexStoreError(
            f"The connection to the store {name!r} failed ({said}); nothing half done was kept. "
            "Try again when the server is back."
        )
    return IndexStoreError(f"PostgreSQL cannot serve the index {name!r}: {said}.")


def missing(name: str) -> IndexMissingError:
    """Make the error for a store without such an index."""
    return IndexMissingError(
        f"There is no index at {name!r}; make one with `factcheck index build {name} REPORTS`, or copy one there with "
        f"`factcheck index copy FROM {name}`."
    )
