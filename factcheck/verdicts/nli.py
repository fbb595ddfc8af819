"""Judges the premises of many claims in one go: each distinct pair once, in the model's own batches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.datatypes import Pair
from factcheck.plain import canonical
from factcheck.verdicts.asking import probabilities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.datatypes import NLIModel
    from factcheck.verdicts.premises import Premise


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the NLI model says of one premise and the claim: three probabilities, [0, 1], sum 1."""

    premise: Premise
    entailment: float
    neutral: float
    contradiction: float


def judge_premises(
    premises: Sequence[Sequence[Premise]], hypotheses: Sequence[str], model: NLIModel
) -> list[list[Judgement]]:
    """Judge every premise of every claim, in the order given.

    Args:
        premises: for each claim, its premises.
        hypotheses: for each claim, what the model reads as hypothesis; as many as there are lists of premises.
        model: the NLI model.

    Probabilities are rounded to 5 decimals, so that the order of batches cannot show in a verdict.

    Raises:
        ModelError: the model fails or gives something else than probabilities.
    """
    pairs = [
        Pair(premise=canonical(premise.text), hypothesis=canonical(hypothesis))
        for found, hypothesis in zip(premises, hypotheses, strict=True)
        for premise in found
    ]
    distinct = list(dict.fromkeys(pairs))
    rows = dict(zip(distinct, probabilities(model, distinct).round(5).tolist(), strict=True))
    judged = []
    for found, hypothesis in zip(premises, hypotheses, strict=True):
        outcome = []
        for premise in found:
            entailment, neutral, contradiction = rows[
                Pair(premise=canonical(premise.text), hypothesis=canonical(hypothesis))
            ]
            outcome.append(
                Judgement(premise=premise, entailment=entailment, neutral=neutral, contradiction=contradiction)
            )
        judged.append(outcome)
    return judged
