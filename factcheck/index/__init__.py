"""Keeps trusted references, their passages and vectors: SQLite is the truth, FAISS a cache that can be made again."""

from __future__ import annotations

from factcheck.index.building import build_index
from factcheck.index.changes import AddSummary
from factcheck.index.checking import verify_index
from factcheck.index.comparison import ChangedReference, IndexDifference, compare_references
from factcheck.index.exporting import export_index
from factcheck.index.folder import holds_index, put_back
from factcheck.index.importing import import_index
from factcheck.index.reference_index import ReferenceIndex
from factcheck.index.refresh import Gone, RefreshSummary, refresh_index
from factcheck.index.united import UnitedIndex, open_indexes
from factcheck.index.verification import Fault, Verification

__all__ = [
    "AddSummary",
    "ChangedReference",
    "Fault",
    "Gone",
    "IndexDifference",
    "ReferenceIndex",
    "RefreshSummary",
    "UnitedIndex",
    "Verification",
    "build_index",
    "compare_references",
    "export_index",
    "holds_index",
    "import_index",
    "open_indexes",
    "put_back",
    "refresh_index",
    "verify_index",
]
