"""The references that may be evidence: a store that shows nothing else, in every way of searching it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from factcheck.datatypes import ScoredPassage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from factcheck.datatypes import Encoder, Passage, Reference, ReferenceStore
    from factcheck.policy.desk import Desk, LeftOut, Standing

WIDER = 4
"""How many times as many passages are asked for when too few of those found may be evidence."""
N_COMPARED = 20_000
"""Passages up to which all permitted ones are compared with a vector: 30 MB, and quicker than searching deep."""
_DECIMALS = 6  # as the index rounds similarities


class PermittedReferences:
    """A `ReferenceStore` of what a desk's rules let be evidence, over one that holds more.

    Searches go on until they have found as many permitted passages as asked for. The weights of words stay those of
    all references held: they tell how common a word is, not what a report says.
    """

    def __init__(self, store: ReferenceStore, desk: Desk) -> None:
        """Ask the rules about every reference once; one added later is asked about when it is found."""
        self.desk = desk
        self._store = store
        self._standings = {each.reference_id: desk.standing(each) for each in store.origins()}
        self._compared: tuple[list[Passage], NDArray[np.float64]] | None = None
        self._is_collected = False

    @property
    def encoder(self) -> Encoder:
        """Give the encoder whose vectors the store holds."""
        return self._store.encoder

    @property
    def folders(self) -> tuple[Path, ...]:
        """Give those of the store."""
        return self._store.folders

    @property
    def n_references(self) -> int:
        """Count the references of the store, permitted or not."""
        return len(self._standings)

    @property
    def n_passages(self) -> int:
        """Count the passages of the store, permitted or not."""
        return self._store.n_passages

    @property
    def fingerprint(self) -> str:
        """Give that of the store."""
        return self._store.fingerprint

    @property
    def left_out(self) -> Counter[LeftOut]:
        """Count the references that are never evidence, by reason."""
        return Counter(standing.left_out for standing in self._standings.values() if standing.left_out is not None)

    def standing(self, reference_id: str) -> Standing:
        """Say what the rules say of a reference; raises InputError when there is none of that id."""
        if reference_id not in self._standings:
            self._standings[reference_id] = self.desk.standing(self._store.reference(reference_id))
        return self._standings[reference_id]

    def nearest(self, vectors: NDArray[np.float32], *, k: int) -> list[list[ScoredPassage]]:
        """Find the k permitted passages nearest to each row, shape (q, dim), closest first; ties by passage id."""
        ranked: list[list[ScoredPassage]] = [[] for _ in vectors]
        open_rows, n_asked = list(range(len(vectors))), k
        while open_rows:
            deep = n_asked > k
            if deep and (compared := self._collect()) is not None:
                for row in open_rows:
                    ranked[row] = _compare(vectors[row], *compared, k=k)
                break
            found = self._store.nearest(vectors[open_rows], k=n_asked)
            for row, near in zip(open_rows, found, strict=True):
                ranked[row] = [each for each in near if self._permits(each.passage)][:k]
            open_rows = [
                row for row, near in zip(open_rows, found, strict=True) if len(ranked[row]) < k and len(near) == n_asked
            ]
            n_asked *= WIDER
        return ranked

    def matching(self, query: str, *, k: int) -> list[Passage]:
        """Find up to k permitted passages that share words with the query, best BM25 first."""
        n_asked = k
        while True:
            found = self._store.matching(query, k=n_asked)
            permitted = [passage for passage in found if self._permits(passage)]
            if len(permitted) >= k or len(found) < n_asked:
                return permitted[:k]
            n_asked *= WIDER

    def word_shares(self, texts: Sequence[str], reference_ids: Sequence[str]) -> NDArray[np.float64]:
        """Give the share of each text's telling words that each reference holds, shape (q, n), [0, 1]."""
        return self._store.word_shares(texts, reference_ids)

    def passages_of(self, reference_id: str) -> tuple[Passage, ...]:
        """Give a reference's passages in order of position."""
        return self._store.passages_of(reference_id)

    def vectors_of(self, reference_id: str) -> NDArray[np.float32]:
        """Give a reference's passage vectors, shape (n, dim), float32, in order of position."""
        return self._store.vectors_of(reference_id)

    def reference(self, reference_id: str) -> Reference:
        """Give one reference; raises InputError when there is none of that id."""
        return self._store.reference(reference_id)

    def references(self) -> list[Reference]:
        """Give the permitted references in ascending order of id."""
        return [each for each in self._store.references() if self.standing(each.reference_id).left_out is None]

    def origins(self) -> Iterable[Reference]:
        """Give the permitted references without their texts (""), in ascending order of id."""
        return [each for each in self._store.origins() if self.standing(each.reference_id).left_out is None]

    def _permits(self, passage: Passage) -> bool:
        return self.standing(passage.reference_id).left_out is None

    def _collect(self) -> tuple[list[Passage], NDArray[np.float64]] | None:
        """Give all permitted passages with their vectors, None when they are too many."""
        if not self._is_collected:
            self._is_collected = True
            self._compared = self._collected()
        return self._compared

    def _collected(self) -> tuple[list[Passage], NDArray[np.float64]] | None:
        passages: list[Passage] = []
        vectors: list[NDArray[np.float32]] = []
        for reference_id in (each.reference_id for each in self.origins()):
            passages += self._store.passages_of(reference_id)
            if len(passages) > N_COMPARED:
                return None
            vectors.append(self._store.vectors_of(reference_id))
        if not vectors:
            return [], np.zeros((0, self.encoder.dim))
        return passages, np.concatenate(vectors).astype(np.float64)


def _compare(
    vector: NDArray[np.float32], passages: list[Passage], vectors: NDArray[np.float64], *, k: int
) -> list[ScoredPassage]:
    """Compare with every passage; the same figures and order as those of an index."""
    similarities = np.clip(vectors @ vector.astype(np.float64), -1.0, 1.0).round(_DECIMALS) + 0.0  # no minus zero
    if len(passages) > k:
        least = np.partition(similarities, -k)[-k]
        rows = np.flatnonzero(similarities >= least).tolist()
    else:
        rows = list(range(len(passages)))
    scored = [ScoredPassage(passage=passages[row], similarity=float(similarities[row])) for row in rows]
    return sorted(scored, key=lambda found: (-found.similarity, found.passage.passage_id))[:k]


def seated(store: ReferenceStore, likeliest: Sequence[str], *, n: int) -> list[str]:
    """Choose the references that have a passage among the evidence in any case, the likeliest first.

    Those are the likeliest and, where the policy asks for reports of a tier, the likeliest of each tier, so that a
    report of a better tier is looked at even when several of a lesser one come before it. Without a policy it is the
    likeliest alone.

    Args:
        store: a `PermittedReferences`, or a store without rules.
        likeliest: ids of references, the likeliest first.
        n: how many at most.
    """
    if not isinstance(store, PermittedReferences) or not store.desk.n_asked:
        return list(likeliest[:1])
    n_of_tiers = len(store.desk.policy.tiers)
    chosen = list(likeliest[: n - n_of_tiers])
    tiers = {store.standing(reference_id).tier for reference_id in chosen}
    for reference_id in likeliest[len(chosen) :]:
        if (tier := store.standing(reference_id).tier) not in tiers:
            tiers.add(tier)
            chosen.append(reference_id)
    return chosen


def rank_in(store: ReferenceStore) -> Callable[[str], int]:
    """Give what ranks references by tier, 0 the best; all the same in a store without rules."""
    if isinstance(store, PermittedReferences):
        return lambda reference_id: store.standing(reference_id).rank
    return lambda _: 0
