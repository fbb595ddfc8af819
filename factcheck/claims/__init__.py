"""Cuts an article into checkable claims with exact character offsets, and says why other sentences are none."""

from factcheck.claims.antecedents import refers_to_time, resolved, resolved_claim
from factcheck.claims.extract import extract_claims, skipped_sentences
from factcheck.claims.readings import SentenceKind, SentenceReading
from factcheck.claims.sorting import sort_sentences

__all__ = [
    "SentenceKind",
    "SentenceReading",
    "extract_claims",
    "refers_to_time",
    "resolved",
    "resolved_claim",
    "skipped_sentences",
    "sort_sentences",
]
