from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scipy.stats import binomtest

from factcheck.datatypes import VerdictLabel
from factcheck.decisions import error_rates
from factcheck.decisions.rates import wilson

if TYPE_CHECKING:
    from factcheck import Report
    from factcheck.decisions import DecisionBook


@pytest.mark.parametrize(("k", "n"), [(0, 1), (1, 1), (0, 30), (7, 30), (30, 30), (499, 1000)])
def test_intervals_are_those_of_scipy(k: int, n: int) -> None:
    expected = binomtest(k, n).proportion_ci(method="wilson")
    assert wilson(k, n) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_rates_count_what_stands_by_kind_reason_and_label(report: Report, book: DecisionBook) -> None:
    supported, contradicted = report.verdicts
    book.add(contradicted, by="Ada")  # replaced below
    book.add(contradicted, by="Ada", label=VerdictLabel.UNVERIFIABLE, because="The report is withdrawn.")
    book.add(supported, by="Ada")
    rates = {(rate.by, rate.value): rate for rate in error_rates(book.standing)}
    assert list(rates) == [
        ("all", "all"),
        ("claim kind", "fact"),
        ("reason", min(supported.reason, contradicted.reason)),
        ("reason", max(supported.reason, contradicted.reason)),
        ("label", "contradicted"),
        ("label", "supported"),
    ]
    everything = rates["all", "all"]
    assert (everything.n, everything.n_overridden, everything.rate) == (2, 1, 0.5)
    assert everything.overridden_to == {"unverifiable": 1}
    assert (rates["label", "contradicted"].rate, rates["label", "supported"].rate) == (1.0, 0.0)
    assert everything.interval == wilson(1, 2)


def test_no_decisions_measure_nothing() -> None:
    assert error_rates([]) == []
