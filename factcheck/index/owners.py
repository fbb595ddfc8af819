"""Tells which reference a passage belongs to by its row id, without reading the passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from factcheck.index import queries, word_queries

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Owners:
    """The references of one state of an index by the row id of their first passage, ascending.

    The passages of a reference are written together, so their row ids lie in a row.
    """

    version: int
    first_row_ids: NDArray[np.int64]
    reference_ids: tuple[str, ...]

    def holders(self, db: sqlite3.Connection, term: str, *, most: int) -> list[str]:
        """Give the ids of the references that hold a term, once for each passage that does, at most so many."""
        row_ids = word_queries.rows_with(db, term, most=most)
        places = np.searchsorted(self.first_row_ids, row_ids, side="right") - 1
        return [self.reference_ids[place] for place in places.tolist()]


def owners_of(db: sqlite3.Connection, known: Owners | None) -> Owners:
    """Give the owners of the state that an index is in: those known, if they are of it."""
    version = int(queries.meta(db, "content_version") or 0)
    if known is not None and known.version == version:
        return known
    rows = sorted(queries.first_row_ids(db))
    return Owners(
        version=version,
        first_row_ids=np.array([row_id for row_id, _ in rows], dtype=np.int64),
        reference_ids=tuple(reference_id for _, reference_id in rows),
    )
