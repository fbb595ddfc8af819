"""Checks an index in a folder, sound or too damaged to be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.errors import IndexCorruptError
from factcheck.index.reference_index import ReferenceIndex
from factcheck.index.verification import Fault, Verification

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.settings import Settings


def verify_index(path: str | Path, *, settings: Settings | None = None) -> Verification:
    """Check everything in an index; one that cannot be opened has that as its fault.

    Args:
        path: the folder.
        settings: as for `ReferenceIndex.open`.

    Raises:
        IndexMissingError: there is no index in the folder.
        IndexMismatchError: it has another format version.
        IndexStoreError: it cannot be read.
    """
    try:
        with ReferenceIndex.open(path, settings=settings) as index:
            return index.inspect()
    except IndexCorruptError as err:
        return Verification(faults=(Fault(reference_id=None, what=str(err)),))
