"""Checks a table of claims: the one function that an engine calls, whichever it is."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from factcheck.checker import FactChecker
from factcheck.datatypes import Claim
from factcheck.errors import FactCheckError, InputError
from factcheck.report.arrow import OUTCOME, outcome_row, utf8
from factcheck.scale.opening import open_one
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

CHECKED = pa.schema(
    [
        ("id", pa.string()),
        ("key", pa.string()),
        ("source", pa.string()),
        ("offset", pa.int64()),
        ("article", pa.string()),
        ("claim", pa.string()),
        *OUTCOME,
    ]
)
"""The columns of what `check_batch` gives. A row that failed has `error` and `message`, and no verdict."""


def check_batch(table: pa.Table, checker: FactChecker | None = None) -> pa.Table:
    """Check a table of claims, a row each, and give their verdicts in the same order, with the columns of `CHECKED`.

    Rows that follow each other with one `article` are the claims of one article, which tell together what it is about;
    a row without is checked by itself. So the verdicts do not depend on how an engine has cut its batches, as long as
    it parts no article. Failures are rows: nothing is raised for a claim.

    Args:
        table: with a column `claim`; `context` (the sentence before it), `article` and `id` may be there, and the last
            is passed on.
        checker: what to check with; None takes one for this process, of the settings (`FACTCHECK_INDEX` and others).

    Raises:
        InputError: there is no column `claim`.
        IndexStoreError: the index cannot be used.
        ModelError: a model could not be loaded.
    """
    if "claim" not in table.column_names:
        raise InputError(f"A table of claims must have a column 'claim', got {table.column_names!r}.")
    return check_rows(table.to_pylist(), checker or _own_checker())


def check_rows(rows: Sequence[dict[str, Any]], checker: FactChecker) -> pa.Table:
    """Check rows as `check_batch` does."""
    groups = [list(own) for article, own in groupby(enumerate(rows), key=_group)]
    wrong = {at: _fault(row) for at, row in enumerate(rows)}
    sound = [[(at, row) for at, row in group if wrong[at] is None] for group in groups]
    sound = [group for group in sound if group]
    outcomes = checker.check_together([_claims([row for _, row in group]) for group in sound])
    told: dict[int, dict[str, Any]] = {
        at: {"error": type(fault).__name__, "message": utf8(str(fault))}
        for at, fault in wrong.items()
        if fault is not None
    }
    for group, reached in zip(sound, outcomes, strict=True):
        told |= {at: outcome_row(outcome) for (at, _), outcome in zip(group, reached, strict=True)}
    return pa.Table.from_pylist([_carried(row) | told[at] for at, row in enumerate(rows)], schema=CHECKED)


def failed_rows(rows: Sequence[dict[str, Any]], error: str, message: str) -> pa.Table:
    """Give rows of which none could be checked."""
    return pa.Table.from_pylist(
        [_carried(row) | {"error": error, "message": utf8(message)} for row in rows], schema=CHECKED
    )


@lru_cache(maxsize=1)
def _own_checker() -> FactChecker:
    settings = Settings()
    return FactChecker(open_one(settings.index, settings=settings), settings=settings)


def _group(numbered: tuple[int, dict[str, Any]]) -> object:
    at, row = numbered
    article = row.get("article")
    return ("row", at) if article is None else ("article", str(article))


def _fault(row: dict[str, Any]) -> FactCheckError | None:
    if row.get("unreadable") is not None:
        return InputError(f"The row cannot be read: {row['unreadable']}.")
    claim = row.get("claim")
    if not isinstance(claim, str) or not claim.strip():
        return InputError(f"A claim must hold text, got {claim!r}; leave the row out.")
    return None


def _claims(rows: Sequence[dict[str, Any]]) -> list[Claim]:
    return [
        Claim(number=number, text=row["claim"], start=0, end=len(row["claim"]), context=row.get("context") or None)
        for number, row in enumerate(rows, 1)
    ]


def _carried(row: dict[str, Any]) -> dict[str, Any]:
    """Give what stands beside a verdict: of a job the ids that it gave, with the row's own as `key`."""
    named = {"id": row.get("_id", row.get("id")), "source": row.get("_source"), "key": None}
    if "_id" in row:
        named["key"] = row.get("id")
    texts = named | {"article": row.get("article"), "claim": row.get("claim")}
    carried: dict[str, Any] = {name: None if value is None else utf8(str(value)) for name, value in texts.items()}
    return carried | {"offset": row.get("_offset")}
