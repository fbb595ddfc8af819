"""Editors' decisions on verdicts: kept in a file, shown in later reports, summed up as error rates."""

from __future__ import annotations

from factcheck.decisions.apply import apply, look_up
from factcheck.decisions.book import DecisionBook
from factcheck.decisions.entries import DamagedLine, Withdrawal
from factcheck.decisions.keys import claim_key, evidence_key
from factcheck.decisions.rates import Rate, error_rates

__all__ = [
    "DamagedLine",
    "DecisionBook",
    "Rate",
    "Withdrawal",
    "apply",
    "claim_key",
    "error_rates",
    "evidence_key",
    "look_up",
]
