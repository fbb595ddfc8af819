"""Finds the passages that may decide a claim: by meaning and by words, the likeliest report first."""

from factcheck.evidence.retrieve import CLAIMS_WEIGHED, Retrieved, retrieve

__all__ = ["CLAIMS_WEIGHED", "Retrieved", "retrieve"]
