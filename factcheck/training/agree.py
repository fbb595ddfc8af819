"""Compares the embedded NLI model with the same weights in float32, on pairs as the product makes them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np

from factcheck.training.fit_rule import own_report_rows
from factcheck.training.readers import read_desk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from factcheck.datatypes import Encoder, NLIModel, Pair
    from factcheck.settings import Settings

SAME_LABELS, LARGEST_DIFFERENCE = 0.99, 0.03
"""What the embedded runtime must keep to: share of pairs with the float model's label, and any probability's error."""
CLAIMS_OF_A_SET = 3


class _Noting:
    """Takes every pair for neutral, and notes it once."""

    model_id = fingerprint = "noting"

    def __init__(self) -> None:
        self.asked: dict[Pair, None] = {}

    def judge(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        self.asked.update(dict.fromkeys(pairs))
        return np.tile(np.array([0, 1, 0], dtype=np.float32), (len(pairs), 1))


def product_pairs(desk: Path, encoder: Encoder, settings: Settings, *, n_pairs: int, seed: int) -> list[Pair]:
    """Give the first `n_pairs` pairs that the product judges for desk training claims, sets and claims drawn."""
    sets = read_desk(desk / "train", desk / "flips" / "train")
    rng = random.Random(seed)
    noting = _Noting()
    for name in rng.sample(sorted(sets), len(sets)):
        claims = rng.sample(sets[name], min(CLAIMS_OF_A_SET, len(sets[name])))
        own_report_rows({name: claims}, encoder, noting, settings)
        if len(noting.asked) >= n_pairs:
            break
    return list(noting.asked)[:n_pairs]


def agreement(found: NDArray[np.float32], expected: NDArray[np.float32]) -> dict[str, Any]:
    """Compare probabilities, shape (n, 3): share of equal labels, and how far a pair's furthest probability is off.

    >>> agreement(np.array([[0.6, 0.2, 0.2]]), np.array([[0.5, 0.2, 0.3]]))["largest_difference"]
    0.1
    """
    off = np.abs(found - expected).max(axis=1)
    return {
        "n_pairs": len(found),
        "same_label": round(float((found.argmax(axis=1) == expected.argmax(axis=1)).mean()), 4),
        "largest_difference": round(float(off.max()), 5),
        "mean_difference": round(float(off.mean()), 5),
        "p99_difference": round(float(np.quantile(off, 0.99)), 5),
    }


def agrees(figures: dict[str, Any]) -> bool:
    """Say whether figures of `agreement` keep to what the embedded runtime promises.

    >>> agrees({"same_label": 0.995, "largest_difference": 0.01})
    True
    """
    return bool(figures["same_label"] >= SAME_LABELS and figures["largest_difference"] <= LARGEST_DIFFERENCE)


def compare(
    pairs: Sequence[Pair], embedded: NLIModel, plain: NLIModel, trained: NLIModel | None = None
) -> dict[str, Any]:
    """Compare the embedded model with its weights in float32, and with the weights they were packed from, if given."""
    found = embedded.judge(pairs)
    figures = {"nli": embedded.fingerprint, "float32_of_the_same_weights": agreement(found, plain.judge(pairs))}
    if trained is not None:
        figures["weights_before_packing"] = agreement(found, trained.judge(pairs))
    return figures
