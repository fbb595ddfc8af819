"""What can be asked of an index in PostgreSQL: the same as of an embedded one, with the same answers."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Any

import numpy as np

from factcheck.errors import InputError
from factcheck.index import ranking, shares
from factcheck.index.lexical import N_SCORED, N_TERMS, query_terms, rarest
from factcheck.index.opened import OpenIndex
from factcheck.index.preparation import encoded
from factcheck.index.queries import unknown_reference
from factcheck.index.read_ahead import ReadAhead
from factcheck.scale.postgres import queries, searching
from factcheck.scale.postgres.tokens import Tokenizer, as_terms
from factcheck.scale.postgres.where import ALL, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from numpy.typing import NDArray
    from psycopg import Connection

    from factcheck.datatypes import Encoder, Passage, Reference, Retrieval, ScoredPassage
    from factcheck.index.manifest import EncoderIdentity
    from factcheck.index.read_ahead import Held
    from factcheck.scale.postgres.sessions import Sessions
    from factcheck.settings import Settings

    Db = Connection[Any]


class PostgresContents(OpenIndex):
    """The reading side of `PostgresIndex`; a `ReferenceStore`. Threads may share it; all desks see what any writes."""

    def __init__(self, sessions: Sessions, *, encoder: Encoder | None, settings: Settings | None) -> None:
        """Wire an index; use `PostgresIndex.open` or `create`."""
        self._sessions = sessions
        self._tokenizer = Tokenizer()
        self._lock = threading.Lock()
        self._ahead = ReadAhead()
        self._fingerprint: tuple[int, str] | None = None
        super().__init__(encoder=encoder, settings=settings)

    @property
    def name(self) -> str:
        """Give the address as people may see it, without passwords."""
        return self._sessions.shown

    @property
    def folders(self) -> tuple[Path, ...]:
        """Give (): the references lie in no folder."""
        return ()

    @property
    def identity(self) -> EncoderIdentity | None:
        """Say which encoder made the vectors; None before the first report."""
        with self._sessions.reading() as db:
            return queries.encoder(db)

    @property
    def n_references(self) -> int:
        """Count the references."""
        with self._sessions.reading() as db:
            return queries.counts(db)[0]

    @property
    def n_passages(self) -> int:
        """Count the passages."""
        with self._sessions.reading() as db:
            return queries.counts(db)[1]

    @property
    def fingerprint(self) -> str:
        """Give the fingerprint that an embedded index with the same contents has; read once for each state."""
        with self._sessions.reading() as db:
            version = queries.content_version(db)
            if self._fingerprint is None or self._fingerprint[0] != version:
                self._fingerprint = version, queries.contents_sha256(db)
            return self._fingerprint[1]

    @contextlib.contextmanager
    def one_state(self) -> Iterator[None]:
        """See one state of the index throughout the block, whatever other desks write; for this thread."""
        with self._sessions.one_state(), self._ahead.block():
            yield

    snapshot = one_state

    def search(self, text: str, k: int = 5, *, where: Where = ALL) -> list[ScoredPassage]:
        """Find the k passages nearest in meaning to a text; see `ReferenceIndex.search`."""
        ranking.check_queries(np.zeros((0, 1), dtype=np.float32), dim=None, k=k)
        return self.nearest(encoded(self.encoder, [text]), k=k, where=where)[0]

    def nearest(self, vectors: NDArray[np.float32], *, k: int, where: Where = ALL) -> list[list[ScoredPassage]]:
        """Find the k passages nearest to each unit vector, shape (q, dim), closest first; ties by passage id.

        There are k of them whenever the index holds as many that `where` lets be found.

        Raises:
            InputError: k is below 1, or the vectors have another length or are not finite.
        """
        with self._sessions.reading() as db:
            identity = queries.encoder(db)
            checked = ranking.check_queries(vectors, dim=None if identity is None else identity.dim, k=k)
            if identity is None:
                return [[] for _ in checked]
            found = searching.nearest(db, checked, k=k, dim=identity.dim, where=where)
            self._keep(db, (scored.passage.reference_id for row in found for scored in row))
            return found

    def matching(self, query: str, *, k: int) -> list[Passage]:
        """Find up to k passages that share telling words with the query, best BM25 first; ties by passage id.

        Words, weights and order are those of an embedded index with the same reports.

        Raises:
            InputError: k is below 1.
        """
        if k < 1:
            raise InputError(f"k must be at least 1, got {k!r}.")
        with self._sessions.reading() as db:
            terms = self._terms(db, query)
            found = searching.matching(db, terms, k=k) if terms != "[]" else []
            self._keep(db, (passage.reference_id for passage in found))
            return found

    def hybrid(self, text: str, k: int = 5, *, where: Where = ALL) -> list[tuple[Passage, float]]:
        """Find the k passages that stand first by meaning or by words, with their fused rank, best first.

        Raises:
            InputError: k is below 1.
            IndexMismatchError: the encoder is not the one the index was built with.
        """
        ranking.check_queries(np.zeros((0, 1), dtype=np.float32), dim=None, k=k)
        vector = encoded(self.encoder, [text])[0]
        with self._sessions.reading() as db:
            if queries.encoder(db) is None:
                return []
            return searching.hybrid(db, self._terms(db, text), vector, k=k, dim=self.encoder.dim, where=where)

    def word_shares(self, texts: Sequence[str], reference_ids: Sequence[str]) -> NDArray[np.float64]:
        """Give the share of each text's telling words that each reference holds; see `ReferenceIndex.word_shares`."""
        distinct = list(dict.fromkeys(term for text in texts for term in query_terms(text)))
        cut = self._tokenizer.cut(distinct)
        with self._sessions.reading() as db:
            known = [term for term, tokens in zip(distinct, cut, strict=True) if tokens]
            found = dict(zip(known, searching.holders(db, as_terms(cut), most=shares.N_TELLING), strict=True))
            return shares.word_shares(
                texts,
                reference_ids,
                n_references=queries.counts(db)[0],
                holders=lambda term: found.get(term, ()),
            )

    def references(self) -> list[Reference]:
        """Give all references in ascending order of id."""
        with self._sessions.reading() as db:
            return queries.references(db)

    def origins(self) -> list[Reference]:
        """Give all references without their texts (""), in ascending order of id."""
        with self._sessions.reading() as db:
            return list(queries.origins(db))

    def retrievals(self) -> dict[str, Retrieval]:
        """Give how the pages of references were fetched, by address: what `factcheck.reading.read_all` takes."""
        with self._sessions.reading() as db:
            return queries.retrievals(db)

    def reference(self, reference_id: str) -> Reference:
        """Give one reference.

        Raises:
            InputError: there is none of that id.
        """
        return self._held(reference_id)[0]

    def passages_of(self, reference_id: str) -> tuple[Passage, ...]:
        """Give a reference's passages in order of position.

        Raises:
            InputError: there is no reference of that id.
        """
        return self._held(reference_id)[1]

    def vectors_of(self, reference_id: str) -> NDArray[np.float32]:
        """Give a reference's passage vectors, shape (n, dim), float32, in order of position.

        Raises:
            InputError: there is no reference of that id.
        """
        return self._held(reference_id)[2]

    def read_ahead(self, reference_ids: Iterable[str]) -> None:
        """Read references in full, all at once, for what a block of `one_state` asks next; does nothing outside one."""
        with self._sessions.reading() as db:
            self._keep(db, reference_ids)

    def close(self) -> None:
        """Close the connections; closing twice is fine, using the index afterwards raises IndexStoreError."""
        self._sessions.close()

    def _identities(self) -> list[EncoderIdentity | None]:
        return [self.identity]

    def _alone(self) -> AbstractContextManager[object]:
        return self._lock

    def _terms(self, db: Db, text: str) -> str:
        """Give the telling words of a text as the statements take them, the rarest when they are many."""
        named = query_terms(text)
        cut = {term: tokens for term, tokens in zip(named, self._tokenizer.cut(named), strict=True) if tokens}
        if len(named) <= N_TERMS and len(named) * queries.counts(db)[1] <= N_SCORED:
            return as_terms(cut.values())  # none is left out, so nothing is counted
        counted = dict(zip(cut, searching.n_holding(db, as_terms(cut.values())), strict=True))
        return as_terms(cut[term] for term in rarest(named, lambda term: counted.get(term, 0)))

    def _held(self, reference_id: str) -> Held:
        with self._sessions.reading() as db:
            found = self._ahead.get(reference_id) or queries.held(db, [reference_id]).get(reference_id)
            if found is None:
                raise unknown_reference(reference_id, queries.reference_ids(db))
            return found

    def _keep(self, db: Db, reference_ids: Iterable[str]) -> None:
        """Read what was found in full, all at once, when this thread sees one state: it is asked for next."""
        self._ahead.keep(reference_ids, lambda missing: queries.held(db, missing))
