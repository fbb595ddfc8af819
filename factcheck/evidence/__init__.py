"""Finds the passages that may decide a claim: by meaning and by words, the likeliest report first."""

from factcheck.evidence.retrieve import EvidenceStore, Retrieved, retrieve

__all__ = ["EvidenceStore", "Retrieved", "retrieve"]
