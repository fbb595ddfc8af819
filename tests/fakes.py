"""Models that satisfy the protocols, small enough to follow by hand; they enter through the public door."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from factcheck.datatypes import Pair

NEGATIONS = frozenset({"not", "no", "never"})


def words(text: str) -> list[str]:
    """Cut a text into lower-case words and numbers."""
    return re.findall(r"[a-z]+|\d+", text.lower())


class WordEncoder:
    """Count words into 64 hashed buckets and normalise: texts that share words are close."""

    def __init__(self, *, model_id: str = "fake-words", dim: int = 64) -> None:
        self.model_id = model_id
        self.dim = dim
        self.fingerprint = hashlib.sha256(f"{model_id}:{dim}".encode()).hexdigest()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in words(text):
                row[int.from_bytes(hashlib.sha256(word.encode()).digest()[:4]) % self.dim] += 1.0
            if not row.any():
                row[0] = 1.0
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


class RuleNLI:
    """Entail when the premise holds every word of the hypothesis, contradict when only a negation or number differs."""

    def __init__(self) -> None:
        self.model_id = "fake-rule"
        self.fingerprint = hashlib.sha256(b"fake-rule").hexdigest()
        self.n_judged = 0

    def judge(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        self.n_judged += len(pairs)
        return np.array([self._row(pair) for pair in pairs], dtype=np.float32).reshape(len(pairs), 3)

    @staticmethod
    def _row(pair: Pair) -> tuple[float, float, float]:
        premise, hypothesis = set(words(pair.premise)), set(words(pair.hypothesis))
        negated = bool(premise & NEGATIONS) != bool(hypothesis & NEGATIONS)
        missing = {word for word in hypothesis - premise - NEGATIONS if not word.isdigit()}
        numbers = {word for word in hypothesis - premise if word.isdigit()}
        if missing:
            return 0.05, 0.90, 0.05
        if negated or numbers:
            return 0.03, 0.07, 0.90
        return 0.92, 0.05, 0.03
