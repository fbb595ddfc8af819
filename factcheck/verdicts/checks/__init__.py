"""Compares a claim with a passage word by word: numbers, dates, names, polarity, modality, direction, quotes, roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.verdicts.checks.comparison import check_comparison
from factcheck.verdicts.checks.dates.compare import check_dates
from factcheck.verdicts.checks.modality import check_modality
from factcheck.verdicts.checks.names import check_names
from factcheck.verdicts.checks.numbers.compare import check_numbers
from factcheck.verdicts.checks.polarity import check_polarity
from factcheck.verdicts.checks.quotes import check_quotes
from factcheck.verdicts.checks.roles import check_roles

if TYPE_CHECKING:
    from factcheck.datatypes import Finding

__all__ = ["CHECKS", "run_checks"]

# In this order the findings come, and of two findings about the same words the first one explains the verdict.
CHECKS = (
    check_numbers,
    check_dates,
    check_names,
    check_polarity,
    check_modality,
    check_comparison,
    check_quotes,
    check_roles,
)


def run_checks(*, claim: str, premise: str, published: str | None = None) -> tuple[Finding, ...]:
    """Compare a claim with a passage by every check; () when neither has anything a check looks at.

    `published` is the ISO 8601 date of the passage's report, for relative times; None when unknown.

    >>> [str(f.relation) for f in run_checks(claim="It hired 21 nurses.", premise="It hired 12 nurses.")]
    ['differs']
    """
    return tuple(finding for check in CHECKS for finding in check(claim=claim, premise=premise, published=published))
