"""Says what each passage, judged alone, says of the claim (pure)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.datatypes import Stance
from factcheck.verdicts.premises import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.datatypes import Evidence
    from factcheck.verdicts.judging import CheckedReport
    from factcheck.verdicts.nli import Judgement

STANCE_FROM = 0.5
"""Least entailment or contradiction at which a passage alone takes a stance."""


def with_stance(evidence: Sequence[Evidence], reports: Sequence[CheckedReport]) -> tuple[Evidence, ...]:
    """Add to each passage what it says alone, where it was judged alone."""
    judgements = {
        item.premise.core: item.judgement
        for report in reports
        for item in report.checked
        if item.premise.form == Form.SINGLE
    }
    told = []
    for item in evidence:
        judgement = judgements.get(item.passage)
        if judgement is None:
            told.append(item)
            continue
        probabilities = {
            "entailment": judgement.entailment,
            "neutral": judgement.neutral,
            "contradiction": judgement.contradiction,
        }
        told.append(replace(item, stance=_stance(judgement), probabilities=probabilities))
    return tuple(told)


def _stance(judgement: Judgement) -> Stance:
    if judgement.contradiction >= STANCE_FROM:
        return Stance.CONTRADICTS
    return Stance.SUPPORTS if judgement.entailment >= STANCE_FROM else Stance.SILENT
