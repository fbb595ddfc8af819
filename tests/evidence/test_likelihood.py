"""The likeliest report: what a claim says itself, and what the claims beside it tell."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from factcheck.evidence.likelihood import report_lags

CLOSENESS = arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(1, 5)), elements=st.floats(-1, 2, width=16))


@given(CLOSENESS)
def test_lags_are_never_positive_and_the_likeliest_has_none(closeness) -> None:
    lags = report_lags(closeness, temperature=0.05)
    assert lags.shape == closeness.shape
    assert (lags <= 0).all()
    assert (lags.max(axis=1) == 0).all()


@given(arrays(np.float64, st.tuples(st.just(1), st.integers(1, 6)), elements=st.floats(-1, 2, width=16)))
def test_a_claim_alone_keeps_its_own_order_of_reports(closeness) -> None:
    lags = report_lags(closeness, temperature=0.05)
    closest = closeness[0] == closeness.max()
    assert (lags[0][closest] == 0).all()


@given(CLOSENESS, st.randoms(use_true_random=False))
def test_the_order_of_claims_and_reports_changes_nothing(closeness, random) -> None:
    rows = random.sample(range(len(closeness)), len(closeness))
    columns = random.sample(range(closeness.shape[1]), closeness.shape[1])
    shuffled = report_lags(closeness[np.ix_(rows, columns)], temperature=0.05)
    assert shuffled == pytest.approx(report_lags(closeness, temperature=0.05)[np.ix_(rows, columns)], abs=2e-6)


def test_a_claim_much_closer_to_its_own_report_is_not_outvoted() -> None:
    closeness = np.array([[0.9, 0.3]] * 30 + [[0.3, 0.9]])
    assert report_lags(closeness, temperature=0.05).argmax(axis=1).tolist() == [0] * 30 + [1]


def test_a_claim_between_two_reports_goes_with_the_others() -> None:
    closeness = np.array([[0.9, 0.3]] * 5 + [[0.50, 0.53]])
    assert report_lags(closeness, temperature=0.05)[-1].argmax() == 0


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_no_claims_or_no_reports_give_no_lags(shape) -> None:
    assert report_lags(np.zeros(shape), temperature=0.05).shape == shape
