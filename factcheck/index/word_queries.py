"""What the words of the passages in the SQLite file of an index can be asked: FTS5's answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from factcheck.index import queries
from factcheck.index.lexical import any_of, query_terms, rarest

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

    from factcheck.datatypes import Passage

_N_SPARE = 8  # passages asked for beyond the k best, so that those that tie with the last are seen at once


def matching(db: sqlite3.Connection, query: str, *, k: int) -> list[Passage]:
    """Give up to k passages that share telling words with the query, best BM25 first, ties by passage id."""
    terms = query_terms(query)
    terms = rarest(terms, _n_holding(db, terms).__getitem__)
    if not terms:
        return []
    n_asked = k + _N_SPARE
    while True:
        ranks = db.execute(
            "SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", (any_of(terms), n_asked)
        ).fetchall()
        if len(ranks) < n_asked or ranks[-1][1] > ranks[k - 1][1]:
            break
        n_asked *= 4  # passages that were not given may tie with the last one
    passages = queries.passages_in(db, (row_id for row_id, _ in ranks))
    found = sorted((rank, passages[row_id].passage_id, row_id) for row_id, rank in ranks)
    return [passages[row_id] for _, _, row_id in found[:k]]


def rows_with(db: sqlite3.Connection, term: str, *, most: int = -1) -> NDArray[np.int64]:
    """Give the row ids of the passages that hold a term, ascending, shape (n,); at most so many, -1 for all."""
    rows = db.execute("SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (any_of([term]), most))
    return np.fromiter((row_id for (row_id,) in rows), dtype=np.int64)


def _n_holding(db: sqlite3.Connection, terms: list[str]) -> dict[str, int]:
    """Count the passages that hold each term."""
    quoted = {any_of([term]): term for term in terms}
    rows = db.execute(
        "SELECT value, (SELECT count(*) FROM words WHERE words MATCH value) FROM json_each(?)",
        (json.dumps(list(quoted)),),
    )
    return {quoted[name]: int(n_passages) for name, n_passages in rows}
