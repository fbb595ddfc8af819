"""Compares the dates and times of a claim with those of a passage."""

from __future__ import annotations

from factcheck.verdicts.checks.dates.compare import check_dates
from factcheck.verdicts.checks.dates.grammar import Mention, parse_dates

__all__ = ["Mention", "check_dates", "parse_dates"]
