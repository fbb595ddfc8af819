"""Moves differing words from the coordinates of a claim and a premise to those of the article and the reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.datatypes import Difference, Span
from factcheck.verdicts.differences import word_differences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.datatypes import Claim, Finding
    from factcheck.verdicts.features import CheckedPremise


def mark_differences(claim: Claim, deciding: CheckedPremise, findings: Sequence[Finding]) -> tuple[Difference, ...]:
    """List the words of the claim and of the deciding passage that differ, in the order they were found."""
    premise = deciding.premise
    marked = []
    for in_claim, in_premise, kind in word_differences(claim=claim.text, premise=premise.text, findings=findings):
        claim_span = Span(claim.start + in_claim.start, claim.start + in_claim.end, in_claim.text) if in_claim else None
        reference_span = premise.locate(in_premise)[1] if in_premise else None
        marked.append(Difference(claim_span, reference_span, kind))
    return tuple(marked)
