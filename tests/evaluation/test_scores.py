"""Scores against values worked out by hand."""

import pytest

from factcheck.evaluation.evaluate import Prediction
from factcheck.evaluation.scores import score


def row(gold, predicted, confidence=0.9):
    probabilities = {} if predicted is None else dict.fromkeys(("supported", "contradicted", "unverifiable"), 0.05)
    if predicted:
        probabilities[predicted] = confidence
    return Prediction(
        file="f",
        row_id="1",
        gold=gold,
        predicted=predicted,
        probabilities=probabilities,
        confidence=confidence if predicted else None,
        reason="entailed" if predicted else None,
        error=None if predicted else "ModelError: no",
    )


def test_a_failure_stays_in_the_denominator() -> None:
    rows = [row("supported", "supported"), row("supported", None), row("contradicted", "contradicted")]
    scores = score([*rows, row("unverifiable", "unverifiable")], seconds=2.0)
    assert scores.n == 4
    assert scores.n_failed == 1
    assert scores.accuracy == pytest.approx(3 / 4)
    assert scores.balanced_accuracy == pytest.approx((1 / 2 + 1) / 2)
    assert scores.claims_per_second == pytest.approx(2.0)
    assert scores.labels["supported"].recall == pytest.approx(0.5)
    assert scores.macro_f1 == pytest.approx((2 / 3 + 1 + 1) / 3)


def test_a_failure_never_helps_the_ranking() -> None:
    answered = [row("supported", "supported"), row("not_supported", "unverifiable")]
    for gold in ("supported", "not_supported"):
        failed = score([*answered, row(gold, None)], seconds=1.0)
        assert failed.auc == pytest.approx(0.5)


def test_two_way_labels_allow_no_macro_f1() -> None:
    scores = score([row("supported", "supported"), row("not_supported", "unverifiable")], seconds=1.0)
    assert scores.macro_f1 is None
    assert scores.balanced_accuracy == 1.0
    assert scores.labels == {}
    assert scores.accuracy == 1.0


def test_calibration_error_is_the_gap_of_confidence_and_accuracy() -> None:
    rows = [row("supported", "supported", 0.8), row("contradicted", "supported", 0.8)]
    assert score(rows, seconds=1.0).expected_calibration_error == pytest.approx(0.3)
