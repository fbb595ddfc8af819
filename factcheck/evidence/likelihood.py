"""Says which report a claim is likeliest about, learning from the claims it is checked together with (pure)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

N_ROUNDS = 5
"""Rounds of expectation and maximisation; five and ten rank the same report first on the desk sets."""


def report_lags(closeness: NDArray[np.float64], *, temperature: float) -> NDArray[np.float64]:
    """Say how far each report lies behind the likeliest one of its claim.

    The claims are taken as drawn from a mixture of reports (Dempster, Laird and Rubin 1977): a report that several of
    them are close to is likelier for all of them, and the shares are estimated with one claim's worth of doubt spread
    evenly. An article on several events keeps a share for each, and one claim alone keeps its own order of reports.

    Args:
        closeness: of each claim and report, shape (q, n), higher is closer.
        temperature: closeness by which one report must lead to be e times likelier, above 0.

    Returns:
        Shape (q, n), in units of closeness, at most 0, and 0 for the likeliest report of each claim.

    Example:
        Two claims are about the first report, so the third, a little closer to the second report, is too:

        >>> closeness = np.array([[0.9, 0.3], [0.8, 0.4], [0.50, 0.52]])
        >>> report_lags(closeness, temperature=0.1).argmax(axis=1).tolist()
        [0, 0, 0]
        >>> report_lags(closeness[2:], temperature=0.1).argmax(axis=1).tolist()
        [1]
    """
    n_claims, n_reports = closeness.shape
    if not closeness.size:
        return np.zeros_like(closeness)
    likelihood = np.exp((closeness - closeness.max(axis=1, keepdims=True)) / temperature)
    shares = np.full(n_reports, 1.0 / n_reports)
    for _ in range(N_ROUNDS):
        belonging = shares * likelihood
        belonging /= belonging.sum(axis=1, keepdims=True)
        shares = (belonging.sum(axis=0) + 1.0 / n_reports) / (n_claims + 1.0)
    weighed = closeness + temperature * np.log(shares)
    lags: NDArray[np.float64] = (weighed - weighed.max(axis=1, keepdims=True)).round(6) + 0.0  # no minus zero
    return lags
