"""The figures of one file of predictions (pure): agreement, ranking, calibration; failures stay in the denominator."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.metrics import balanced_accuracy_score, f1_score, precision_recall_fscore_support, roc_auc_score

from factcheck.datatypes import VerdictLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.evaluation.evaluate import Prediction

LABELS = tuple(label.value for label in VerdictLabel)
FAILED = "failed"
N_BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelScores:
    """Precision, recall and F1 of one label, each [0, 1], and how many gold claims carry it."""

    precision: float
    recall: float
    f1: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityBin:
    """Claims whose confidence lies in `[low, high)`: how many, their mean confidence and how often they are right."""

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FileScores:
    """The figures of one file; None where the labels of the file do not allow one.

    `balanced_accuracy` and `auc` are of supported against the rest; `macro_f1` and `labels` need three-way labels.
    A failed claim is wrong in all of these, and ranks last of its side in `auc`. `expected_calibration_error` has ten
    equal bins (Guo et al. 2017), over the claims that were answered: a failure has no confidence.
    """

    n: int
    n_failed: int
    accuracy: float
    balanced_accuracy: float | None
    auc: float | None
    macro_f1: float | None
    labels: dict[str, LabelScores]
    expected_calibration_error: float
    reliability: tuple[ReliabilityBin, ...]
    claims_per_second: float


def score(predictions: Sequence[Prediction], *, seconds: float) -> FileScores:
    """Score the predictions of one file, at least one.

    Args:
        predictions: gold and predicted label of each claim.
        seconds: time the file took, for claims per second.
    """
    gold = [prediction.gold for prediction in predictions]
    predicted = [prediction.predicted or FAILED for prediction in predictions]
    right = np.array([_right(g, p) for g, p in zip(gold, predicted, strict=True)])
    is_supported = np.array([label == "supported" for label in gold])
    both = bool(is_supported.any() and not is_supported.all())
    three_way = "not_supported" not in gold and len(set(gold)) == len(LABELS)
    answered = [n for n, prediction in enumerate(predictions) if prediction.confidence is not None]
    confidence = np.array([predictions[n].confidence for n in answered], dtype=float)
    bins = reliability(confidence, right[answered])
    return FileScores(
        n=len(gold),
        n_failed=predicted.count(FAILED),
        accuracy=float(right.mean()),
        balanced_accuracy=_balanced(is_supported, predicted) if both else None,
        auc=float(roc_auc_score(is_supported, _ranks(is_supported, predictions))) if both else None,
        macro_f1=float(f1_score(gold, predicted, labels=LABELS, average="macro", zero_division=0.0))
        if three_way
        else None,
        labels=_label_scores(gold, predicted),
        expected_calibration_error=sum(b.n * abs(b.confidence - b.accuracy) for b in bins) / max(1, len(answered)),
        reliability=bins,
        claims_per_second=len(gold) / max(seconds, 1e-9),
    )


def reliability(confidence: np.ndarray, right: np.ndarray) -> tuple[ReliabilityBin, ...]:
    """Group claims by confidence into ten equal bins; empty bins are left out.

    Args:
        confidence: shape (n,), each [0, 1].
        right: shape (n,), whether the label was right.
    """
    which = np.minimum((confidence * N_BINS).astype(int), N_BINS - 1)
    return tuple(
        ReliabilityBin(
            low=number / N_BINS,
            high=(number + 1) / N_BINS,
            n=int((which == number).sum()),
            confidence=float(confidence[which == number].mean()),
            accuracy=float(right[which == number].mean()),
        )
        for number in range(N_BINS)
        if (which == number).any()
    )


def _right(gold: str, predicted: str) -> bool:
    if gold == "not_supported":
        return predicted in LABELS and predicted != "supported"
    return gold == predicted


def _balanced(is_supported: np.ndarray, predicted: Sequence[str]) -> float:
    # A failure is wrong whatever the gold label: it counts as the other side.
    called = [
        not own if label == FAILED else label == "supported" for own, label in zip(is_supported, predicted, strict=True)
    ]
    return float(balanced_accuracy_score(is_supported, called))


def _ranks(is_supported: np.ndarray, predictions: Sequence[Prediction]) -> list[float]:
    # Likewise: a failure ranks below all answers when its gold label is supported, above them all when it is not.
    return [
        prediction.probabilities.get("supported", -1.0 if own else 2.0)
        for own, prediction in zip(is_supported, predictions, strict=True)
    ]


def _label_scores(gold: Sequence[str], predicted: Sequence[str]) -> dict[str, LabelScores]:
    if "not_supported" in gold:
        return {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a label nobody predicted has precision 0, and that is what we print
        rows = precision_recall_fscore_support(gold, predicted, labels=LABELS, zero_division=0.0)
    return {
        label: LabelScores(precision=float(p), recall=float(r), f1=float(f), n=int(n))
        for label, p, r, f, n in zip(LABELS, *rows, strict=True)
        if not math.isnan(p)
    }
