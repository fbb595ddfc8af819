"""Carries out changes to an index: prepared without a lock, written in one transaction, then passed to the cache."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from factcheck.errors import InputError
from factcheck.index import queries
from factcheck.index.changes import AddSummary, Plan, plan_changes, superseded_ids, with_details, with_what_feeds_told
from factcheck.index.identity import check_identity, identity_of
from factcheck.index.preparation import PreparedReference, prepare, usable
from factcheck.reading import reference_from_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from factcheck.datatypes import Encoder, Reference, Retrieval
    from factcheck.index.sqlite_store import SqliteStore
    from factcheck.index.vector_cache import VectorCache


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexWriter:
    """Writes to one store; `encoder` gives the encoder, checked against the index, when vectors are needed."""

    store: SqliteStore
    cache: VectorCache
    encoder: Callable[[], Encoder]

    def put(
        self, references: Iterable[Reference | str], *, update: bool, progress: Callable[[int, int], None] | None
    ) -> AddSummary:
        """Add references; see `ReferenceIndex.add` and, with `update`, `ReferenceIndex.update`."""
        if isinstance(references, str):
            raise InputError(f"references must be several, got one string {references[:40]!r}; put it in brackets.")
        given = (reference_from_text(each) if isinstance(each, str) else each for each in references)
        wanted = {reference.reference_id: reference for reference in given}
        with self.store.reading() as db:
            held = {reference_id: queries.reference(db, reference_id) for reference_id in wanted}
            wanted = {
                reference_id: new if (old := held[reference_id]) is None else with_what_feeds_told(new, old)
                for reference_id, new in wanted.items()
            }
            plan = _plan(db, wanted, update=update)
            at_hand = vectors_at_hand(db, plan.remove)
        if not plan.write and not plan.remove:
            self._note_details(wanted, plan.summary.unchanged)
            return plan.summary
        # This takes long, so others may read and write meanwhile.
        prepared = prepare(plan.write, self.encoder, progress, at_hand=at_hand)
        with self.store.locked():
            with self.store.writing() as db:
                plan = _plan(db, wanted, update=update)
                late = [reference for reference in plan.write if reference.reference_id not in prepared]
                prepared |= prepare(late, self.encoder, at_hand=at_hand)  # another process withdrew them meanwhile
                self._write(db, plan, prepared)
            self.cache.advance()
        self._note_details(wanted, plan.summary.unchanged)
        return _counted(plan.summary, [prepared[reference.reference_id] for reference in plan.write])

    def _note_details(self, wanted: Mapping[str, Reference], unchanged: Iterable[str]) -> None:
        """Write what is known anew beside reports that say the same: when they were fetched, in which language."""
        with self.store.reading() as db:
            held = [(queries.reference(db, reference_id), wanted[reference_id]) for reference_id in unchanged]
        new = [fresh for old, given in held if old is not None and (fresh := with_details(old, given)) is not None]
        if new:
            with self.store.writing() as db:
                for reference in new:
                    if queries.reference(db, reference.reference_id) is not None:  # not withdrawn meanwhile
                        self.store.note_details(reference)

    def note_retrievals(self, retrievals: Iterable[Retrieval]) -> int:
        """Write that pages have not changed; see `ReferenceIndex.note_retrievals`."""
        asked = list(retrievals)
        if not asked:
            return 0
        with self.store.writing():
            return sum(self.store.note_retrieval(retrieval) for retrieval in asked)

    def withdraw(self, reference_id: str) -> None:
        """Remove a reference; see `ReferenceIndex.withdraw`."""
        with self.store.locked():
            with self.store.writing() as db:
                queries.known_reference(db, reference_id)
                self._write(db, Plan(write=(), remove=(reference_id,), summary=AddSummary()), {})
            self.cache.advance()

    def load(self, prepared: Iterable[PreparedReference]) -> None:
        """Write references that are not in the index; see `ReferenceIndex.load`."""
        with self.store.locked():
            with self.store.writing() as db:
                self._note_encoder()
                n_references, n_passages = queries.counts(db)
                for each in prepared:
                    n_references += 1
                    n_passages += len(self.store.put(each))
                self.cache.limits.kind(n_passages)  # raises when there are too many
                self.store.count_change(n_references, n_passages)
            self.cache.advance()

    def _write(self, db: sqlite3.Connection, plan: Plan, prepared: Mapping[str, PreparedReference]) -> None:
        n_references, n_passages = queries.counts(db)
        written = [prepared[reference.reference_id] for reference in plan.write]
        if any(each.n_embedded for each in written):
            self._note_encoder()
        removed = [row_id for reference_id in plan.remove for row_id in self.store.remove(reference_id)]
        n_added = sum(len(self.store.put(each)) for each in written)
        n_references += len(written) - len(plan.remove)
        n_passages += n_added - len(removed)
        self.cache.limits.kind(n_passages)  # raises when there are too many
        self.store.forget_withdrawn(self.cache.saved_version())
        self.store.count_change(n_references, n_passages, removed)

    def _note_encoder(self) -> None:
        """Bind the index to the encoder at hand; another process may have bound it to another since it was opened."""
        given, stated = identity_of(self.encoder()), self.store.encoder()
        check_identity(given, [stated], self.store.name)
        if stated is None:
            self.store.note_encoder(given)


def vectors_at_hand(db: sqlite3.Connection, reference_ids: Iterable[str]) -> dict[str, NDArray[np.float16]]:
    """Give the vectors of the passages of some references, shape (dim,), by the text of the passage.

    A passage is embedded by its text alone, so a sentence that stands in the next version too has the same vector.
    Vectors that are not of length 1 are damaged and left out.
    """
    found: dict[str, NDArray[np.float16]] = {}
    for reference_id in reference_ids:
        passages = queries.passages_of(db, reference_id)
        if passages:
            vectors = queries.vectors_of(db, reference_id)
            sound = zip(passages, vectors.astype(np.float16), usable(vectors), strict=True)
            found |= {passage.text: vector for passage, vector, is_usable in sound if is_usable}
    return found


def _counted(summary: AddSummary, written: Sequence[PreparedReference]) -> AddSummary:
    n_embedded = sum(each.n_embedded for each in written)
    return replace(summary, n_embedded=n_embedded, n_reused=sum(len(each.passages) for each in written) - n_embedded)


def _plan(db: sqlite3.Connection, wanted: Mapping[str, Reference], *, update: bool) -> Plan:
    found = ((reference_id, queries.reference(db, reference_id)) for reference_id in wanted)
    held = {reference_id: reference for reference_id, reference in found if reference is not None}
    return plan_changes(wanted, held, superseded_ids(wanted, queries.origins(db)) if update else ())
