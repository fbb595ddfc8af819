"""Rules that decide before all is judged are sure only where they foretell the whole rule."""

import numpy as np
import pytest

from factcheck.training.fit_early import MOST_CHANGED, fit_early
from factcheck.verdicts.decide import LABELS, rule_from
from factcheck.verdicts.early import early_rules_from

FORMS = ("single", "joined", "nearest")
KINDS = ("entailment", "contradiction", "neutral")
JOINED = [f"joined_{kind}" for kind in KINDS]


def whole_rule():
    """Make a rule that takes the label which the joined premise speaks for loudest."""
    weights = {
        label.value: {name: 3.0 * (name == own) for name in JOINED} for label, own in zip(LABELS, JOINED, strict=True)
    }
    return rule_from(
        {
            "features": JOINED,
            "mean": dict.fromkeys(JOINED, 0.0),
            "scale": dict.fromkeys(JOINED, 1.0),
            "weights": weights,
            "bias": {label.value: 0.0 for label in LABELS},
            "contradicted_from": 0.0,
            "supported_from": 0.0,
        }
    )


@pytest.fixture(scope="module")
def rows():
    """Make claims of which two thirds are told by passages alone, loudly, and the others only by the joined premise."""
    rng = np.random.default_rng(1)
    made = []
    for number in range(900):
        label, is_told = number % 3, number % 9 < 6
        features = {"similarity": 0.5, "coverage": 0.5, "copied": 0.0, "altered": 0.0}
        for form in FORMS:
            loud = 4.0 if form != "single" or is_told else 0.0
            for kind, name in enumerate(KINDS):
                features[f"{form}_{name}"] = (loud if kind == label else -loud) + rng.normal(0, 0.5)
        made.append({"features": features, "label": LABELS[label].value, "weight": 1.0, "set": f"s{number % 30}"})
    return made


def test_each_step_reads_what_is_judged_by_then_and_is_sure_where_it_hardly_errs(rows) -> None:
    stored = fit_early(rows, whole_rule(), nli="some model")
    assert stored["nli"] == "some model"
    alone, with_joined = early_rules_from(stored)
    assert not [name for name in alone.rule.features if name.startswith(("joined", "nearest"))]
    assert not [name for name in with_joined.rule.features if name.startswith("nearest")]
    whole = whole_rule()
    for step, least_share in ((alone, 0.55), (with_joined, 0.95)):
        sure = wrong = 0
        for row in rows:
            found = step.rule.probabilities(row["features"])
            label = step.rule.label(found)
            if found[label] >= step.sure_from[label]:
                sure += 1
                wrong += label != whole.label(whole.probabilities(row["features"]))
        assert sure / len(rows) >= least_share
        assert wrong <= 3 * (MOST_CHANGED * len(rows) + 1)


def test_a_step_that_tells_nothing_is_never_sure(rows) -> None:
    rng = np.random.default_rng(2)
    blind = [row | {"features": row["features"] | {f"single_{name}": rng.normal() for name in KINDS}} for row in rows]
    alone, _ = early_rules_from(fit_early(blind, whole_rule(), nli="some model"))
    sure = [
        found[label] >= alone.sure_from[label]
        for found in (alone.rule.probabilities(row["features"]) for row in blind)
        for label in [alone.rule.label(found)]
    ]
    assert not any(sure)
