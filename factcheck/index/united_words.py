"""Finds passages by words in several indexes as if they were one: BM25 over the statistics of all of them.

BM25 is that of SQLite's FTS5 (Robertson and Zaragoza 2009, k1 1.2 and b 0.75, an idf of at least 1e-6). FTS5 weighs a
word by the statistics of one index, so how often a passage holds it is worked out from that weight, and weighed again
by the statistics of all.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.index import queries, word_queries
from factcheck.index.lexical import any_of, query_terms, rarest

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from factcheck.datatypes import Passage
    from factcheck.index.owners import Owners

    Part = tuple[sqlite3.Connection, frozenset[str]]
    """An index, and the references of it that are not counted because an index before it holds them."""

    Place = tuple[int, int]
    """The number of a part, and the row id of a passage in it."""

_K1, _B = 1.2, 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sizes:
    """How many passages an index counts, and how many tokens they have."""

    n_rows: int
    n_tokens: int

    @property
    def mean(self) -> float:
        return self.n_tokens / self.n_rows

    def idf(self, n_holding: int) -> float:
        """Give the inverse document frequency of a term that so many passages hold."""
        idf = math.log((self.n_rows - n_holding + 0.5) / (n_holding + 0.5))
        return idf if idf > 0.0 else 1e-6

    def damping(self, n_tokens: int) -> float:
        """Give what is added to a frequency below the fraction, for a passage of so many tokens."""
        return _K1 * (1 - _B + _B * n_tokens / self.mean)


def matching(parts: Sequence[Part], query: str, *, k: int) -> list[Passage]:
    """Give up to k passages that share telling words with the query, best BM25 first, ties by passage id."""
    masked = [rows_of(db, ids) for db, ids in parts]

    def n_holding(term: str) -> int:
        held = (set(word_queries.rows_with(db, term).tolist()) for db, _ in parts)
        return sum(len(rows - left_out) for rows, left_out in zip(held, masked, strict=True))

    found = [
        {
            (number, row_id): frequency_and_size
            for number, (db, _) in enumerate(parts)
            for row_id, frequency_and_size in _frequencies(db, term).items()
            if row_id not in masked[number]
        }
        for term in rarest(query_terms(query), n_holding)
    ]
    scores = _scores(found, _united_sizes(parts, masked))
    return _best(parts, scores, k)


def holders(parts: Sequence[tuple[sqlite3.Connection, frozenset[str], Owners]], term: str, *, most: int) -> list[str]:
    """Give the ids of the references that hold a term, once for each passage that does, at most so many."""
    every = [name for db, masked, owners in parts for name in owners.holders(db, term, most=most) if name not in masked]
    return every[:most]


def rows_of(db: sqlite3.Connection, reference_ids: frozenset[str]) -> frozenset[int]:
    """Give the row ids of the passages of some references."""
    return frozenset(row_id for name in reference_ids for row_id in queries.row_ids(db, name))


def _scores(by_term: Sequence[dict[Place, tuple[int, int]]], sizes: _Sizes) -> dict[Place, float]:
    """Give the BM25 of every passage that holds a term, added up in the order of the terms as FTS5 does."""
    scores: dict[Place, float] = defaultdict(float)
    for found in by_term:
        idf = sizes.idf(len(found)) if found else 0.0
        for place, (frequency, n_tokens) in found.items():
            scores[place] += idf * ((frequency * (_K1 + 1.0)) / (frequency + sizes.damping(n_tokens)))
    return scores


def _best(parts: Sequence[Part], scores: dict[Place, float], k: int) -> list[Passage]:
    least = sorted(scores.values(), reverse=True)[:k][-1:]
    near = [place for place, score in scores.items() if score >= least[0]] if least else []
    passages = {
        (number, row_id): passage
        for number, (db, _) in enumerate(parts)
        for row_id, passage in queries.passages_in(db, [row for part, row in near if part == number]).items()
    }
    near.sort(key=lambda place: (-scores[place], passages[place].passage_id))
    return [passages[place] for place in near[:k]]


def _frequencies(db: sqlite3.Connection, term: str) -> dict[int, tuple[int, int]]:
    """Give how often each passage of an index holds a term, and how many tokens the passage has, by row id."""
    rows = db.execute(
        "SELECT words.rowid, bm25(words), d.sz FROM words JOIN words_docsize AS d ON d.id = words.rowid "
        "WHERE words MATCH ?",
        (any_of([term]),),
    ).fetchall()
    if not rows:
        return {}
    sizes = _sizes(db)
    idf = sizes.idf(len(rows))
    found = {}
    for row_id, weight, size in rows:
        (n_tokens,) = _varints(size)
        share = -weight / idf / (_K1 + 1.0)  # frequency / (frequency + damping)
        found[row_id] = (round(share * sizes.damping(n_tokens) / (1.0 - share)), n_tokens)
    return found


def _sizes(db: sqlite3.Connection) -> _Sizes:
    """Read how many rows FTS5 counts and how many tokens: the first record of its data, in its own format."""
    row = db.execute("SELECT block FROM words_data WHERE id = 1").fetchone()
    counted = _varints(row[0]) if row is not None and row[0] else [0, 0]
    return _Sizes(n_rows=counted[0], n_tokens=counted[1])


def _united_sizes(parts: Sequence[Part], masked: Sequence[frozenset[int]]) -> _Sizes:
    n_rows = n_tokens = 0
    for (db, _), left_out in zip(parts, masked, strict=True):
        sizes = _sizes(db)
        skipped = db.execute(
            "SELECT sz FROM words_docsize WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(left_out)),)
        )
        n_rows += sizes.n_rows - len(left_out)
        n_tokens += sizes.n_tokens - sum(_varints(size)[0] for (size,) in skipped)
    return _Sizes(n_rows=n_rows, n_tokens=n_tokens)


def _varints(blob: bytes) -> list[int]:
    """Read SQLite's variable-length integers: seven bits a byte, the most significant first.

    >>> _varints(bytes([5, 0x81, 0x00]))
    [5, 128]
    """
    numbers, number = [], 0
    for byte in blob:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            numbers.append(number)
            number = 0
    return numbers
