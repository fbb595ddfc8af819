"""Claims that are decided before all is judged: which, with what was judged, and when never."""

from itertools import chain

import pytest
from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex, Settings
from factcheck.datatypes import VerdictLabel
from factcheck.models import files
from factcheck.policy import parse_policy
from factcheck.verdicts import reach
from factcheck.verdicts.decide import LABELS, Decision, load_rule
from factcheck.verdicts.early import EarlyRule, early_rules
from factcheck.verdicts.premises import Form

CLAIM = "The clinic in Karsk hired 12 nurses in March."
REPORT = (
    "The clinic in Karsk hired 12 nurses in March. The mayor praised them. A second ward opens in May. Nobody paid."
)
EMBEDDED = files.embedded_fingerprint(files.nli_sha256(), "nli")


class RecordingNLI(RuleNLI):
    """Keeps the premises it is asked about."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[list[str]] = []

    def judge(self, pairs):
        self.asked.append([pair.premise for pair in pairs])
        return super().judge(pairs)


def steps(sure_from, *forms):
    """Make steps with the whole rule, sure from a probability."""
    rule = load_rule()
    return tuple(
        EarlyRule(forms=frozenset(each), rule=rule, sure_from={label.value: sure_from for label in LABELS})
        for each in forms
    )


def checked(monkeypatch, early_steps, *reports, policy=None, claim=CLAIM):
    """Check a claim with some steps; give the verdict and what the model was asked, step by step."""
    monkeypatch.setattr(reach, "early_rules", lambda _: early_steps)
    model = RecordingNLI()
    with ReferenceIndex.in_memory(reports, encoder=WordEncoder(), settings=Settings()) as index:
        (verdict,) = FactChecker(index, nli=model, policy=policy).check_claims([claim])
    return verdict, model.asked


SINGLES = (Form.SINGLE,)
JOINED = (Form.SINGLE, Form.JOINED)


def test_a_sure_claim_is_judged_on_no_more_than_that(monkeypatch) -> None:
    whole, asked = checked(monkeypatch, (), REPORT)
    assert len(asked) == 1
    verdict, asked_early = checked(monkeypatch, steps(0.5, SINGLES, JOINED), REPORT)
    assert (verdict.label, verdict.claim) == (whole.label, whole.claim)
    assert verdict.label == VerdictLabel.SUPPORTED
    assert len(asked_early) == 1
    assert set(asked_early[0]) < set(asked[0])
    assert all(premise in REPORT and premise.count(".") == 1 for premise in asked_early[0])
    assert [item.probabilities is not None for item in verdict.evidence] == [True] * len(verdict.evidence)


def test_what_is_not_sure_is_judged_in_full_and_nothing_twice(monkeypatch) -> None:
    whole, asked = checked(monkeypatch, (), REPORT)
    verdict, asked_early = checked(monkeypatch, steps(1.1, SINGLES, JOINED), REPORT)
    assert verdict == whole
    assert sorted(chain(*asked_early)) == sorted(asked[0])
    assert [len(step) for step in asked_early] == [3, 1]


def test_reports_that_disagree_are_judged_in_full(monkeypatch) -> None:
    told = (
        "The clinic in Karsk hired 12 nurses in March on trial. The mayor praised the doctors.",
        "The clinic in Karsk hired 19 nurses in March. The union asked for more of them.",
    )
    whole, asked = checked(monkeypatch, (), *told)
    assert whole.conflicting
    verdict, asked_early = checked(monkeypatch, steps(0.1, SINGLES), *told)
    assert verdict == whole
    assert sorted(chain(*asked_early)) == sorted(asked[0])


def test_under_the_rules_of_a_desk_all_is_judged(monkeypatch) -> None:
    policy = parse_policy('[require]\nsupported = "two independent"\n', name="policy.toml")
    _, asked = checked(monkeypatch, steps(0.1, SINGLES), REPORT, policy=policy)
    _, whole = checked(monkeypatch, (), REPORT, policy=policy)
    assert asked == whole


def test_the_rules_that_come_with_the_package_are_for_the_model_that_does() -> None:
    found = early_rules(EMBEDDED)
    assert [step.forms for step in found] == [frozenset(SINGLES), frozenset(JOINED)]
    assert early_rules("another model") == ()
    for step in found:
        assert set(step.sure_from) == {label.value for label in LABELS}
        assert all(0.75 <= least <= 1 for least in step.sure_from.values())
        unjudged = {f"{form}_" for form in set(Form) - step.forms}
        assert not [name for name in step.rule.features if name.startswith(tuple(unjudged))]


@pytest.mark.parametrize(
    ("probability", "conflicting", "sure"), [(0.8, False, True), (0.8, True, False), (0.7, False, False)]
)
def test_a_step_is_sure_from_its_probability_on_and_of_reports_that_agree(probability, conflicting, sure) -> None:
    (step,) = steps(0.75, SINGLES)
    decision = Decision(
        label=VerdictLabel.SUPPORTED,
        probabilities={VerdictLabel.SUPPORTED: probability},
        deciding=0,
        opposing=1 if conflicting else -1,
    )
    assert step.is_sure(decision) is sure
