"""The shared store: an index in PostgreSQL with pgvector, used by many desks at once."""

from __future__ import annotations

from factcheck.scale.address import is_address, read_address
from factcheck.scale.postgres.copying import build_shared, copy_index
from factcheck.scale.postgres.index import PostgresIndex
from factcheck.scale.postgres.where import Where

__all__ = ["PostgresIndex", "Where", "build_shared", "copy_index", "is_address", "read_address"]
