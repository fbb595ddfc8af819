"""Encoders and NLI models by name: "embedded" (come with the package), a Hugging Face id, or a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.models.ahead import begin, loaded
from factcheck.models.files import EMBEDDED

if TYPE_CHECKING:
    from factcheck.datatypes import Encoder, NLIModel
    from factcheck.models.embedded import EmbeddedEncoder, EmbeddedNLI
    from factcheck.settings import Settings

__all__ = ["EMBEDDED", "load_ahead", "load_encoder", "load_nli"]


def load_ahead(settings: Settings) -> None:
    """Begin to load the embedded models that settings name, beside whatever comes before they are needed.

    The next `load_encoder` and `load_nli` with the same settings wait for them; what fails now is raised there.
    """
    if settings.encoder == EMBEDDED:
        begin(_encoder_key(settings), lambda: _embedded_encoder(settings))
    if settings.nli == EMBEDDED:
        begin(_nli_key(settings), lambda: _embedded_nli(settings))


def load_encoder(name: str, *, settings: Settings) -> Encoder:
    """Load an encoder; it remembers the last texts it was given.

    Args:
        name: "embedded", a Hugging Face id or a folder that sentence-transformers reads.
        settings: gives the number of threads.

    Raises:
        ModelLoadError: the model is not there, is damaged or is no encoder.
    """
    from factcheck.models.remembering import RememberingEncoder  # noqa: PLC0415 - loads numpy

    if name == EMBEDDED:
        return RememberingEncoder(loaded(_encoder_key(settings), lambda: _embedded_encoder(settings)))
    from factcheck.models.encoder import SentenceEncoder  # noqa: PLC0415 - torch takes seconds to import

    return RememberingEncoder(SentenceEncoder(name, n_threads=settings.n_threads))


def load_nli(name: str, *, settings: Settings) -> NLIModel:
    """Load an NLI model with two or three labels; with `settings.cache` it remembers what it judged.

    Args:
        name: "embedded", a Hugging Face id or a folder with a sequence classification model.
        settings: gives the number of threads, the tokens of a batch and of a pair, and the file of judgements.

    Raises:
        ModelLoadError: the model is not there, is damaged or is no sequence classifier.
        LabelOrderError: its config does not say which output is which label.
    """
    model = _load_nli(name, settings)
    if settings.cache is None:
        return model
    from factcheck.models.remembering import RememberingNLI  # noqa: PLC0415 - only when asked

    return RememberingNLI(model, settings.cache, max_pair_tokens=settings.max_pair_tokens)


def _load_nli(name: str, settings: Settings) -> NLIModel:
    if name == EMBEDDED:
        return loaded(_nli_key(settings), lambda: _embedded_nli(settings))
    from factcheck.models.nli import CrossEncoder  # noqa: PLC0415 - torch takes seconds to import

    return CrossEncoder(
        name,
        n_threads=settings.n_threads,
        batch_tokens=settings.batch_tokens,
        max_pair_tokens=settings.max_pair_tokens,
    )


def _encoder_key(settings: Settings) -> tuple[object, ...]:
    return "encoder", settings.n_threads


def _nli_key(settings: Settings) -> tuple[object, ...]:
    return "nli", settings.n_threads, settings.max_pair_tokens


def _embedded_encoder(settings: Settings) -> EmbeddedEncoder:
    from factcheck.models.embedded import EmbeddedEncoder  # noqa: PLC0415 - loads ONNX Runtime

    return EmbeddedEncoder(n_threads=settings.n_threads)


def _embedded_nli(settings: Settings) -> EmbeddedNLI:
    from factcheck.models.embedded import EmbeddedNLI  # noqa: PLC0415 - loads ONNX Runtime

    return EmbeddedNLI(n_threads=settings.n_threads, max_pair_tokens=settings.max_pair_tokens)
