"""Keeps checked reports with what they cite, and tells what became of it: `Ledger`, `recheck`, `replay`, `Shelf`."""

from factcheck.ledger.citations import Citation, citations_of, words_sha256
from factcheck.ledger.ledger import Entry, Kept, Ledger, Rejudgement
from factcheck.ledger.rechecking import Affected, Recheck, recheck
from factcheck.ledger.replaying import Differing, Mismatch, Replay, mismatches, replay
from factcheck.ledger.shelf import LOST, Found, Shelf, Standing

__all__ = [
    "LOST",
    "Affected",
    "Citation",
    "Differing",
    "Entry",
    "Found",
    "Kept",
    "Ledger",
    "Mismatch",
    "Recheck",
    "Rejudgement",
    "Replay",
    "Shelf",
    "Standing",
    "citations_of",
    "mismatches",
    "recheck",
    "replay",
    "words_sha256",
]
