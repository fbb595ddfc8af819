"""Several indexes searched as one."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Self

import numpy as np

from factcheck.errors import InputError
from factcheck.index import queries, ranking, shares, united_words
from factcheck.index.identity import check_together
from factcheck.index.owners import Owners, owners_of
from factcheck.index.preparation import encoded
from factcheck.index.read_ahead import ReadAhead
from factcheck.index.reference_index import ReferenceIndex

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

    from numpy.typing import NDArray

    from factcheck.datatypes import Encoder, Passage, Reference, ScoredPassage
    from factcheck.index.contents import IndexContents
    from factcheck.index.read_ahead import Held
    from factcheck.settings import Settings


class UnitedIndex:
    """Several open indexes of one encoder, searched as one; a `ReferenceStore`. Threads may share one.

    It answers as one index with all the reports would. A report that several indexes hold is in it once, as the first
    of them has it. Exact are similarities, BM25, the shares of words, their order, the counts and the fingerprint, all
    counted over the reports of all indexes. Where the indexes hold different vectors of one passage, which happens in
    the last bit of half precision when it was embedded in other company, those of the first count. As in one index,
    inverted lists (above 500,000 passages) may miss 2 in 100 of the nearest.
    """

    def __init__(self, indexes: Sequence[IndexContents]) -> None:
        """Unite open indexes, which stay the caller's to change; `close` closes them.

        Raises:
            InputError: there are none.
            IndexMismatchError: they were built with different encoders.
        """
        if not indexes:
            raise InputError("indexes must be at least one, got none; open one with ReferenceIndex.open.")
        self._indexes = tuple(indexes)
        self._versions: tuple[int, ...] | None = None
        self._owners: dict[str, int] = {}
        self._masked: tuple[frozenset[str], ...] = ()
        self._placed: Sequence[Owners | None] = (None,) * len(self._indexes)
        self._ahead = ReadAhead()
        check_together([(str(index.path), index.identity) for index in self._indexes])

    @classmethod
    def open(
        cls, paths: Sequence[str | Path], *, encoder: Encoder | None = None, settings: Settings | None = None
    ) -> UnitedIndex:
        """Open the indexes in some folders as one.

        Args:
            paths: the folders; one named twice counts once.
            encoder: as for `ReferenceIndex.open`.
            settings: as for `ReferenceIndex.open`.

        Raises:
            InputError: there are none.
            IndexStoreError: as for `ReferenceIndex.open`, and IndexMismatchError: they have different encoders.
        """
        with contextlib.ExitStack() as on_error:
            indexes = [
                on_error.enter_context(ReferenceIndex.open(path, encoder=encoder, settings=settings))
                for path in dict.fromkeys(paths)
            ]
            united = cls(indexes)
            on_error.pop_all()
        return united

    @property
    def encoder(self) -> Encoder:
        """Give the encoder of the indexes, loading it when first asked.

        Raises:
            IndexMismatchError: the encoder of the settings is not the one the indexes were built with.
            ModelLoadError: it could not be loaded.
        """
        encoder = self._indexes[0].encoder
        for index in self._indexes:
            index.check_encoder(encoder)
        return encoder

    @property
    def n_references(self) -> int:
        """Count the references, each once."""
        with self._reading():
            return len(self._owners)

    @property
    def n_passages(self) -> int:
        """Count the passages of all references, each once."""
        with self._reading() as parts:
            return sum(
                queries.counts(db)[1] - len(united_words.rows_of(db, masked))
                for db, masked in zip(parts, self._masked, strict=True)
            )

    @property
    def fingerprint(self) -> str:
        """Give the fingerprint of one index with all the references."""
        with self._reading() as parts:
            rows = {row[0]: row for db in reversed(parts) for row in queries.content_rows(db)}
            identity = next((each for index in self._indexes if (each := index.identity) is not None), None)
            fingerprint, dim = (None, None) if identity is None else (identity.fingerprint, identity.dim)
            return queries.rows_sha256(fingerprint, dim, (rows[name] for name in sorted(rows)))

    def reading_ahead(self) -> AbstractContextManager[None]:
        """Read what searches of this thread find in full, all at once, and keep it throughout the block."""
        return self._ahead.block()

    def search(self, text: str, k: int = 5) -> list[ScoredPassage]:
        """Find the k passages nearest in meaning to a text; see `ReferenceIndex.search`."""
        ranking.check_queries(np.zeros((0, 1), dtype=np.float32), dim=None, k=k)
        return self.nearest(encoded(self.encoder, [text]), k=k)[0]

    def nearest(self, vectors: NDArray[np.float32], *, k: int) -> list[list[ScoredPassage]]:
        """Find the k passages nearest to each unit vector, shape (q, dim), closest first; ties by passage id.

        Raises:
            InputError: k is below 1, or the vectors have another length or are not finite.
        """
        with self._reading() as parts:
            found: list[list[ScoredPassage]] = [[] for _ in vectors]
            for part, index in enumerate(self._indexes):
                for row, near in zip(found, index.nearest(vectors, k=k), strict=True):
                    row += [each for each in near if self._owners[each.passage.reference_id] == part]
            best = [sorted(row, key=lambda each: (-each.similarity, each.passage.passage_id))[:k] for row in found]
            self._keep(parts, (each.passage.reference_id for row in best for each in row))
        return best

    def matching(self, query: str, *, k: int) -> list[Passage]:
        """Find up to k passages that share telling words with the query, best BM25 first; ties by passage id.

        Every passage that holds one of the words is read and weighed by the statistics of all indexes, so common words
        take longer than in one index.

        Raises:
            InputError: k is below 1.
        """
        if k < 1:
            raise InputError(f"k must be at least 1, got {k!r}.")
        with self._reading() as parts:
            found = united_words.matching(list(zip(parts, self._masked, strict=True)), query, k=k)
            self._keep(parts, (passage.reference_id for passage in found))
            return found

    def word_shares(self, texts: Sequence[str], reference_ids: Sequence[str]) -> NDArray[np.float64]:
        """Give the share of each text's telling words that each reference holds; see `ReferenceIndex.word_shares`."""
        with self._reading() as parts:
            placed = tuple(owners_of(db, known) for db, known in zip(parts, self._placed, strict=True))
            held = list(zip(parts, self._masked, placed, strict=True))
            self._placed = placed
            return shares.word_shares(
                texts,
                reference_ids,
                n_references=len(self._owners),
                holders=lambda term: united_words.holders(held, term, most=shares.N_TELLING),
            )

    @property
    def folders(self) -> tuple[Path, ...]:
        """Give the folders of all indexes, in their order."""
        return tuple(folder for index in self._indexes for folder in index.folders)

    def origins(self) -> list[Reference]:
        """Give all references without their texts (""), in ascending order of id."""
        with self._reading():
            return self._owned(index.origins() for index in self._indexes)

    def references(self) -> list[Reference]:
        """Give all references in ascending order of id."""
        with self._reading():
            return self._owned(index.references() for index in self._indexes)

    def _owned(self, held: Iterable[list[Reference]]) -> list[Reference]:
        """Give what each index is to give, in ascending order of id."""
        owned = [
            reference
            for part, references in enumerate(held)
            for reference in references
            if self._owners[reference.reference_id] == part
        ]
        return sorted(owned, key=lambda reference: reference.reference_id)

    def reference(self, reference_id: str) -> Reference:
        """Give one reference.

        Raises:
            InputError: there is none of that id.
        """
        if kept := self._ahead.get(reference_id):
            return kept[0]
        with self._reading():
            return self._owner(reference_id).reference(reference_id)

    def passages_of(self, reference_id: str) -> tuple[Passage, ...]:
        """Give a reference's passages in order of position.

        Raises:
            InputError: there is no reference of that id.
        """
        if kept := self._ahead.get(reference_id):
            return kept[1]
        with self._reading():
            return self._owner(reference_id).passages_of(reference_id)

    def vectors_of(self, reference_id: str) -> NDArray[np.float32]:
        """Give a reference's passage vectors, shape (n, dim), float32, in order of position.

        Raises:
            InputError: there is no reference of that id.
        """
        if kept := self._ahead.get(reference_id):
            return kept[2]
        with self._reading():
            return self._owner(reference_id).vectors_of(reference_id)

    def close(self) -> None:
        """Close the indexes; closing twice is fine."""
        for index in self._indexes:
            index.close()

    def __enter__(self) -> Self:
        """Give the united index itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the indexes."""
        self.close()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[list[sqlite3.Connection]]:
        """See one state of every index, and know which of them each reference is taken from."""
        with contextlib.ExitStack() as held:
            ordered = sorted(
                range(len(self._indexes)), key=lambda part: id(self._indexes[part])
            )  # no two lock crosswise
            opened = {part: held.enter_context(self._indexes[part].snapshot()) for part in ordered}
            parts = [opened[part] for part in range(len(self._indexes))]
            versions = tuple(int(queries.meta(db, "content_version") or 0) for db in parts)
            if versions != self._versions:
                self._take_stock(parts)
                self._versions = versions
            yield parts

    def _keep(self, parts: Sequence[sqlite3.Connection], reference_ids: Iterable[str]) -> None:
        def held(missing: Sequence[str]) -> dict[str, Held]:
            read: dict[str, Held] = {}
            for part, db in enumerate(parts):
                read |= queries.held(db, [name for name in missing if self._owners[name] == part])
            return read

        self._ahead.keep(reference_ids, held, state=self._versions)

    def _take_stock(self, parts: Sequence[sqlite3.Connection]) -> None:
        owners: dict[str, int] = {}
        masked = []
        for part, db in enumerate(parts):
            ids = queries.reference_ids(db)
            masked.append(frozenset(name for name in ids if name in owners))
            owners |= {name: part for name in ids if name not in owners}
        self._owners, self._masked = owners, tuple(masked)

    def _owner(self, reference_id: str) -> IndexContents:
        if reference_id not in self._owners:
            raise queries.unknown_reference(reference_id, sorted(self._owners))
        return self._indexes[self._owners[reference_id]]


def open_indexes(
    paths: Sequence[str | Path], *, encoder: Encoder | None = None, settings: Settings | None = None
) -> ReferenceIndex | UnitedIndex:
    """Open one index, or several as one; takes and raises what `UnitedIndex.open` does."""
    distinct = list(dict.fromkeys(paths))
    if len(distinct) == 1:
        return ReferenceIndex.open(distinct[0], encoder=encoder, settings=settings)
    return UnitedIndex.open(distinct, encoder=encoder, settings=settings)
