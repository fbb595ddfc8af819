"""Retrieves evidence for claims that stand together: searches, weighs the reports, ranks the passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from factcheck.datatypes import Evidence, Passage
from factcheck.evidence.copies import distinct_passages
from factcheck.evidence.likelihood import report_lags
from factcheck.index.preparation import encoded
from factcheck.plain import canonical
from factcheck.policy import PermittedReferences, rank_in, seated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from factcheck.datatypes import Claim, ReferenceStore
    from factcheck.settings import Settings

CLAIMS_WEIGHED = 64
"""Consecutive claims whose reports are weighed together: an article has fewer, and memory stays flat for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    """What was found for one claim: evidence best first, and `nearest`, the cosine of the closest passage of all.

    `nearest` is -1 when the store is empty.
    """

    evidence: tuple[Evidence, ...]
    nearest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """What the searches for one claim gave.

    `query` and `in_context` are its vectors, shape (dim,), alone and after its context; `words` ranks passages that
    share words with it; `found` are all passages found.
    """

    query: NDArray[np.float32]
    in_context: NDArray[np.float32]
    nearest: float
    words: dict[Passage, int]
    found: frozenset[Passage]


def retrieve(claims: Sequence[Claim], store: ReferenceStore, settings: Settings) -> list[Retrieved]:
    """Find evidence for each claim, in the order of the claims.

    Passages come from the vector search for the claim, for the claim after its context, and from the word search.
    Which report a claim is about is judged from its closest passage and from the words the report holds, together
    with the other claims given: claims of one article are mostly about the same few reports (see `report_lags`). The
    best passage of the likeliest report stands first. Copies of one wire story count once.

    Args:
        claims: claims of one article, in its order; weighed together 64 at a time.
        store: the references; of `PermittedReferences` those that the policy lets be evidence, with their tiers.
        settings: sizes and weights.
    """
    return [
        retrieved
        for start in range(0, len(claims), CLAIMS_WEIGHED)
        for retrieved in _retrieve(claims[start : start + CLAIMS_WEIGHED], store, settings)
    ]


def _retrieve(claims: Sequence[Claim], store: ReferenceStore, settings: Settings) -> list[Retrieved]:
    with_context = [canonical(f"{claim.context} {claim.text}" if claim.context else claim.text) for claim in claims]
    searches = _search(claims, with_context, store, settings)
    reference_ids = sorted({passage.reference_id for search in searches for passage in search.found})
    vectors = {reference_id: store.vectors_of(reference_id) for reference_id in reference_ids}
    queries = np.stack([search.in_context for search in searches]).astype(np.float64)
    closeness = settings.word_weight * store.word_shares(with_context, reference_ids)
    for column, reference_id in enumerate(reference_ids):
        closeness[:, column] += (queries @ vectors[reference_id].T).max(axis=1)
    lags = report_lags(closeness, temperature=settings.report_temperature)
    return [
        Retrieved(
            evidence=_evidence(search, dict(zip(reference_ids, row.tolist(), strict=True)), vectors, store, settings),
            nearest=search.nearest,
        )
        for search, row in zip(searches, lags, strict=True)
    ]


def _search(
    claims: Sequence[Claim], with_context: Sequence[str], store: ReferenceStore, settings: Settings
) -> list[_Search]:
    queries = [canonical(claim.text) for claim in claims]
    distinct = list(dict.fromkeys([*queries, *with_context]))
    vectors = dict(zip(distinct, encoded(store.encoder, distinct), strict=True))
    dense = store.nearest(np.stack([vectors[query] for query in queries]), k=settings.k_dense)
    contextual = store.nearest(np.stack([vectors[query] for query in with_context]), k=settings.k_dense)
    searches = []
    for query, in_context, near, near_context in zip(queries, with_context, dense, contextual, strict=True):
        words = store.matching(query, k=settings.k_lexical)
        searches.append(
            _Search(
                query=vectors[query],
                in_context=vectors[in_context],
                nearest=near[0].similarity if near else -1.0,
                words={passage: rank for rank, passage in enumerate(words, 1)},
                found=frozenset([*(scored.passage for scored in [*near, *near_context]), *words]),
            )
        )
    return searches


def _evidence(
    search: _Search,
    lags: dict[str, float],
    vectors: dict[str, NDArray[np.float32]],
    store: ReferenceStore,
    settings: Settings,
) -> tuple[Evidence, ...]:
    if not lags:
        return ()
    likeliest = sorted(lags, key=lambda reference_id: (-lags[reference_id], reference_id))
    seats = seated(store, likeliest, n=settings.n_references)
    read = {*likeliest[: settings.n_references], *seats}
    candidates = search.found.union(*(store.passages_of(reference_id) for reference_id in read))
    scores = _scores(search, candidates, vectors, settings)
    pulled = {passage: score + settings.report_pull * lags[passage.reference_id] for passage, score in scores.items()}
    ranked = sorted(candidates, key=lambda passage: (-round(pulled[passage], 6), passage.passage_id))
    first = [passage for passage in ranked if passage.reference_id == likeliest[0]][:1]
    ranked = _with_seats([*first, *(passage for passage in ranked if passage not in first)], seats)
    kept = distinct_passages(
        ((passage, vectors[passage.reference_id][passage.position]) for passage in ranked),
        n=settings.n_evidence,
        copy_similarity=settings.copy_similarity,
        rank=rank_in(store),
    )
    return tuple(_describe(passage, float(vector @ search.query), copies, store) for passage, vector, copies in kept)


def _with_seats(ranked: Sequence[Passage], seats: Sequence[str]) -> list[Passage]:
    """Put the best passage of each reference that has a seat first: the first references are those judged in full."""
    best = {passage.reference_id: passage for passage in reversed(ranked)}
    head = [best[reference_id] for reference_id in seats if reference_id in best]
    first = set(head)
    return [*head, *(passage for passage in ranked if passage not in first)]


def _scores(
    search: _Search, passages: Iterable[Passage], vectors: dict[str, NDArray[np.float32]], settings: Settings
) -> dict[Passage, float]:
    """Score passages by cosine, the mean of the claim alone and in its context, and by their rank in words."""
    query = (search.query.astype(np.float64) + search.in_context) / 2
    return {
        passage: float(vectors[passage.reference_id][passage.position] @ query)
        + (settings.word_rank_weight / search.words[passage] ** 0.5 if passage in search.words else 0.0)
        for passage in passages
    }


def _describe(passage: Passage, similarity: float, copies: int, store: ReferenceStore) -> Evidence:
    passages = store.passages_of(passage.reference_id)
    reference = store.reference(passage.reference_id)
    at = passage.position
    standing = store.standing(passage.reference_id) if isinstance(store, PermittedReferences) else None
    has_tiers = isinstance(store, PermittedReferences) and store.desk.has_tiers
    return Evidence(
        passage=passage,
        similarity=round(similarity, 4),
        before=passages[at - 1].text if at > 0 else "",
        after=passages[at + 1].text if at + 1 < len(passages) else "",
        title=reference.title,
        publisher=reference.publisher,
        published=reference.published,
        url=reference.url,
        copies=copies,
        reference_sha256=reference.sha256,
        path=reference.path,
        tier=standing.tier if standing and has_tiers else None,
        notes=standing.notes if standing else (),
        withheld=standing.withheld if standing else None,
        author=reference.author,
        updated=reference.updated,
    )
