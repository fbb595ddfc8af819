"""Sums decisions up as measured error rates of the verdicts (pure)."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from factcheck.datatypes import Decision

CONFIDENCE = 0.95
"""How sure an interval is to hold the true rate."""


class Interval(NamedTuple):
    """Bounds of a rate, [0, 1]."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How often editors overrode verdicts of one kind.

    `by` is what the verdicts have in common: "all", "claim kind", "reason" or "label", and `value` which one it is.
    `n` of 1 or more were decided, `n_overridden` of them overridden, to the labels that `overridden_to` counts. `rate`
    is their quotient, `interval` the Wilson interval at 95%.
    """

    by: str
    value: str
    n: int
    n_overridden: int
    overridden_to: dict[str, int]
    rate: float
    interval: Interval


def error_rates(decisions: Iterable[Decision]) -> list[Rate]:
    """Give the rates over all decisions, then by kind of claim, by reason and by label; [] for no decisions.

    Within each group the values come in alphabetical order. Give each decided claim once (`DecisionBook.standing`):
    a decision that was replaced or withdrawn measures nothing. Rates are those of the claims that editors chose to
    decide, which is no random sample.

    Args:
        decisions: the decisions that stand.
    """
    decided = list(decisions)
    groups: dict[str, Callable[[Decision], str]] = {
        "all": lambda _: "all",
        "claim kind": lambda decision: decision.claim_kind.value,
        "reason": lambda decision: decision.verdict_reason.value,
        "label": lambda decision: decision.verdict_label.value,
    }
    rates = []
    for by, value_of in groups.items():
        members: dict[str, list[Decision]] = {}
        for decision in decided:
            members.setdefault(value_of(decision), []).append(decision)
        rates += [_rate(by, value, members[value]) for value in sorted(members)]
    return rates


def _rate(by: str, value: str, decided: Sequence[Decision]) -> Rate:
    overridden = Counter(decision.label.value for decision in decided if not decision.accepted)
    n_overridden = overridden.total()
    return Rate(
        by=by,
        value=value,
        n=len(decided),
        n_overridden=n_overridden,
        overridden_to=dict(sorted(overridden.items())),
        rate=n_overridden / len(decided),
        interval=wilson(n_overridden, len(decided)),
    )


def wilson(k: int, n: int) -> Interval:
    """Give the score interval of Wilson (1927) for k of n, 0 <= k <= n, n of 1 or more, at 95%.

    >>> [round(bound, 3) for bound in wilson(1, 10)]
    [0.018, 0.404]
    """
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share = k / n
    centre = share + z * z / (2 * n)
    reach = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return Interval(max(0.0, (centre - reach) / scale), min(1.0, (centre + reach) / scale))
