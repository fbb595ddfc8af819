"""Puts what editors decided beside the verdicts of a report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.datatypes import NotedDecision

if TYPE_CHECKING:
    from factcheck.datatypes import Verdict
    from factcheck.decisions.book import DecisionBook
    from factcheck.report import Report


def apply(report: Report, book: DecisionBook) -> Report:
    """Give the report with the decisions of the book, in place of those it had; its verdicts stay as they are.

    A decision on the same claim and the same evidence rules the claim, the last one made if there are several. Where
    there is none, the last one on other evidence is noted, and rules nothing.

    Raises:
        ReadError: the book's file cannot be read.
    """
    noted = (look_up(verdict, book) for verdict in report.verdicts)
    return replace(report, decisions=tuple(each for each in noted if each is not None))


def look_up(verdict: Verdict, book: DecisionBook) -> NotedDecision | None:
    """Give what a report says of decisions beside one verdict; None when the claim was never decided.

    Raises:
        ReadError: the book's file cannot be read.
    """
    if ruling := book.matching(verdict):
        return NotedDecision(number=verdict.claim.number, same_evidence=True, decision=ruling)
    if earlier := book.on_other_evidence(verdict):
        return NotedDecision(number=verdict.claim.number, same_evidence=False, decision=earlier)
    return None
