"""What can be asked of an open index: what is in it, and what is closest to a text."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import numpy as np

from factcheck.errors import InputError
from factcheck.index import queries, ranking, shares, word_queries
from factcheck.index.opened import OpenIndex
from factcheck.index.owners import Owners, owners_of
from factcheck.index.preparation import encoded
from factcheck.index.read_ahead import ReadAhead
from factcheck.index.vector_cache import VectorCache

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from numpy.typing import NDArray

    from factcheck.datatypes import Encoder, Passage, Reference, ScoredPassage
    from factcheck.index.manifest import EncoderIdentity
    from factcheck.index.sqlite_store import SqliteStore
    from factcheck.settings import Settings


class IndexContents(OpenIndex):
    """The reading side of `ReferenceIndex`; threads may share it, and it sees what other processes write."""

    def __init__(
        self,
        store: SqliteStore,
        *,
        folder: Path | None,
        stated: EncoderIdentity | None,
        encoder: Encoder | None,
        settings: Settings | None,
    ) -> None:
        """Wire an index; use `ReferenceIndex.open`, `create` or `in_memory`."""
        self.path = folder
        self._store = store
        self._stated = stated
        super().__init__(encoder=encoder, settings=settings)
        self._cache = VectorCache(store, folder, n_threads=self._settings.n_threads)
        self._owners: Owners | None = None
        self._ahead = ReadAhead()

    @property
    def name(self) -> str:
        """Give the name of the folder, or what an index in memory is called."""
        return self._store.name

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

    @property
    def identity(self) -> EncoderIdentity | None:
        """Say which encoder made the vectors; None before the first report."""
        return self._store.encoder() or self._stated

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """See one state of the index throughout the block, whatever is written meanwhile; for this room alone."""
        with self._store.reading() as db:
            yield db

    def reading_ahead(self) -> AbstractContextManager[None]:
        """Read what searches of this thread find in full, all at once, and keep it throughout the block."""
        return self._ahead.block()

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
            found = ranking.nearest(db, self._cache.current(), checked, k=k)
            self._keep(db, (scored.passage.reference_id for row in found for scored in row))
            return found

    def matching(self, query: str, *, k: int) -> list[Passage]:
        """Find up to k passages that share telling words with the query, best BM25 first; ties by passage id.

        Any text will do. Stop words are left out, endings and accents do not matter; [] when nothing matches.

        Raises:
            InputError: k is below 1.
        """
        if k < 1:
            raise InputError(f"k must be at least 1, got {k!r}.")
        with self._store.reading() as db:
            found = word_queries.matching(db, query, k=k)
            self._keep(db, (passage.reference_id for passage in found))
            return found

    def word_shares(self, texts: Sequence[str], reference_ids: Sequence[str]) -> NDArray[np.float64]:
        """Give the share of each text's telling words that each reference holds, shape (q, n), [0, 1].

        Words that few references hold count more; endings and accents do not matter. 0 for a reference not held.
        """
        with self._store.reading() as db:
            self._owners = owners = owners_of(db, self._owners)
            return shares.word_shares(
                texts,
                reference_ids,
                n_references=queries.counts(db)[0],
                holders=lambda term: owners.holders(db, term, most=shares.N_TELLING),
            )

    @property
    def folders(self) -> tuple[Path, ...]:
        """Give the folders the references lie in: one, none for an index in memory."""
        return () if self.path is None else (self.path,)

    def origins(self) -> list[Reference]:
        """Give all references without their texts (""), in ascending order of id."""
        with self._store.reading() as db:
            return list(queries.origins(db))

    def references(self) -> list[Reference]:
        """Give all references in ascending order of id."""
        with self._store.reading() as db:
            return queries.references(db)

    def reference(self, reference_id: str) -> Reference:
        """Give one reference.

        Raises:
            InputError: there is none of that id.
        """
        if kept := self._ahead.get(reference_id):
            return kept[0]
        with self._store.reading() as db:
            return queries.known_reference(db, reference_id)

    def passages_of(self, reference_id: str) -> tuple[Passage, ...]:
        """Give a reference's passages in order of position.

        Raises:
            InputError: there is no reference of that id.
        """
        if kept := self._ahead.get(reference_id):
            return kept[1]
        with self._store.reading() as db:
            queries.known_reference(db, reference_id)
            return queries.passages_of(db, reference_id)

    def vectors_of(self, reference_id: str) -> NDArray[np.float32]:
        """Give a reference's passage vectors, shape (n, dim), float32, in order of position.

        Raises:
            InputError: there is no reference of that id.
        """
        if kept := self._ahead.get(reference_id):
            return kept[2]
        with self._store.reading() as db:
            queries.known_reference(db, reference_id)
            return queries.vectors_of(db, reference_id)

    def close(self) -> None:
        """Close the files; closing twice is fine, using the index afterwards raises IndexStoreError."""
        self._cache.close()
        self._store.close()

    def _keep(self, db: sqlite3.Connection, reference_ids: Iterable[str]) -> None:
        version = queries.meta(db, "content_version")
        self._ahead.keep(reference_ids, lambda missing: queries.held(db, missing), state=version)

    def _identities(self) -> list[EncoderIdentity | None]:
        return [self._stated, self._store.encoder()]

    def _alone(self) -> AbstractContextManager[object]:
        return self._store.locked()
