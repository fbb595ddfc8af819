"""The rule: support by any report, contradiction on the same event, thresholds, disagreement."""

import pytest

from factcheck.datatypes import VerdictLabel
from factcheck.verdicts.decide import LABELS, DecisionRule, decide, load_rule

S, C, U = LABELS


def rule(*, contradicted_from=0.5, supported_from=0.4):
    """Make a rule that reads logits straight from the features s, c and u."""
    names = ("s", "c", "u", "similarity")
    weights = {S: {"s": 1.0}, C: {"c": 1.0}, U: {"u": 1.0}}
    return DecisionRule(
        features=names,
        mean=dict.fromkeys(names, 0.0),
        scale=dict.fromkeys(names, 1.0),
        weights={label: {name: own.get(name, 0.0) for name in names} for label, own in weights.items()},
        bias=dict.fromkeys(LABELS, 0.0),
        contradicted_from=contradicted_from,
        supported_from=supported_from,
    )


def report(s=0.0, c=0.0, u=0.0, similarity=0.8):
    return {"s": s, "c": c, "u": u, "similarity": similarity}


@pytest.mark.parametrize(
    ("features", "label"), [(report(s=3.0), S), (report(c=3.0), C), (report(u=3.0), U), (report(), U)]
)
def test_the_likeliest_label_that_passes_its_threshold_is_named(features, label) -> None:
    decision = decide([features], rule())
    assert decision.label == label
    assert sum(decision.probabilities.values()) == pytest.approx(1.0)
    assert decision.confidence == decision.probabilities[label]


def test_an_accusation_needs_its_threshold() -> None:
    assert decide([report(c=1.0)], rule(contradicted_from=0.9)).label == U


def test_support_by_any_report_is_enough() -> None:
    decision = decide([report(u=3.0), report(s=3.0, similarity=0.5)], rule())
    assert (decision.label, decision.deciding) == (S, 1)


def test_a_report_of_another_event_cannot_contradict() -> None:
    decision = decide([report(u=3.0), report(c=5.0, similarity=0.5)], rule())
    assert (decision.label, decision.deciding) == (U, 0)


def test_a_report_that_is_far_from_the_claim_cannot_contradict_beside_a_farther_first() -> None:
    far = decide([report(u=3.0, similarity=0.24), report(c=5.0, similarity=0.34)], rule())
    assert (far.label, far.deciding) == (U, 0)
    near = decide([report(u=3.0, similarity=0.48), report(c=5.0, similarity=0.5)], rule())
    assert (near.label, near.deciding) == (C, 1)


def test_what_is_likelier_contradicted_is_never_called_supported() -> None:
    assert decide([report(s=2.9, c=3.0)], rule(contradicted_from=0.9)).label == U


def test_reports_that_disagree_are_conflicting() -> None:
    decision = decide([report(s=3.0), report(c=2.0)], rule())
    assert (decision.label, decision.deciding, decision.opposing, decision.conflicting) == (S, 0, 1, True)
    assert not decide([report(s=3.0), report(s=2.0)], rule()).conflicting


def test_without_reports_nothing_is_known() -> None:
    assert decide([], rule()).label == VerdictLabel.UNVERIFIABLE


def test_the_shipped_rule_has_a_weight_for_every_feature() -> None:
    shipped = load_rule()
    for label in LABELS:
        assert set(shipped.weights[label]) == set(shipped.features) == set(shipped.mean) == set(shipped.scale)


def test_of_a_claim_with_an_open_subject_only_the_report_of_its_event_decides() -> None:
    reports = [report(u=3.0), report(s=5.0, similarity=0.5)]
    assert decide(reports, rule()).label == S
    open_ = decide(reports, rule(), is_open=True)
    assert (open_.label, open_.deciding) == (U, 0)
    assert decide(reports[::-1], rule(), is_open=True).label == S
