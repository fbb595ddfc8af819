"""The index of trusted references: what is in it, how it changes, and how it is searched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from factcheck.errors import InputError
from factcheck.index import queries, ranking, shares
from factcheck.index.folder import create_folder, open_folder
from factcheck.index.identity import check_identity, identity_of
from factcheck.index.preparation import encoded
from factcheck.index.sqlite_store import SqliteStore
from factcheck.index.vector_cache import VectorCache
from factcheck.index.verification import verify_contents
from factcheck.index.writer import IndexWriter
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import TracebackType

    from numpy.typing import NDArray

    from factcheck.datatypes import Encoder, Passage, Reference, Retrieval, ScoredPassage
    from factcheck.index.changes import AddSummary
    from factcheck.index.manifest import EncoderIdentity


class ReferenceIndex:
    """Trusted references, cut into passages and searchable by meaning and by words; a `ReferenceStore`.

    Threads may share one. Every change is one transaction, and what another process writes is seen at the next call.
    """

    def __init__(
        self,
        store: SqliteStore,
        *,
        folder: Path | None,
        stated: EncoderIdentity | None,
        encoder: Encoder | None,
        settings: Settings | None,
    ) -> None:
        """Wire an index; use `open`, `create` or `in_memory`."""
        self.path = folder
        self._store = store
        self._stated = stated
        self._settings = settings if settings is not None else Settings()
        self._cache = VectorCache(store, folder, n_threads=self._settings.n_threads)
        self._writer = IndexWriter(store=store, cache=self._cache, encoder=lambda: self.encoder)
        self._encoder = encoder
        if encoder is not None:
            self._check(encoder)

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

    @property
    def encoder(self) -> Encoder:
        """Give the encoder whose vectors the index holds, loading it when first asked.

        Raises:
            IndexMismatchError: the encoder of the settings is not the one the index was built with.
            ModelLoadError: it could not be loaded.
        """
        with self._store.locked():
            if self._encoder is None:
                from factcheck.models import load_encoder  # noqa: PLC0415 - listing an index needs no model

                encoder = load_encoder(self._settings.encoder, settings=self._settings)
                self._check(encoder)
                self._encoder = encoder
            return self._encoder

    @property
    def n_references(self) -> int:
        """Count the references."""
        with self._store.reading() as db:
            return queries.counts(db)[0]

    @property
    def n_passages(self) -> int:
        """Count the passages."""
        with self._store.reading() as db:
            return queries.counts(db)[1]

    @property
    def fingerprint(self) -> str:
        """Give a hex SHA-256 of references, cuts and encoder; the order and files of adding play no part."""
        with self._store.reading() as db:
            return queries.contents_sha256(db)

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
        return self._writer.put(references, update=False, progress=progress)

    def update(
        self, references: Iterable[Reference | str], *, progress: Callable[[int, int], None] | None = None
    ) -> AddSummary:
        """Add references, and withdraw what they are newer versions of: held references of the same origin.

        The origin is the address or file (`factcheck.reading.same_origin`). Takes and raises what `add` does.
        """
        return self._writer.put(references, update=True, progress=progress)

    def retrievals(self) -> dict[str, Retrieval]:
        """Give how the pages of references were fetched, by address: what `factcheck.reading.read_all` takes."""
        with self._store.reading() as db:
            return queries.retrievals(db)

    def note_retrievals(self, retrievals: Iterable[Retrieval]) -> int:
        """Note that pages were asked for again and have not changed; gives the number of references read from them.

        Raises:
            IndexStoreError: the index cannot be written (IndexLockedError: another process is writing).
        """
        return self._writer.note_retrievals(retrievals)

    def withdraw(self, reference_id: str) -> None:
        """Remove a reference; the next search does not find it.

        Raises:
            InputError: there is none of that id.
            IndexStoreError: the index cannot be written (IndexLockedError: another process is writing).
        """
        self._writer.withdraw(reference_id)

    def search(self, text: str, k: int = 5) -> list[ScoredPassage]:
        """Find the k passages nearest in meaning to a text, closest first, ties by passage id; [] in an empty index.

        Raises:
            InputError: k is below 1.
            IndexMismatchError: the encoder is not the one the index was built with.
            ModelError: the encoder fails.
        """
        ranking.check_queries(np.zeros((0, 1), dtype=np.float32), dim=None, k=k)
        return self.nearest(encoded(self.encoder, [text]), k=k)[0]

    def nearest(self, vectors: NDArray[np.float32], *, k: int) -> list[list[ScoredPassage]]:
        """Find the k passages nearest to each unit vector, shape (q, dim), closest first; ties by passage id.

        Raises:
            InputError: k is below 1, or the vectors have another length or are not finite.
        """
        with self._store.reading() as db:
            identity = self._store.encoder()
            checked = ranking.check_queries(vectors, dim=None if identity is None else identity.dim, k=k)
            if queries.counts(db)[1] == 0:
                return [[] for _ in checked]
            return ranking.nearest(db, self._cache.current(), checked, k=k)

    def matching(self, query: str, *, k: int) -> list[Passage]:
        """Find up to k passages that share telling words with the query, best BM25 first; ties by passage id.

        Any text will do. Stop words are left out, endings and accents do not matter; [] when nothing matches.

        Raises:
            InputError: k is below 1.
        """
        if k < 1:
            raise InputError(f"k must be at least 1, got {k!r}.")
        with self._store.reading() as db:
            return queries.matching(db, query, k=k)

    def word_shares(self, texts: Sequence[str], reference_ids: Sequence[str]) -> NDArray[np.float64]:
        """Give the share of each text's telling words that each reference holds, shape (q, n), [0, 1].

        Words that few references hold count more; endings and accents do not matter. 0 for a reference not held.
        """
        with self._store.reading() as db:
            return shares.word_shares(db, texts, reference_ids)

    def references(self) -> list[Reference]:
        """Give all references in ascending order of id."""
        with self._store.reading() as db:
            return queries.references(db)

    def reference(self, reference_id: str) -> Reference:
        """Give one reference.

        Raises:
            InputError: there is none of that id.
        """
        with self._store.reading() as db:
            return queries.known_reference(db, reference_id)

    def passages_of(self, reference_id: str) -> tuple[Passage, ...]:
        """Give a reference's passages in order of position.

        Raises:
            InputError: there is no reference of that id.
        """
        with self._store.reading() as db:
            queries.known_reference(db, reference_id)
            return queries.passages_of(db, reference_id)

    def vectors_of(self, reference_id: str) -> NDArray[np.float32]:
        """Give a reference's passage vectors, shape (n, dim), float32, in order of position.

        Raises:
            InputError: there is no reference of that id.
        """
        with self._store.reading() as db:
            queries.known_reference(db, reference_id)
            return queries.vectors_of(db, reference_id)

    def verify(self) -> None:
        """Read everything once and check that it agrees; vectors for FAISS are made again if they do not.

        Raises:
            IndexCorruptError: something does not agree.
        """
        with self._store.reading() as db:
            identity = self._store.encoder()
            verify_contents(db, dim=None if identity is None else identity.dim, name=self._store.name)
            if queries.counts(db)[1]:
                self._cache.current()

    def close(self) -> None:
        """Close the files; closing twice is fine, using the index afterwards raises IndexStoreError."""
        self._store.close()

    def __enter__(self) -> Self:
        """Give the index itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the index."""
        self.close()

    def _check(self, encoder: Encoder) -> None:
        check_identity(identity_of(encoder), [self._stated, self._store.encoder()], self._store.name)
