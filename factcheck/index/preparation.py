"""Cuts references into passages and encodes them, before the index is locked for writing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from factcheck.errors import EmptyDocumentError, FactCheckError, ModelError
from factcheck.passages import cut_passages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from factcheck.datatypes import Encoder, Passage, Reference

_NORM_TOLERANCE = (
    0.01  # int8 and fp16 models give norms within 0.001 of 1; vectors that were not normalised are far off
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedReference:
    """A reference with its passages and their unit vectors, shape (n, dim), float16, in order of position.

    `n_embedded` of the passages were embedded, the vectors of the others were at hand.
    """

    reference: Reference
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float16]
    n_embedded: int

    @property
    def cut_sha256(self) -> str:
        """Give the hex SHA-256 of where the passages start and end."""
        return cut_sha256(self.passages)


def cut_sha256(passages: Iterable[Passage]) -> str:
    """Give the hex SHA-256 of where passages start and end."""
    cuts = ";".join(f"{passage.start},{passage.end}" for passage in passages)
    return hashlib.sha256(cuts.encode()).hexdigest()


def prepare(
    references: Sequence[Reference],
    encoder: Callable[[], Encoder],
    progress: Callable[[int, int], None] | None = None,
    *,
    at_hand: Mapping[str, NDArray[np.float16]] | None = None,
) -> dict[str, PreparedReference]:
    """Cut and encode references, each by itself: its vectors must not depend on what it is added together with.

    Args:
        references: what to prepare.
        encoder: gives the encoder; asked for only after all references were cut, and not when all vectors are at hand.
        at_hand: vectors that this encoder gave earlier, shape (dim,), by the text of the passage; those texts are not
            encoded again.
        progress: called with the passages encoded so far and their total, after each reference.

    Returns:
        The prepared references by id.

    Raises:
        EmptyDocumentError: a reference has no passages.
        ModelError: the encoder gives no unit vectors.
    """
    cuts = [(reference, _cut(reference)) for reference in references]
    total, done = sum(len(passages) for _, passages in cuts), 0
    prepared = {}
    for reference, passages in cuts:
        prepared[reference.reference_id] = _prepared(reference, passages, encoder, at_hand or {})
        done += len(passages)
        if progress is not None:
            progress(done, total)
    return prepared


def usable(vectors: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Tell which rows, shape (n, dim), have length 1 as far as models and half precision keep to it; shape (n,)."""
    are_usable: NDArray[np.bool_] = np.abs(np.linalg.norm(vectors, axis=1) - 1.0) <= _NORM_TOLERANCE
    return are_usable  # NaN is not <= either


def encoded(encoder: Encoder, texts: Iterable[str]) -> NDArray[np.float32]:
    """Encode texts and check what comes back: unit vectors, shape (n, dim), float32.

    Raises:
        ModelError: the encoder fails, whatever it raises, or gives something else.
    """
    texts = list(texts)
    try:
        vectors = np.asarray(encoder.encode(texts), dtype=np.float32)
    except FactCheckError:
        raise
    except Exception as err:
        raise ModelError(
            f"The encoder {encoder.model_id!r} failed on {len(texts)} texts: {type(err).__name__}: {err}; try again, "
            "or use another encoder."
        ) from err
    if vectors.shape != (len(texts), encoder.dim):
        raise ModelError(
            f"The encoder {encoder.model_id!r} gave vectors of shape {vectors.shape}, "
            f"expected {(len(texts), encoder.dim)}; use another encoder."
        )
    if not usable(vectors).all():
        off = np.abs(np.linalg.norm(vectors, axis=1) - 1.0).max()
        raise ModelError(
            f"The encoder {encoder.model_id!r} must give vectors of length 1, got one that is off by "
            f"{float(off):.3g}; use an encoder that normalises."
        )
    return vectors


def _prepared(
    reference: Reference,
    passages: tuple[Passage, ...],
    encoder: Callable[[], Encoder],
    at_hand: Mapping[str, NDArray[np.float16]],
) -> PreparedReference:
    texts = [passage.text for passage in passages]
    missing = [text for text in texts if text not in at_hand]
    found = {text: at_hand[text] for text in texts if text in at_hand}
    if missing:
        found |= zip(missing, encoded(encoder(), missing).astype(np.float16), strict=True)
    return PreparedReference(
        reference=reference,
        passages=passages,
        vectors=np.stack([found[text] for text in texts]),
        n_embedded=len(missing),
    )


def _cut(reference: Reference) -> tuple[Passage, ...]:
    passages = cut_passages(reference)
    if not passages:
        named = reference.title or reference.url or reference.path or reference.reference_id
        raise EmptyDocumentError(f"The report {named!r} has no text to index; leave it out or give its full text.")
    return passages
