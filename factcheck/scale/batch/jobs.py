"""The two jobs: checking claims, and embedding reports for an index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from factcheck import errors
from factcheck.checker import FactChecker
from factcheck.errors import IndexStoreError
from factcheck.models import load_encoder
from factcheck.scale.batch.checking import check_rows, failed_rows
from factcheck.scale.batch.indexing import EMBEDDED, embed_rows
from factcheck.scale.batch.running import Job
from factcheck.scale.opening import open_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.datatypes import Encoder
    from factcheck.settings import Settings

    Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenChecker:
    """Opens an index and makes a checker of it, where it is called: settings and address travel, models do not."""

    index: str
    settings: Settings

    def __call__(self) -> FactChecker:
        """Make the checker."""
        return FactChecker(open_one(self.index, settings=self.settings), settings=self.settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadEncoder:
    """Loads the encoder of some settings, where it is called."""

    settings: Settings

    def __call__(self) -> Encoder:
        """Load the encoder."""
        return load_encoder(self.settings.encoder, settings=self.settings)


def check_job(source: str, output: str, make: Callable[[], FactChecker], **told: Any) -> Job:  # noqa: ANN401 - fields of Job
    """Make the job that checks claims; `make` gives the checker of a worker, `told` are further fields of `Job`."""
    return Job(kind="check", source=source, output=output, make=_Check(make=make), refuse=failed_rows, **told)


def index_job(source: str, output: str, make: Callable[[], Encoder], **told: Any) -> Job:  # noqa: ANN401 - likewise
    """Make the job that embeds reports; `make` gives the encoder of a worker, `told` are further fields of `Job`."""
    return Job(kind="index", source=source, output=output, make=_Embed(make=make), refuse=_not_embedded, **told)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Check:
    make: Callable[[], FactChecker]

    def __call__(self) -> Callable[[Rows], pa.Table]:
        checker = self.make()
        return lambda rows: _require_index(check_rows(rows, checker))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Embed:
    make: Callable[[], Encoder]

    def __call__(self) -> Callable[[Rows], pa.Table]:
        encoder = self.make()
        return lambda rows: embed_rows(rows, encoder)


def _require_index(table: pa.Table) -> pa.Table:
    """Raise when claims failed because the index could not be used: that is no finding about them.

    Raises:
        IndexStoreError: it could not.
    """
    for name, message in zip(table.column("error").to_pylist(), table.column("message").to_pylist(), strict=True):
        kind = getattr(errors, name or "", None)
        if kind is not None and issubclass(kind, IndexStoreError):
            raise kind(message)
    return table


def _not_embedded(rows: Rows, error: str, message: str) -> pa.Table:
    told = {"error": error, "message": message}
    named = [{"id": row["_id"], "source": row["_source"], "offset": row["_offset"]} for row in rows]
    return pa.Table.from_pylist([row | told for row in named], schema=EMBEDDED)
