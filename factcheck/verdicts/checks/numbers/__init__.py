"""Compares the quantities of a claim with those of a passage."""

from __future__ import annotations

from factcheck.verdicts.checks.numbers.compare import check_numbers
from factcheck.verdicts.checks.numbers.grammar import Quantity, parse_quantities

__all__ = ["Quantity", "check_numbers", "parse_quantities"]
