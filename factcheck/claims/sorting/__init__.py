"""Tells the sentences of an article that state something from all others, and says why the others state nothing."""

from factcheck.claims.sorting.readings import SentenceKind, SentenceReading
from factcheck.claims.sorting.sort import sort_sentences

__all__ = ["SentenceKind", "SentenceReading", "sort_sentences"]
