"""Tells whether an encoder is the one an index was built with, and how to put it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.errors import IndexMismatchError
from factcheck.index.manifest import EncoderIdentity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factcheck.datatypes import Encoder


def identity_of(encoder: Encoder) -> EncoderIdentity:
    """Say what tells an encoder from others."""
    return EncoderIdentity(model_id=encoder.model_id, fingerprint=encoder.fingerprint, dim=encoder.dim)


def check_identity(given: EncoderIdentity, stated: Iterable[EncoderIdentity | None], name: str) -> None:
    """Refuse an encoder other than the one an index was built with; the name alone may differ.

    Args:
        given: the encoder at hand.
        stated: what the files of the index say; None where a file says nothing yet.
        name: the index as the user knows it.

    Raises:
        IndexMismatchError: the weights or the vector length differ.
    """
    for built_with in stated:
        if built_with is not None and (built_with.fingerprint, built_with.dim) != (given.fingerprint, given.dim):
            raise IndexMismatchError(
                f"The index {name!r} was built with the encoder {_shown(built_with)}, got {_shown(given)}; "
                f"{_way_out(built_with, given, name)}."
            )


def check_together(known: Sequence[tuple[str, EncoderIdentity | None]]) -> None:
    """Refuse indexes, given by name and encoder, that are to be used together and were built with different encoders.

    Raises:
        IndexMismatchError: the weights or the vector lengths differ.
    """
    named = [(name, encoder) for name, encoder in known if encoder is not None]
    for name, encoder in named[1:]:
        first, expected = named[0]
        if (encoder.fingerprint, encoder.dim) != (expected.fingerprint, expected.dim):
            raise IndexMismatchError(
                f"Indexes that are used together must have one encoder: {first!r} was built with "
                f"{expected.model_id!r} (weights {expected.fingerprint[:12]}), {name!r} with "
                f"{encoder.model_id!r} (weights {encoder.fingerprint[:12]}); build one of them again with "
                f"`factcheck index build {name} REPORTS --encoder {expected.model_id}`."
            )


def _way_out(built_with: EncoderIdentity, given: EncoderIdentity, name: str) -> str:
    rebuild = f"build it again with `factcheck index build {name} REPORTS --encoder {given.model_id}`"
    if built_with.model_id == given.model_id:
        return f"the weights of this model have changed, so {rebuild}"
    return f"pass `--encoder {built_with.model_id}`, or {rebuild}"


def _shown(encoder: EncoderIdentity) -> str:
    return f"{encoder.model_id!r} (weights {encoder.fingerprint[:12]}, {encoder.dim} dimensions)"
