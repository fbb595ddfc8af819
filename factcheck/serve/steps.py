"""An NLI model that gives its service a sign of life after every few pairs, and lets other work go first then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from factcheck.serve.worker import go_on

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from factcheck.datatypes import NLIModel, Pair

PAIRS_A_STEP = 32
"""Pairs between two signs of life: a second or two; fewer would leave the model's batches half empty."""


class SteppingNLI:
    """Judges with a model that is loaded at its first use; thread-safe where the model is.

    What a pair is judged together with moves its probabilities by less than 0.001, so steps change no verdict.
    """

    def __init__(self, load: Callable[[], NLIModel]) -> None:
        """Load nothing yet.

        Args:
            load: gives the model; it may raise ModelError. It is called again after it has.
        """
        self._load = load
        self._model: NLIModel | None = None

    @property
    def model_id(self) -> str:
        """Name the model, loading it at the first call."""
        return self._loaded().model_id

    @property
    def fingerprint(self) -> str:
        """Give the model's fingerprint, loading it at the first call."""
        return self._loaded().fingerprint

    def judge(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """Give probabilities, shape (n, 3), float32, as the model does."""
        model, rows = self._loaded(), [np.zeros((0, 3), dtype=np.float32)]
        for at in range(0, len(pairs), PAIRS_A_STEP):
            if at:
                go_on()
            rows.append(model.judge(pairs[at : at + PAIRS_A_STEP]))
        return np.concatenate(rows)

    def _loaded(self) -> NLIModel:
        if self._model is None:
            self._model = self._load()
        return self._model
