"""What the exchangeable parts satisfy: encoder, NLI model, store of references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from factcheck.datatypes.judgements import Pair
    from factcheck.datatypes.texts import Passage, Reference, ScoredPassage


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def model_id(self) -> str:
        """Name the model: "embedded", a Hugging Face id or a folder."""

    @property
    def fingerprint(self) -> str:
        """Give a hex SHA-256 of the weights, and of what else decides what they compute."""

    @property
    def dim(self) -> int:
        """Give the length of a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts as unit vectors, shape (n, dim), float32, in the order given; (0, dim) for no texts."""


@runtime_checkable
class NLIModel(Protocol):
    """Judges pairs of premise and hypothesis."""

    @property
    def model_id(self) -> str:
        """Name the model: "embedded", a Hugging Face id or a folder."""

    @property
    def fingerprint(self) -> str:
        """Give a hex SHA-256 of the weights, and of what else decides what they compute."""

    def judge(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """Give probabilities, shape (n, 3), float32: entailment, neutral, contradiction; rows sum to 1.

        A two-class model puts "not entailment" under neutral and 0 under contradiction.
        """


@runtime_checkable
class ReferenceStore(Protocol):
    """What evidence retrieval needs of an index."""

    @property
    def encoder(self) -> Encoder:
        """Give the encoder whose vectors the store holds."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """Give the folders the references lie in; () when they are nowhere on disk."""

    @property
    def n_references(self) -> int:
        """Count the references."""

    @property
    def n_passages(self) -> int:
        """Count the passages."""

    @property
    def fingerprint(self) -> str:
        """Give a hex SHA-256 over the references held and the encoder; equal contents, equal fingerprint."""

    def nearest(self, vectors: NDArray[np.float32], *, k: int) -> list[list[ScoredPassage]]:
        """Find the k passages nearest to each row, shape (q, dim), closest first; ties by passage id."""

    def matching(self, query: str, *, k: int) -> list[Passage]:
        """Find up to k passages that share words with the query, best BM25 first; [] when no word matches."""

    def word_shares(self, texts: Sequence[str], reference_ids: Sequence[str]) -> NDArray[np.float64]:
        """Give the share of each text's telling words that each reference holds, shape (q, n), [0, 1]."""

    def passages_of(self, reference_id: str) -> tuple[Passage, ...]:
        """Give a reference's passages in order of position."""

    def vectors_of(self, reference_id: str) -> NDArray[np.float32]:
        """Give a reference's passage vectors, shape (n, dim), float32, in order of position."""

    def reference(self, reference_id: str) -> Reference:
        """Give one reference; raises InputError when there is none of that id."""

    def references(self) -> list[Reference]:
        """Give all references in ascending order of id."""

    def origins(self) -> Iterable[Reference]:
        """Give all references without their texts (""), in ascending order of id."""


@runtime_checkable
class SteadyStore(Protocol):
    """A store that others change, and that can be seen in one state for a while."""

    def one_state(self) -> AbstractContextManager[None]:
        """See one state of the store throughout the block, in this thread."""


@runtime_checkable
class ReadingAheadStore(Protocol):
    """A store that can read what a search finds in full, all at once, before it is asked for."""

    def reading_ahead(self) -> AbstractContextManager[None]:
        """Keep what searches of this thread find throughout the block."""
