"""Keeps trusted references, their passages and vectors: SQLite is the truth, FAISS a cache that can be made again."""

from __future__ import annotations

from factcheck.index.changes import AddSummary
from factcheck.index.reference_index import ReferenceIndex

__all__ = ["AddSummary", "ReferenceIndex"]
