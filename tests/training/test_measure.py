"""The figures of a rule on desk rows: flips count only when the claim is right against both reports."""

import pytest

from factcheck.training.measure import ablation, flip_scores, label_scores
from factcheck.verdicts.decide import LABELS, rule_from

NAMES = ("joined_entailment", "joined_contradiction", "joined_neutral")


def likeliest_rule():
    """Make a rule that takes the label of the largest of the three features."""
    weights = {label.value: dict.fromkeys(NAMES, 0.0) for label in LABELS}
    for label, name in zip(LABELS, NAMES, strict=True):
        weights[label.value][name] = 5.0
    return rule_from(
        {
            "features": list(NAMES),
            "mean": dict.fromkeys(NAMES, 0.0),
            "scale": dict.fromkeys(NAMES, 1.0),
            "weights": weights,
            "bias": {label.value: 0.0 for label in LABELS},
            "contradicted_from": 0.4,
            "supported_from": 0.4,
        }
    )


def row(row_id, label, says, **more):
    features = {name: float(label_ == says) for name, label_ in zip(NAMES, LABELS, strict=True)}
    return {
        "id": row_id,
        "set": row_id.split(":")[0],
        "label": label,
        "features": {**features, **more},
        "is_flip": "flip" in row_id,
        "weight": 1.0,
    }


def test_a_flip_counts_only_with_its_claim() -> None:
    rows = [
        row("a:0", "supported", "supported"),
        row("a:0:flip0", "contradicted", "contradicted"),
        row("a:0:flip1", "unverifiable", "supported"),
        row("a:1", "supported", "contradicted"),
        row("a:1:flip2", "unverifiable", "unverifiable"),
    ]
    assert flip_scores(rows, likeliest_rule()) == {"n": 3, "right": 0.6667, "both_right": 0.3333}


def test_the_figures_of_labels_are_those_of_a_hand_count() -> None:
    rows = [
        row("a:0", "supported", "supported"),
        row("a:1", "supported", "contradicted"),
        row("a:2", "contradicted", "contradicted"),
        row("a:3", "unverifiable", "unverifiable"),
    ]
    scores = label_scores(rows, likeliest_rule())
    assert scores["accuracy"] == 0.75
    assert scores["f1"] == {"supported": 0.6667, "contradicted": 0.6667, "unverifiable": 1.0}
    assert scores["macro_f1"] == pytest.approx(0.7778, abs=1e-4)
    assert scores["contradicted_precision"] == 0.5
    assert scores["expected_calibration_error"] == pytest.approx(0.24, abs=0.02)  # sure of all, wrong on one of four


def test_an_ablation_shows_what_the_checks_add() -> None:
    labels = ["supported", "contradicted", "unverifiable"] * 18
    rows = [
        row(
            f"s{number // 3}:{number}",
            label,
            label if number % 2 else "unverifiable",
            number_differs=float(label == "contradicted"),
        )
        for number, label in enumerate(labels)
    ]
    found = ablation(rows, rows)
    without, with_checks = (found[f"rule on the NLI features{more}"]["accuracy"] for more in ("", " and the checks"))
    assert without < with_checks
    assert found["likeliest label of the joined premise"]["accuracy"] == pytest.approx(2 / 3, abs=1e-3)
