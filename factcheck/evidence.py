"""Finds the passages that may decide a claim: dense and lexical search, rank fusion, one vote a wire story."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from factcheck.datatypes import Evidence, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from factcheck.datatypes import Claim, ReferenceStore
    from factcheck.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    """What was found for one claim: evidence best first, and `nearest`, the cosine of the closest passage of all.

    `nearest` is -1 when the store is empty.
    """

    evidence: tuple[Evidence, ...]
    nearest: float


def retrieve(claims: Sequence[Claim], store: ReferenceStore, settings: Settings) -> list[Retrieved]:
    """Find evidence for each claim, in the order of the claims.

    Passages come from the vector search for the claim, for the claim after its context, and from the word search; the
    ranks are fused (Cormack, Clarke and Buettcher 2009). Copies of one wire story count once.
    """
    if not claims:
        return []
    queries = [claim.text for claim in claims]
    with_context = [f"{claim.context} {claim.text}" if claim.context else claim.text for claim in claims]
    distinct = list(dict.fromkeys([*queries, *with_context]))
    vectors = dict(zip(distinct, store.encoder.encode(distinct), strict=True))
    dense = store.nearest(np.stack([vectors[query] for query in queries]), k=settings.k_dense)
    contextual = store.nearest(np.stack([vectors[query] for query in with_context]), k=settings.k_dense)
    found = []
    for claim, near, near_context in zip(claims, dense, contextual, strict=True):
        words = store.matching(claim.text, k=settings.k_lexical)
        rankings = [[scored.passage for scored in near], [scored.passage for scored in near_context], words]
        ranked = _best_first(fuse(rankings, rank_constant=settings.rank_constant))
        evidence = _evidence(ranked, vectors[claim.text], store, settings)
        found.append(Retrieved(evidence=evidence, nearest=near[0].similarity if near else -1.0))
    return found


def fuse(rankings: Iterable[Sequence[Passage]], *, rank_constant: int) -> dict[Passage, float]:
    """Fuse rankings: each adds 1 / (rank_constant + rank) to a passage, ranks from 1. Empty rankings add nothing.

    >>> a, b = (Passage(reference_id="r", position=n, start=n, end=n + 1, text="x") for n in (0, 1))
    >>> fused = fuse([[a, b], [a]], rank_constant=60)
    >>> fused[a] > fused[b]
    True
    """
    scores: dict[Passage, float] = defaultdict(float)
    for ranking in rankings:
        for rank, passage in enumerate(ranking, 1):
            scores[passage] += 1.0 / (rank_constant + rank)
    return dict(scores)


def _best_first(scores: dict[Passage, float]) -> list[Passage]:
    return sorted(scores, key=lambda passage: (-round(scores[passage], 9), passage.passage_id))


def _evidence(
    ranked: Sequence[Passage], query: NDArray[np.float32], store: ReferenceStore, settings: Settings
) -> tuple[Evidence, ...]:
    kept: list[Evidence] = []
    kept_vectors: list[NDArray[np.float32]] = []
    for passage in ranked:
        vector = store.vectors_of(passage.reference_id)[passage.position]
        copy_of = _copied(passage, vector, kept, kept_vectors, settings.copy_similarity)
        if copy_of is not None:
            kept[copy_of] = replace(kept[copy_of], copies=kept[copy_of].copies + 1)
        elif len(kept) < settings.n_evidence:
            kept.append(_describe(passage, float(vector @ query), store))
            kept_vectors.append(vector)
    return tuple(kept)


def _copied(
    passage: Passage,
    vector: NDArray[np.float32],
    kept: Sequence[Evidence],
    vectors: Sequence[NDArray[np.float32]],
    copy_similarity: float,
) -> int | None:
    """Find the kept evidence of another reference whose words are the same wire copy."""
    words = _words(passage.text)
    for number, (evidence, other) in enumerate(zip(kept, vectors, strict=True)):
        alike = float(vector @ other) >= copy_similarity and _words(evidence.passage.text) == words
        if evidence.reference_id != passage.reference_id and alike:
            return number
    return None


def _words(text: str) -> list[str]:
    return "".join(character if character.isalnum() else " " for character in text.lower()).split()


def _describe(passage: Passage, similarity: float, store: ReferenceStore) -> Evidence:
    passages = store.passages_of(passage.reference_id)
    reference = store.reference(passage.reference_id)
    at = passage.position
    return Evidence(
        passage=passage,
        similarity=round(similarity, 4),
        before=passages[at - 1].text if at > 0 else "",
        after=passages[at + 1].text if at + 1 < len(passages) else "",
        title=reference.title,
        publisher=reference.publisher,
        published=reference.published,
        url=reference.url,
    )
