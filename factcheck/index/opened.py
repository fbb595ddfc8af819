"""What every open index has, whatever it is stored in: the encoder of its vectors, and a block that closes it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Self

from factcheck.index.identity import check_identity, identity_of
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from types import TracebackType

    from factcheck.datatypes import Encoder
    from factcheck.index.manifest import EncoderIdentity


class OpenIndex(ABC):
    """Holds the encoder and the settings of an open index."""

    def __init__(self, *, encoder: Encoder | None, settings: Settings | None) -> None:
        """Take an encoder, which must be the one of the vectors, or None to load that of the settings when asked."""
        self._settings = settings if settings is not None else Settings()
        self._encoder = encoder
        if encoder is not None:
            self.check_encoder(encoder)

    @property
    @abstractmethod
    def name(self) -> str:
        """Give the folder or address as people may see it."""

    @property
    def encoder(self) -> Encoder:
        """Give the encoder whose vectors the index holds, loading it when first asked.

        Raises:
            IndexMismatchError: the encoder of the settings is not the one the index was built with.
            ModelLoadError: it could not be loaded.
        """
        with self._alone():
            if self._encoder is None:
                from factcheck.models import load_encoder  # noqa: PLC0415 - listing an index needs no model

                encoder = load_encoder(self._settings.encoder, settings=self._settings)
                self.check_encoder(encoder)
                self._encoder = encoder
            return self._encoder

    def check_encoder(self, encoder: Encoder) -> None:
        """Refuse an encoder that did not make the vectors.

        Raises:
            IndexMismatchError: its weights or the length of its vectors differ.
        """
        check_identity(identity_of(encoder), self._identities(), self.name)

    @abstractmethod
    def close(self) -> None:
        """Close files and connections; closing twice is fine, using the index afterwards raises IndexStoreError."""

    def __enter__(self) -> Self:
        """Give the index itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the index."""
        self.close()

    @abstractmethod
    def _identities(self) -> Sequence[EncoderIdentity | None]:
        """Say which encoders made the vectors, as far as it is known."""

    @abstractmethod
    def _alone(self) -> AbstractContextManager[object]:
        """Keep other threads out while the encoder is loaded."""
