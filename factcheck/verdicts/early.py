"""The rules by which a claim is decided before all its premises are judged, when that is sure already."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from factcheck.verdicts.decide import Decision, DecisionRule, rule_from
from factcheck.verdicts.premises import Form

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyRule:
    """A decision rule for claims of which only premises of some `forms` are judged.

    `rule` foretells what the whole rule will make of all premises. `sure_from` tells for each label from which
    probability, (0, 1], it stands: so high that the whole rule hardly ever differs.
    """

    forms: frozenset[Form]
    rule: DecisionRule
    sure_from: Mapping[str, float]

    def is_sure(self, decision: Decision) -> bool:
        """Tell whether a decision of this rule may stand; reports that disagree are always judged in full."""
        return not decision.conflicting and decision.probabilities[decision.label] >= self.sure_from[decision.label]


def early_rules(nli: str) -> tuple[EarlyRule, ...]:
    """Give the steps before the whole rule, in order; () for another NLI model than the one they were fitted on.

    Args:
        nli: the fingerprint of the NLI model that judges.
    """
    stored = _stored()
    return early_rules_from(stored) if stored["nli"] == nli else ()


def early_rules_from(stored: Mapping[str, Any]) -> tuple[EarlyRule, ...]:
    """Make the steps from their JSON form (see `factcheck/verdicts/early.json`)."""
    return tuple(
        EarlyRule(forms=frozenset(map(Form, step["forms"])), sure_from=step["sure_from"], rule=rule_from(step["rule"]))
        for step in stored["steps"]
    )


@functools.cache
def _stored() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(files("factcheck.verdicts").joinpath("early.json").read_text(encoding="utf-8"))
    return stored
