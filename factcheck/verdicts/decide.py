"""The decision rule: a calibrated multinomial logistic regression over features, read from `decision.json` (pure)."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from factcheck.datatypes import VerdictLabel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LABELS = (VerdictLabel.SUPPORTED, VerdictLabel.CONTRADICTED, VerdictLabel.UNVERIFIABLE)
COPIED = "copied"
"""The feature that tells, as 0 or 1, whether a passage says the claim in its own words; no weight is fitted to it."""
ALTERED = "altered"
"""Likewise whether a passage says the claim in its own words but for a fact that differs, and none says it whole."""
SURE = 0.95
"""Least probability that a copied claim is supported and an altered one contradicted: of labelled pairs (minimal edits,
contrasts, desk sets) 1,253 of 1,253 copied ones and 532 of 533 altered ones were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRule:
    """Weights per label over standardised features, and the thresholds that make a label of probabilities.

    `weights` maps each label to a weight per feature; `bias` to its constant. A feature is first standardised:
    (value - mean) / scale. `contradicted_from` is the least probability at which a claim is called contradicted,
    `supported_from` likewise: an accusation needs more than being the likeliest of three.
    """

    features: tuple[str, ...]
    mean: Mapping[str, float]
    scale: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]
    bias: Mapping[str, float]
    contradicted_from: float
    supported_from: float

    def probabilities(self, values: Mapping[str, float]) -> dict[VerdictLabel, float]:
        """Give the calibrated probability of each label; they sum to 1.

        A report that says the claim in the claim's own words, with no fact that differs, supports it, and one that
        says it so but for a fact that differs contradicts it, whatever the NLI model makes of them.
        """
        z = {name: (values[name] - self.mean[name]) / self.scale[name] for name in self.features}
        logits = np.array(
            [self.bias[label] + sum(self.weights[label][name] * z[name] for name in z) for label in LABELS]
        )
        shifted = np.exp(logits - logits.max())
        found = dict(zip(LABELS, (shifted / shifted.sum()).tolist(), strict=True))
        if values.get(COPIED) and not any(value for name, value in values.items() if name.endswith("_differs")):
            return _surely(VerdictLabel.SUPPORTED, found)
        return _surely(VerdictLabel.CONTRADICTED, found) if values.get(ALTERED) else found

    def label(self, probabilities: Mapping[VerdictLabel, float]) -> VerdictLabel:
        """Name the likeliest label when it passes its threshold, else unverifiable.

        Supported has to be likelier than contradicted: an accusation that was not sure enough is no support.
        """
        supported = probabilities[VerdictLabel.SUPPORTED]
        contradicted = probabilities[VerdictLabel.CONTRADICTED]
        unverifiable = probabilities[VerdictLabel.UNVERIFIABLE]
        if contradicted >= max(self.contradicted_from, supported, unverifiable):
            return VerdictLabel.CONTRADICTED
        if supported >= max(self.supported_from, contradicted, unverifiable):
            return VerdictLabel.SUPPORTED
        return VerdictLabel.UNVERIFIABLE


def _surely(label: VerdictLabel, found: Mapping[VerdictLabel, float]) -> dict[VerdictLabel, float]:
    """Leave the other labels a twentieth of their probability."""
    others = {other: (1 - SURE) * value for other, value in found.items() if other != label}
    return {each: others.get(each, 1 - sum(others.values())) for each in LABELS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The outcome for one claim.

    `deciding` counts the report (of those given) the decision rests on, `opposing` the one that most strongly says the
    opposite when reports disagree; -1 for none. `outcomes` are the probabilities against each report, `labels` what
    each says and `same_event` whether it is about the claim's event. Under a desk's rules `agreeing` are the other
    reports on the side of the label, `superseded` the older ones on the other side that gave way.
    """

    label: VerdictLabel
    probabilities: Mapping[VerdictLabel, float]
    deciding: int
    opposing: int = -1
    outcomes: tuple[Mapping[VerdictLabel, float], ...] = ()
    labels: tuple[VerdictLabel, ...] = ()
    same_event: tuple[bool, ...] = ()
    agreeing: tuple[int, ...] = ()
    superseded: tuple[int, ...] = ()

    @property
    def conflicting(self) -> bool:
        """Tell whether reports decide oppositely."""
        return self.opposing >= 0

    @property
    def confidence(self) -> float:
        """Give the probability of the label."""
        return self.probabilities[self.label]

    @property
    def leaning(self) -> VerdictLabel:
        """Name the likeliest label: another than `label` when it was not sure enough to be said."""
        return max(LABELS, key=lambda label: (self.probabilities[label], label == self.label))


def decide(reports: Sequence[Mapping[str, float]], rule: DecisionRule, *, is_open: bool = False) -> Decision:
    """Decide one claim from its features against each report, the report that covers its event first.

    Support by any report is enough; a contradiction counts when the report is about the same event, that is when it
    is the first, or close to the claim and about as close as the first. Of a claim that does not tell of whom or what
    it speaks (`is_open`) only the first report decides: any other may say the like of something else. Reports that
    decide oppositely make the verdict conflicting.

    >>> rule = load_rule()
    >>> decide([], rule).label
    <VerdictLabel.UNVERIFIABLE: 'unverifiable'>
    """
    if not reports:
        nothing = {label: float(label == VerdictLabel.UNVERIFIABLE) for label in LABELS}
        return Decision(label=VerdictLabel.UNVERIFIABLE, probabilities=nothing, deciding=-1)
    outcomes = [rule.probabilities(values) for values in reports]
    labels = [rule.label(outcome) for outcome in outcomes]
    first = reports[0]["similarity"]
    same_event = [
        number == 0 or values["similarity"] >= max(first - SAME_EVENT, COVERS) for number, values in enumerate(reports)
    ]
    decided = [
        number
        for number, label in enumerate(labels)
        if (number == 0 or not is_open)
        and (label == VerdictLabel.SUPPORTED or (label == VerdictLabel.CONTRADICTED and same_event[number]))
    ]
    strongest = sorted(decided, key=lambda number: (-outcomes[number][labels[number]], number))
    deciding = strongest[0] if strongest else 0
    opposing = next((number for number in strongest if labels[number] != labels[deciding]), -1)
    return Decision(
        label=labels[deciding],
        probabilities=outcomes[deciding],
        deciding=deciding,
        opposing=opposing,
        outcomes=tuple(outcomes),
        labels=tuple(label if number in decided else VerdictLabel.UNVERIFIABLE for number, label in enumerate(labels)),
        same_event=tuple(same_event),
    )


SAME_EVENT = 0.05
"""How much farther (cosine) than the first report another may be and still be about the same event."""
COVERS = 0.4
"""Least cosine of a report other than the first to be about the event at all: that of `Settings.covered_similarity`."""


@functools.cache
def load_rule() -> DecisionRule:
    """Read the rule that comes with the package."""
    stored = json.loads(files("factcheck.verdicts").joinpath("decision.json").read_text(encoding="utf-8"))
    return rule_from(stored)


def rule_from(stored: Mapping[str, object]) -> DecisionRule:
    """Make a rule from its JSON form (see `factcheck/verdicts/decision.json`)."""
    names = DecisionRule.__dataclass_fields__
    values = {name: stored[name] for name in names}
    return DecisionRule(**{**values, "features": tuple(values["features"])})  # type: ignore[arg-type]
