"""The index of trusted references: how it is made, opened, changed and checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.index import queries
from factcheck.index.contents import IndexContents
from factcheck.index.folder import create_folder, open_folder
from factcheck.index.identity import identity_of
from factcheck.index.sqlite_store import SqliteStore
from factcheck.index.verification import Verification, verified
from factcheck.index.writer import IndexWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factcheck.datatypes import Encoder, Reference, Retrieval
    from factcheck.index.changes import AddSummary
    from factcheck.index.preparation import PreparedReference
    from factcheck.settings import Settings


class ReferenceIndex(IndexContents):
    """Trusted references, cut into passages and searchable by meaning and by words; a `ReferenceStore`.

    Threads may share one. Every change is one transaction, and what another process writes is seen at the next call.
    """

    @classmethod
    def open(
        cls, path: str | Path, *, encoder: Encoder | None = None, settings: Settings | None = None
    ) -> ReferenceIndex:
        """Open the index in a folder; nothing in the folder changes, and it may be read-only.

        Args:
            path: the folder.
            encoder: the encoder it was built with; None loads `settings.encoder` when first needed.
            settings: the settings; None takes them from the environment.

        Raises:
            IndexMissingError: there is no index in the folder.
            IndexMismatchError: it was built with another encoder or has another format version.
            IndexCorruptError: its file is damaged.
            IndexStoreError: it cannot be read.
        """
        store, stated = open_folder(Path(path))
        try:
            return cls(store, folder=Path(path), stated=stated, encoder=encoder, settings=settings)
        except BaseException:
            store.close()
            raise

    @classmethod
    def create(
        cls, path: str | Path, *, encoder: Encoder | None = None, settings: Settings | None = None
    ) -> ReferenceIndex:
        """Make an empty index in a folder, which is made too, and open it.

        Args:
            path: the folder.
            encoder: the encoder to build with; None loads `settings.encoder` when first needed.
            settings: the settings; None takes them from the environment.

        Raises:
            InputError: there is an index in the folder already.
            IndexStoreError: the folder cannot be made or written.
        """
        store = create_folder(Path(path), None if encoder is None else identity_of(encoder))
        index = cls(store, folder=Path(path), stated=None, encoder=encoder, settings=settings)
        index._cache.save()
        return index

    @classmethod
    def in_memory(
        cls,
        references: Iterable[Reference | str],
        *,
        encoder: Encoder | None = None,
        settings: Settings | None = None,
    ) -> ReferenceIndex:
        """Make an index of references, or of the full texts of reports, that is nowhere on disk.

        Args:
            references: the reports; none are fine.
            encoder: as for `create`.
            settings: as for `create`.

        Raises:
            EmptyDocumentError: a report has no text.
        """
        index = cls(SqliteStore.in_memory(), folder=None, stated=None, encoder=encoder, settings=settings)
        try:
            index.add(references)
        except BaseException:
            index.close()
            raise
        return index

    def add(
        self, references: Iterable[Reference | str], *, progress: Callable[[int, int], None] | None = None
    ) -> AddSummary:
        """Add references; one that is in the index already, or given twice, is in it once.

        One whose id is held with another text, title, publisher, date or address replaces the one held; of two given
        under one id the later counts. Versions of a report under different ids are all kept: see `update`.

        Args:
            references: what to add; a string is the full text of a report.
            progress: called with the passages encoded so far and their total, after each reference.

        Raises:
            EmptyDocumentError: a reference has no text; nothing is written.
            InputError: one string was given in place of several references.
            IndexMismatchError: the encoder is not the one the index was built with.
            IndexStoreError: the index cannot be written (IndexLockedError: another process is writing) or is full.
            ModelError: the encoder cannot be loaded or gives no unit vectors.
        """
        return self._writer().put(references, update=False, progress=progress)

    def update(
        self, references: Iterable[Reference | str], *, progress: Callable[[int, int], None] | None = None
    ) -> AddSummary:
        """Add references, and withdraw what they are newer versions of: held references of the same origin.

        The origin is the address or file (`factcheck.reading.same_origin`). Takes and raises what `add` does.
        """
        return self._writer().put(references, update=True, progress=progress)

    def retrievals(self) -> dict[str, Retrieval]:
        """Give how the pages of references were fetched, by address: what `factcheck.reading.read_all` takes."""
        with self._store.reading() as db:
            return queries.retrievals(db)

    def note_retrievals(self, retrievals: Iterable[Retrieval]) -> int:
        """Note that pages were asked for again and have not changed; gives the number of references read from them.

        Raises:
            IndexStoreError: the index cannot be written (IndexLockedError: another process is writing).
        """
        return self._writer().note_retrievals(retrievals)

    def withdraw(self, reference_id: str) -> None:
        """Remove a reference; the next search does not find it.

        Raises:
            InputError: there is none of that id.
            IndexStoreError: the index cannot be written (IndexLockedError: another process is writing).
        """
        self._writer().withdraw(reference_id)

    def load(self, prepared: Iterable[PreparedReference]) -> None:
        """Add references that were cut and encoded elsewhere, by the encoder of the index, all or none.

        Args:
            prepared: references that are not in the index; an error raised while they come leaves it as it was.

        Raises:
            IndexMismatchError: the encoder is not the one the index was built with.
            IndexStoreError: the index cannot be written or is full.
        """
        self._writer().load(prepared)

    def verify(self) -> None:
        """Read everything once and check that it agrees; vectors for FAISS are made again if they do not.

        Raises:
            IndexCorruptError: something does not agree; the message names every fault.
        """
        self.inspect().require_sound(self._store.name)

    def inspect(self) -> Verification:
        """Read everything once and list what does not agree; vectors for FAISS are made again if only they are wrong.

        Raises:
            IndexCorruptError: the file is too damaged to be read.
        """
        with self._store.reading() as db:
            return verified(db, self._store.encoder(), self._stated, self._cache)

    def _writer(self) -> IndexWriter:
        return IndexWriter(store=self._store, cache=self._cache, encoder=lambda: self.encoder)
