"""Which output of an NLI model is which label, read from the model's config and never from its position.

Pure: a mapping of output number to label name in, the columns for entailment, neutral and contradiction out; then
outputs in, probabilities in that order out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from factcheck.errors import LabelOrderError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

ENTAILMENT = frozenset(
    {"entailment", "entails", "entailed", "supported", "supports", "support", "consistent", "factual"}
)
NEUTRAL = frozenset({"neutral", "notenoughinfo", "nei", "unverifiable", "undetermined"})
CONTRADICTION = frozenset({"contradiction", "contradicts", "contradicted", "refuted", "refutes", "refute"})
NOT_ENTAILMENT = frozenset(
    {"notentailment", "notentailed", "nonentailment", "notsupported", "unsupported", "inconsistent", "hallucinated"}
)


class LabelColumns(NamedTuple):
    """The output column of each label; `contradiction` is None for a two-class model."""

    entailment: int
    neutral: int
    contradiction: int | None


def label_columns(id2label: Mapping[int, str], *, model: str) -> LabelColumns:
    """Find the columns of the three labels.

    Raises:
        LabelOrderError: the names do not tell entailment (and contradiction) apart.

    >>> label_columns({0: "CONTRADICTION", 1: "NEUTRAL", 2: "ENTAILMENT"}, model="m")
    LabelColumns(entailment=2, neutral=1, contradiction=0)
    >>> label_columns({0: "not_entailment", 1: "entailment"}, model="m")
    LabelColumns(entailment=1, neutral=0, contradiction=None)
    """
    names = {column: "".join(filter(str.isalpha, name.lower())) for column, name in id2label.items()}
    entailment = _columns_in(names, ENTAILMENT)
    neutral = _columns_in(names, NEUTRAL)
    contradiction = _columns_in(names, CONTRADICTION)
    rest = _columns_in(names, NOT_ENTAILMENT | CONTRADICTION)
    if len(names) == 3 and len(entailment) == len(neutral) == len(contradiction) == 1:  # noqa: PLR2004 - three labels
        return LabelColumns(entailment[0], neutral[0], contradiction[0])
    if len(names) == 2 and len(entailment) == len(rest) == 1:  # noqa: PLR2004 - two labels
        return LabelColumns(entailment[0], rest[0], None)
    message = (
        f"The NLI model {model!r} must name its outputs entailment, neutral and contradiction (or entailment and "
        f"not_entailment) in id2label of config.json; got {dict(id2label)!r}. Name them there, or take another model."
    )
    raise LabelOrderError(message)


def probabilities(logits: NDArray[np.float32], columns: LabelColumns) -> NDArray[np.float32]:
    """Give entailment, neutral and contradiction, shape (n, 3); rows sum to 1, a two-class model contradicts nothing.

    >>> probabilities(np.array([[0.0, 0.0]], dtype=np.float32), LabelColumns(1, 0, None)).tolist()
    [[0.5, 0.5, 0.0]]
    """
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    softmax = shifted / shifted.sum(axis=1, keepdims=True)
    entailment, neutral, contradiction = columns
    third = np.zeros(len(softmax), dtype=np.float32) if contradiction is None else softmax[:, contradiction]
    return np.stack([softmax[:, entailment], softmax[:, neutral], third], axis=1)


def _columns_in(names: Mapping[int, str], known: frozenset[str]) -> list[int]:
    return [column for column, name in sorted(names.items()) if name in known]
