"""Fits the rules that decide a claim before all its premises are judged: they foretell what the whole rule will say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from factcheck.datatypes import VerdictLabel
from factcheck.training.fit_rule import fit_labels, sharpened
from factcheck.verdicts.decide import LABELS
from factcheck.verdicts.premises import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.verdicts.decide import DecisionRule

STEPS = ((Form.SINGLE,), (Form.SINGLE, Form.JOINED))
"""What is judged before all is: passages alone, a third of the words; then the sentences that tell most, joined."""
MOST_CHANGED = 0.0008
"""Share of the claims (on their own report, across folds) that a label of a step may decide otherwise than the whole
rule: one of the 1,295 held out. None for "unverifiable", which would hide a contradiction."""
EARLY_SHARPNESS = 1.4
"""Factor of the logits beyond what suits the sets of the fit, chosen on the dev sets as that of the whole rule was."""
_CANDIDATES = np.arange(0.78, 1.0, 0.005)
"""Probabilities to be sure from; from lower ones on more than 0.5% of the dev claims and flips changed."""


def fit_early(rows: Sequence[dict[str, Any]], whole: DecisionRule, *, nli: str) -> dict[str, Any]:
    """Fit a rule for each step.

    Args:
        rows: what `factcheck.training.fit_rule.collect` computed, all premises judged.
        whole: the rule whose labels are foretold.
        nli: the fingerprint of the NLI model that judged.

    Returns:
        The JSON form that `factcheck.verdicts.early.early_rules_from` reads.
    """
    foretold = np.array([LABELS.index(whole.label(whole.probabilities(row["features"]))) for row in rows])
    gold = np.array([LABELS.index(row["label"]) for row in rows])
    weights = np.array([row["weight"] for row in rows])
    own = weights == 1.0
    most_changed = {label: 0.0 if label == VerdictLabel.UNVERIFIABLE else MOST_CHANGED for label in LABELS}
    steps = []
    for forms in STEPS:
        left_out = {
            name for name in rows[0]["features"] for form in set(Form) - set(forms) if name.startswith(f"{form}_")
        }
        fitted = fit_labels(rows, foretold, without=left_out)
        logits = np.log(fitted.across + 1e-12)
        sharpness = EARLY_SHARPNESS * _sharpness(logits, gold, weights)
        across = sharpened(logits, sharpness)
        steps.append(
            {
                "forms": [form.value for form in forms],
                "sure_from": {
                    label.value: _sure_from(across[own], foretold[own], row, most_changed=most_changed[label])
                    for row, label in enumerate(LABELS)
                },
                "rule": fitted.as_json(sharpness) | {"contradicted_from": 0.0, "supported_from": 0.0},
            }
        )
    return {"nli": nli, "steps": steps}


def _sharpness(logits: np.ndarray, gold: np.ndarray, weights: np.ndarray) -> float:
    """Find the factor of the logits that makes the probabilities those of the labels people gave."""

    def loss(factor: float) -> float:
        told = sharpened(logits, factor)[np.arange(len(gold)), gold]
        return float(-(weights * np.log(told + 1e-9)).sum())

    return round(float(min(np.arange(0.1, 2.0, 0.01), key=loss)), 2)


def _sure_from(probabilities: np.ndarray, foretold: np.ndarray, label: int, *, most_changed: float) -> float:
    """Choose the least probability from which a label hardly ever differs from the whole rule's; 1 for none."""
    called = probabilities.argmax(axis=1) == label
    wrong = called & (foretold != label)
    for least in _CANDIDATES:
        if (wrong & (probabilities[:, label] >= least)).mean() <= most_changed:
            return round(float(least), 3)
    return 1.0
