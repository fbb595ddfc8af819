"""Scores an NLI model on sentence pairs, argmax, beside the claim-only baseline of the same file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from factcheck.datatypes import Pair
from factcheck.errors import InputError
from factcheck.training.readers import CONTRADICTION, ENTAILMENT, NEUTRAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.datatypes import NLIModel
    from factcheck.training.readers import TrainingPair

COLUMNS = (ENTAILMENT, NEUTRAL, CONTRADICTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScores:
    """Accuracy among the labels that occur, of the model and of a word model that sees only the hypothesis; [0, 1]."""

    n: int
    labels: tuple[str, ...]
    accuracy: float
    claim_only: float


def score_pairs(model: NLIModel, pairs: Sequence[TrainingPair]) -> PairScores:
    """Score a model on pairs; a label that never occurs in them is not a choice (two-way sets).

    Raises:
        InputError: there are no pairs, or a label is none of the three.
    """
    present = tuple(label for label in COLUMNS if any(pair.label == label for pair in pairs))
    gold = [pair.label for pair in pairs]
    if not pairs or any(label not in present for label in gold):
        raise InputError(f"Pairs must be labelled {', '.join(COLUMNS)}; got {sorted(set(gold))!r}.")
    probabilities = model.judge([Pair(premise=pair.premise, hypothesis=pair.hypothesis) for pair in pairs])
    columns = [COLUMNS.index(label) for label in present]
    predicted = np.array(present)[probabilities[:, columns].argmax(axis=1)]
    return PairScores(
        n=len(pairs),
        labels=present,
        accuracy=float((predicted == np.array(gold)).mean()),
        claim_only=claim_only([pair.hypothesis for pair in pairs], gold),
    )


def contrast_scores(model: NLIModel, pairs: Sequence[TrainingPair]) -> dict[str, float]:
    """Score a model on contrasts: how many pairs, share right, share of claims right against excerpt and edit.

    Args:
        model: judges each pair by its likeliest label.
        pairs: as `read_contrasts` gives them: the claim against the excerpt, then the same against its edit.
    """
    judged = model.judge([Pair(premise=pair.premise, hypothesis=pair.hypothesis) for pair in pairs])
    right = np.array([COLUMNS[row] for row in judged.argmax(axis=1)]) == np.array([pair.label for pair in pairs])
    return {
        "n": len(pairs),
        "right": round(float(right.mean()), 4),
        "both_right": round(float(right.reshape(-1, 2).all(axis=1).mean()), 4),
    }


def claim_only(claims: Sequence[str], labels: Sequence[str]) -> float:
    """Give the accuracy of a word model that sees only the claims, across five folds; the report is never shown."""
    words = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), min_df=2), LogisticRegression(max_iter=500))
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    return float((cross_val_predict(words, list(claims), list(labels), cv=folds) == np.array(labels)).mean())
