"""Finds passages in PostgreSQL: by meaning, by words, and by both in one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from pgvector import HalfVector

from factcheck.index.ranking import ranked_exactly
from factcheck.scale.postgres import queries
from factcheck.scale.postgres.where import ALL, Where

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from psycopg import Connection

    from factcheck.datatypes import Passage, ScoredPassage

    Db = Connection[Any]

N_COMPARED = 10_000
"""Passages up to which there is no HNSW index and all are compared, exactly: that takes a few milliseconds."""

RANK_CONSTANT = 60
"""Added to a rank before it is inverted (reciprocal rank fusion; Cormack, Clarke and Buettcher 2009)."""

_BESIDE = 16  # more candidates than asked for, as for FAISS
_SLACK = 1e-3  # half precision of the query moves an inner product of unit vectors by up to 2**-11, with room

# BM25 as SQLite's FTS5 computes it (k1 1.2, b 0.75, an idf of at least 1e-6), each operation in the same order, so that
# the same passages tie and the same stand first.
_HOLDING = """
term AS MATERIALIZED (
    SELECT number, (value ->> 'query')::tsquery AS query,
        ARRAY(SELECT jsonb_array_elements_text(value -> 'tokens')) AS tokens
    FROM jsonb_array_elements(%(terms)s::jsonb) WITH ORDINALITY AS given (value, number)
),
holding AS MATERIALIZED (
    SELECT term.number, found.id, found.n_tokens::float8 AS n_tokens, found.frequency::float8 AS frequency
    FROM term CROSS JOIN LATERAL (
        SELECT p.id, p.n_tokens, CASE WHEN cardinality(term.tokens) = 1
            THEN coalesce((p.repeated ->> term.tokens[1])::integer, 1)
            ELSE phrase_frequency(p.words, term.tokens) END AS frequency
        FROM passages AS p WHERE p.words @@ term.query
    ) AS found
),
weight AS (
    SELECT number, CASE WHEN idf > 0 THEN idf ELSE 1e-6::float8 END AS idf
    FROM (
        SELECT number, ln(((SELECT n_passages::float8 FROM state) - count(*) + 0.5::float8)
            / (count(*) + 0.5::float8)) AS idf
        FROM holding GROUP BY number
    ) AS counted
),
scored AS (
    SELECT id, sum(
        idf * ((frequency * 2.2::float8)
            / (frequency + 1.2::float8 * ((1 - 0.75::float8) + 0.75::float8 * n_tokens
                / (SELECT state.n_tokens::float8 / nullif(n_passages, 0) FROM state))))
        ORDER BY number
    ) AS bm25
    FROM holding JOIN weight USING (number) GROUP BY id
)
"""
_BY_ID = "(p.reference_id || ':' || p.position) COLLATE \"C\""


def nearest(db: Db, vectors: NDArray[np.float32], *, k: int, dim: int, where: Where = ALL) -> list[list[ScoredPassage]]:
    """Find the k passages nearest to each row, shape (q, dim); similarity descending, ties by passage id.

    PostgreSQL names candidates; similarities are those of an embedded index, to the last of their six decimals. There
    are k of them whenever the index holds as many that fit.
    """
    condition, parameters = where.as_sql(db)
    return [_nearest(db, vector, k, dim, condition, parameters) for vector in vectors]


def _nearest(
    db: Db, vector: NDArray[np.float32], k: int, dim: int, condition: str, parameters: dict[str, Any]
) -> list[ScoredPassage]:
    n_asked = k + _BESIDE
    while True:
        passages, rows = _candidates(db, vector, n_asked, dim, condition, parameters)
        if not passages:
            return []
        found = ranked_exactly(vector, passages, rows)
        least = float(rows[-1].astype(np.float64) @ vector.astype(np.float64))
        if len(passages) < n_asked or len(found) < k or least < found[k - 1].similarity - _SLACK:
            return found[:k]
        n_asked *= 4  # passages that were not named may tie with the last one


def _candidates(
    db: Db, vector: NDArray[np.float32], n: int, dim: int, condition: str, parameters: dict[str, Any]
) -> tuple[list[Passage], NDArray[np.float32]]:
    """Give the n passages that are nearest in half precision, with their vectors, nearest first."""
    statement = (
        f"SELECT {queries.PASSAGE}, p.vector FROM passages AS p WHERE {condition} "  # noqa: S608 - fixed words
        f"ORDER BY p.vector::halfvec({dim:d}) <#> %(vector)s::halfvec({dim:d}) LIMIT %(n)s"
    )
    given = {**parameters, "vector": HalfVector(vector.astype(np.float16)), "n": n}
    with db.cursor(binary=True) as cursor:
        rows = cursor.execute(statement, given).fetchall()
        if len(rows) < n and len(rows) < _n_fitting(db, condition, parameters, most=n):
            # HNSW gave up before it had n that fit; comparing all that fit takes longer and misses none.
            cursor.execute("SET LOCAL enable_indexscan = off")
            rows = cursor.execute(statement, given).fetchall()
            cursor.execute("SET LOCAL enable_indexscan = on")
    return [queries.passage(row[:5]) for row in rows], queries.matrix([queries.vector(row[5]) for row in rows])


def _n_fitting(db: Db, condition: str, parameters: dict[str, Any], *, most: int) -> int:
    statement = f"SELECT count(*) FROM (SELECT FROM passages AS p WHERE {condition} LIMIT %(most)s) AS fitting"  # noqa: S608 - fixed words
    return int(queries.one(db, statement, {**parameters, "most": most})[0])


def matching(db: Db, terms: str, *, k: int) -> list[Passage]:
    """Give up to k passages that hold any of the terms (see `as_terms`), best BM25 first, ties by passage id."""
    statement = (
        f"WITH {_HOLDING} SELECT {queries.PASSAGE} FROM scored JOIN passages AS p USING (id) "  # noqa: S608 - fixed words
        f"ORDER BY scored.bm25 DESC, {_BY_ID} LIMIT %(k)s"
    )
    return [queries.passage(row) for row in db.execute(statement, {"terms": terms, "k": k})]


def hybrid(
    db: Db, terms: str, vector: NDArray[np.float32], *, k: int, dim: int, where: Where = ALL
) -> list[tuple[Passage, float]]:
    """Give the k passages that fit and stand first by meaning or by words, with their fused rank, best first.

    One statement ranks by meaning, by BM25, and fuses the ranks: the sum of 1 / (60 + rank). Ties by passage id.
    """
    condition, parameters = where.as_sql(db)
    statement = f"""
        WITH {_HOLDING},
        by_meaning AS (
            SELECT id, row_number() OVER (ORDER BY distance, named) AS rank FROM (
                SELECT p.id, {_BY_ID} AS named, p.vector::halfvec({dim:d}) <#> %(vector)s::halfvec({dim:d}) AS distance
                FROM passages AS p WHERE {condition} ORDER BY distance LIMIT %(n)s
            ) AS near
        ),
        by_words AS (
            SELECT p.id, row_number() OVER (ORDER BY scored.bm25 DESC, {_BY_ID}) AS rank
            FROM scored JOIN passages AS p USING (id) WHERE {condition}
            ORDER BY scored.bm25 DESC, {_BY_ID} LIMIT %(n)s
        ),
        fused AS (
            SELECT id, sum(1.0::float8 / ({RANK_CONSTANT} + rank)) AS fused
            FROM (SELECT * FROM by_meaning UNION ALL SELECT * FROM by_words) AS ranks GROUP BY id
        )
        SELECT {queries.PASSAGE}, fused FROM fused JOIN passages AS p USING (id)
        ORDER BY fused DESC, {_BY_ID} LIMIT %(k)s"""  # noqa: S608 - fixed words
    given = {**parameters, "terms": terms, "vector": HalfVector(vector.astype(np.float16)), "k": k, "n": k + _BESIDE}
    rows = db.execute(statement, given).fetchall()
    if len(rows) < k and len(rows) < _n_fitting(db, condition, parameters, most=k):
        db.execute("SET LOCAL enable_indexscan = off")
        rows = db.execute(statement, given).fetchall()
        db.execute("SET LOCAL enable_indexscan = on")
    return [(queries.passage(row[:5]), float(row[5])) for row in rows]


def n_holding(db: Db, terms: str) -> list[int]:
    """Count the passages that hold each of the terms, in their order."""
    rows = db.execute(
        "SELECT (SELECT count(*) FROM passages AS p WHERE p.words @@ (value ->> 'query')::tsquery) "
        "FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS given (value, number) ORDER BY number",
        (terms,),
    )
    return [int(n) for (n,) in rows]


def holders(db: Db, terms: str, *, most: int) -> list[list[str]]:
    """Give the ids of the references that hold each term, once for each passage that does, at most so many."""
    rows = db.execute(
        "SELECT ARRAY(SELECT p.reference_id FROM passages AS p WHERE p.words @@ (value ->> 'query')::tsquery LIMIT %s) "
        "FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS given (value, number) ORDER BY number",
        (most, terms),
    )
    return [list(names) for (names,) in rows]
