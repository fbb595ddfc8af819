"""What the commands need of an index that is kept and changed, wherever it lies: in a folder or in a shared store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from factcheck.datatypes import ReferenceStore

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from factcheck.datatypes import Reference, Retrieval
    from factcheck.index.changes import AddSummary
    from factcheck.index.manifest import EncoderIdentity


class KeptIndex(ReferenceStore, Protocol):
    """An index whose reports can be read, written out and replaced; see `ReferenceIndex` for each."""

    @property
    def identity(self) -> EncoderIdentity | None:
        """Say which encoder made the vectors; None before the first report."""

    def snapshot(self) -> AbstractContextManager[Any]:
        """See one state of the index throughout a block."""

    def retrievals(self) -> dict[str, Retrieval]:
        """Give how the pages of references were fetched, by address."""

    def update(self, references: Iterable[Reference | str]) -> AddSummary:
        """Add references, and withdraw what they are newer versions of."""

    def note_retrievals(self, retrievals: Iterable[Retrieval]) -> int:
        """Note that pages were asked for again and have not changed."""
