"""The index of trusted references in PostgreSQL, shared by many desks: how it is made, opened and changed."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pgvector.psycopg import register_vector

from factcheck.errors import InputError
from factcheck.index.changes import Plan, plan_changes, superseded_ids, with_details, with_what_feeds_told
from factcheck.index.preparation import prepare, usable
from factcheck.reading import reference_from_text
from factcheck.scale.address import read_address
from factcheck.scale.postgres import queries, writing
from factcheck.scale.postgres.contents import PostgresContents
from factcheck.scale.postgres.failures import missing
from factcheck.scale.postgres.migrations import check_version, is_index, migrate
from factcheck.scale.postgres.sessions import WAIT_SECONDS, Sessions
from factcheck.scale.postgres.verification import inspected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import numpy as np
    from numpy.typing import NDArray
    from psycopg import Connection

    from factcheck.datatypes import Encoder, Reference, Retrieval
    from factcheck.index import AddSummary, Verification
    from factcheck.index.preparation import PreparedReference
    from factcheck.settings import Settings

    Db = Connection[Any]


class PostgresIndex(PostgresContents):
    """Trusted references in PostgreSQL, searchable by meaning and by words; a `ReferenceStore`.

    Threads may share one. Every change is one transaction, which every desk sees at its next answer.
    """

    @classmethod
    def open(
        cls,
        address: str,
        *,
        encoder: Encoder | None = None,
        settings: Settings | None = None,
        wait_seconds: float = WAIT_SECONDS,
    ) -> PostgresIndex:
        """Open an index; nothing is written, and a user who may only read will do.

        Args:
            address: `postgresql://HOST/DATABASE#NAME`.
            encoder: the encoder it was built with; None loads `settings.encoder` when first needed.
            settings: the settings; None takes them from the environment.
            wait_seconds: how long to wait for a connection.

        Raises:
            IndexMissingError: there is no index of that name.
            IndexMismatchError: it was built with another encoder or has another version.
            IndexStoreError: the store cannot be reached.
        """
        place = read_address(address)
        with contextlib.ExitStack() as on_error:
            sessions = Sessions(place, wait_seconds=wait_seconds)
            on_error.callback(sessions.close)
            with sessions.reading() as db:
                check_version(db, sessions.name, sessions.shown)
            index = cls(sessions, encoder=encoder, settings=settings)
            on_error.pop_all()
            return index

    @classmethod
    def create(
        cls, address: str, *, encoder: Encoder | None = None, settings: Settings | None = None, name: str | None = None
    ) -> PostgresIndex:
        """Make an empty index with its roles, or bring one to this version, and open it.

        Args:
            address: as for `open`.
            encoder: as for `open`.
            settings: as for `open`.
            name: the schema to make it in, that of the address when None.

        Raises:
            IndexMismatchError: a newer factcheck made it, or it was built with another encoder.
            IndexStoreError: the store cannot be reached, or this user may not make an index.
        """
        with contextlib.ExitStack() as on_error:
            sessions = Sessions(read_address(address), name=name)
            on_error.callback(sessions.close)
            with sessions.outside() as db:
                migrate(db, sessions.name, roles_of=sessions.address.name)
                register_vector(db)
            index = cls(sessions, encoder=encoder, settings=settings)
            on_error.pop_all()
            return index

    @classmethod
    def migrate(cls, address: str) -> PostgresIndex:
        """Bring an index to this version, and open it.

        Raises:
            IndexMissingError: there is no index of that name.
            IndexMismatchError: a newer factcheck made it.
            IndexStoreError: the store cannot be reached, or this user may not change its tables.
        """
        with contextlib.closing(Sessions(read_address(address))) as sessions, sessions.reading() as db:
            if not is_index(db, sessions.name):
                raise missing(sessions.shown)
        return cls.create(address)

    def add(
        self, references: Iterable[Reference | str], *, progress: Callable[[int, int], None] | None = None
    ) -> AddSummary:
        """Add references in one transaction; takes and raises what `ReferenceIndex.add` does."""
        return self._put(references, update=False, progress=progress)

    def update(
        self, references: Iterable[Reference | str], *, progress: Callable[[int, int], None] | None = None
    ) -> AddSummary:
        """Add references, and withdraw what they are newer versions of; as `ReferenceIndex.update`."""
        return self._put(references, update=True, progress=progress)

    def withdraw(self, reference_id: str) -> None:
        """Remove a reference; no desk's next answer has it.

        Raises:
            InputError: there is none of that id.
            IndexStoreError: the index cannot be written (IndexLockedError: another process is writing).
        """
        self.reference(reference_id)
        with self._sessions.writing() as db:
            if writing.remove(db, [reference_id]):
                writing.count_change(db)

    def load(self, prepared: Iterable[PreparedReference]) -> None:
        """Add references that were cut and encoded elsewhere by the encoder of the index, all or none.

        Raises:
            IndexMismatchError: the encoder is not the one the index was built with.
            IndexStoreError: the index cannot be written, or holds one of them.
        """
        with self._sessions.writing() as db:
            writing.bind_encoder(db, self.encoder, self.name)
            writing.put(db, list(prepared), self._tokenizer)
            writing.count_change(db)

    def index_vectors(self) -> None:
        """Make the HNSW index if there are enough passages and there is none; readers go on meanwhile."""
        with self._sessions.writing() as db:
            if writing.index_vectors(db):
                db.execute("ANALYZE passages")

    def note_retrievals(self, retrievals: Iterable[Retrieval]) -> int:
        """Note that pages were asked for again and have not changed; gives the number of references read from them.

        Raises:
            IndexStoreError: the index cannot be written (IndexLockedError: another process is writing).
        """
        asked = list(retrievals)
        if not asked:
            return 0
        with self._sessions.writing() as db:
            return sum(writing.note_retrieval(db, retrieval) for retrieval in asked)

    def inspect(self) -> Verification:
        """Read everything once and list what does not agree."""
        with self._sessions.reading() as db:
            return inspected(db)

    def verify(self) -> None:
        """Read everything once and check that it agrees.

        Raises:
            IndexCorruptError: something does not agree; the message names every fault.
        """
        self.inspect().require_sound(self.name)

    def _put(
        self,
        references: Iterable[Reference | str],
        *,
        update: bool,
        progress: Callable[[int, int], None] | None,
    ) -> AddSummary:
        if isinstance(references, str):
            raise InputError(f"references must be several, got one string {references[:40]!r}; put it in brackets.")
        given = (reference_from_text(each) if isinstance(each, str) else each for each in references)
        wanted = {reference.reference_id: reference for reference in given}
        with self._sessions.reading() as db:
            held = {each.reference_id: each for each in queries.references(db, list(wanted))}
            wanted = {
                name: with_what_feeds_told(new, held[name]) if name in held else new for name, new in wanted.items()
            }
            plan = _plan(db, wanted, update=update)
            at_hand = _at_hand(db, plan.remove)
        prepared = prepare(plan.write, lambda: self.encoder, progress, at_hand=at_hand)  # takes long: no lock is held
        with self._sessions.writing() as db:
            plan = _plan(db, wanted, update=update)
            late = [reference for reference in plan.write if reference.reference_id not in prepared]
            prepared |= prepare(late, lambda: self.encoder, at_hand=at_hand)  # withdrawn by others meanwhile
            written = [prepared[reference.reference_id] for reference in plan.write]
            self._write(db, plan, written)
            for fresh in _fresh_details(db, wanted, plan.summary.unchanged):
                writing.note_details(db, fresh)
        n_embedded = sum(each.n_embedded for each in written)
        n_reused = sum(len(each.passages) for each in written) - n_embedded
        return replace(plan.summary, n_embedded=n_embedded, n_reused=n_reused)

    def _write(self, db: Db, plan: Plan, written: list[PreparedReference]) -> None:
        if any(each.n_embedded for each in written):
            writing.bind_encoder(db, self.encoder, self.name)
        if plan.remove:
            writing.remove(db, plan.remove)
        if written:
            writing.put(db, written, self._tokenizer)
        if plan.remove or written:
            writing.count_change(db)
            writing.index_vectors(db)


def _plan(db: Db, wanted: Mapping[str, Reference], *, update: bool) -> Plan:
    held = {each.reference_id: each for each in queries.references(db, list(wanted))}
    return plan_changes(wanted, held, superseded_ids(wanted, queries.origins(db)) if update else ())


def _at_hand(db: Db, reference_ids: Iterable[str]) -> dict[str, NDArray[np.float16]]:
    """Give the vectors of the passages of some references by the text of the passage; damaged ones are left out."""
    found: dict[str, NDArray[np.float16]] = {}
    for _, passages, vectors in queries.held(db, reference_ids).values():
        sound = zip(passages, vectors.astype("float16"), usable(vectors), strict=True)
        found |= {passage.text: vector for passage, vector, is_usable in sound if is_usable}
    return found


def _fresh_details(db: Db, wanted: Mapping[str, Reference], unchanged: Iterable[str]) -> list[Reference]:
    """Give the held references of which more is known now: when they were fetched, in which language."""
    found = (with_details(old, wanted[old.reference_id]) for old in queries.references(db, list(unchanged)))
    return [fresh for fresh in found if fresh is not None]
