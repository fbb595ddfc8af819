"""Tells how many of the telling words of a text each reference holds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from factcheck.index.lexical import query_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

N_TELLING = 20_000
"""Passages from which a word is too common to tell one report from another; reading more takes over 10 ms a word."""


def word_shares(
    texts: Sequence[str],
    reference_ids: Sequence[str],
    *,
    n_references: int,
    holders: Callable[[str], Sequence[str]],
) -> NDArray[np.float64]:
    """Give the share of each text's telling words that each reference holds, shape (q, n), [0, 1].

    A word counts by how few references hold it: the inverse document frequency of BM25 (Robertson and Zaragoza 2009)
    over references. A text without telling words has shares of 0.

    Args:
        texts: the texts.
        reference_ids: the references to compare them with.
        n_references: references held in all.
        holders: gives the references that hold a term, once for each passage that does, at most `N_TELLING` of them.
    """
    columns = {reference_id: column for column, reference_id in enumerate(reference_ids)}
    by_text = [query_terms(text) for text in texts]
    distinct = dict.fromkeys(term for own in by_text for term in own)
    weighed = {term: _weigh(holders(term), n_references) for term in distinct}
    shares = np.zeros((len(texts), len(reference_ids)))
    for row, terms in zip(shares, by_text, strict=True):
        total = sum(weighed[term][0] for term in terms)
        for weight, holding in (weighed[term] for term in terms):
            row[[columns[holder] for holder in holding if holder in columns]] += weight / (total or 1.0)
    return np.clip(shares.round(6), 0.0, 1.0)


def _weigh(found: Sequence[str], n_references: int) -> tuple[float, set[str]]:
    """Give the weight of a term and the references that hold it; 0 and none when it is too common to tell."""
    if len(found) >= N_TELLING:
        return 0.0, set()
    holders = set(found)
    weight = math.log(1.0 + (n_references - len(holders) + 0.5) / (len(holders) + 0.5))
    return weight, holders
