"""Asks an NLI model, whoever made it, and takes nothing for an answer that is none: no error becomes a label."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from factcheck.errors import FactCheckError, ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from factcheck.datatypes import NLIModel, Pair

_SUM_TOLERANCE = 0.01  # half precision sums to 1 within 0.002; what was not normalised is far off


def probabilities(model: NLIModel, pairs: Sequence[Pair]) -> NDArray[np.float64]:
    """Judge pairs, and check what comes back: shape (n, 3), float64, in [0, 1], each row summing to 1.

    Raises:
        ModelError: the model fails, whatever it raises, or gives something else.
    """
    try:
        rows = np.asarray(model.judge(pairs), dtype=np.float64)
    except FactCheckError:
        raise
    except Exception as err:
        raise ModelError(
            f"The NLI model {model.model_id!r} failed on {len(pairs)} pairs: {type(err).__name__}: {err}; check again, "
            "or use another model."
        ) from err
    if rows.shape != (len(pairs), 3):
        raise ModelError(
            f"The NLI model {model.model_id!r} gave probabilities of shape {rows.shape}, expected {(len(pairs), 3)}; "
            "use another model."
        )
    # NaN is neither at least 0 nor near 1.
    sound = (rows >= 0).all(axis=1) & (np.abs(rows.sum(axis=1) - 1) <= _SUM_TOLERANCE)
    if not sound.all():
        odd = rows[~sound][0].tolist()
        raise ModelError(
            f"The NLI model {model.model_id!r} must give three probabilities that sum to 1, got {odd}; use "
            "another model."
        )
    return rows
