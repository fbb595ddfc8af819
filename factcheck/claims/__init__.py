"""Cuts an article into checkable claims with exact character offsets, and says why other sentences are none."""

from factcheck.claims.antecedents import is_subject_untold, open_subject, refers_to_time, resolved, resolved_claim
from factcheck.claims.extract import claims_and_skipped, extract_claims, skipped_sentences
from factcheck.claims.parts import SERVED_LANGUAGES, foreign_language
from factcheck.claims.said_apart import said_apart
from factcheck.claims.sorting import SentenceKind, SentenceReading, sort_sentences

__all__ = [
    "SERVED_LANGUAGES",
    "SentenceKind",
    "SentenceReading",
    "claims_and_skipped",
    "extract_claims",
    "foreign_language",
    "is_subject_untold",
    "open_subject",
    "refers_to_time",
    "resolved",
    "resolved_claim",
    "said_apart",
    "skipped_sentences",
    "sort_sentences",
]
