"""Compares a claim with a passage word by word: numbers, dates, names, polarity, modality, direction, quotes, roles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.plain import PlainText, plain
from factcheck.verdicts.checks.comparison import check_comparison
from factcheck.verdicts.checks.dates.compare import check_dates
from factcheck.verdicts.checks.modality import check_modality
from factcheck.verdicts.checks.names import check_names
from factcheck.verdicts.checks.numbers.compare import check_numbers
from factcheck.verdicts.checks.pivots import check_pivots
from factcheck.verdicts.checks.polarity import check_polarity
from factcheck.verdicts.checks.quotes import check_quotes
from factcheck.verdicts.checks.roles import check_roles
from factcheck.verdicts.checks.scope import check_scope

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
    check_pivots,
    check_scope,
    check_quotes,
    check_roles,
)


def run_checks(*, claim: str, premise: str, published: str | None = None) -> tuple[Finding, ...]:
    """Compare a claim with a passage by every check; () when neither has anything a check looks at.

    `published` is the ISO 8601 date of the passage's report, for relative times; None when unknown. White space,
    zero-width characters and marks of Markdown change no finding; spans count characters of the texts given.

    >>> [str(f.relation) for f in run_checks(claim="It hired 21 nurses.", premise="It hired 12 nurses.")]
    ['differs']
    """
    mine, other = plain(claim), plain(premise)
    found = (each for check in CHECKS for each in check(claim=mine.text, premise=other.text, published=published))
    return tuple(_placed(each, mine, other) for each in found)


def _placed(finding: Finding, claim: PlainText, premise: PlainText) -> Finding:
    """Give a finding on plain texts the spans of the original ones."""
    return replace(
        finding,
        claim_span=finding.claim_span and claim.locate(finding.claim_span),
        premise_span=finding.premise_span and premise.locate(finding.premise_span),
    )
