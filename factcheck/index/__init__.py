"""Keeps trusted references, their passages and vectors: SQLite is the truth, FAISS a cache that can be made again."""

from __future__ import annotations

from factcheck.index.building import build_index
from factcheck.index.changes import AddSummary
from factcheck.index.folder import holds_index, put_back
from factcheck.index.reference_index import ReferenceIndex
from factcheck.index.refresh import Gone, RefreshSummary, refresh_index

__all__ = [
    "AddSummary",
    "Gone",
    "ReferenceIndex",
    "RefreshSummary",
    "build_index",
    "holds_index",
    "put_back",
    "refresh_index",
]
