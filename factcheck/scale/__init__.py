"""Outgrowing one machine: an index that many desks share in PostgreSQL, and jobs over many machines with Ray."""

from __future__ import annotations

from factcheck.scale.address import is_address, read_address
from factcheck.scale.opening import is_shared, open_one, open_shared, open_store, require_postgres

__all__ = ["is_address", "is_shared", "open_one", "open_shared", "open_store", "read_address", "require_postgres"]
