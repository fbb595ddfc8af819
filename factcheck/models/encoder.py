"""Encoders that run on sentence-transformers."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

from factcheck.errors import ModelLoadError
from factcheck.models import files
from factcheck.models.torch_runtime import loading, model_folder, set_threads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class SentenceEncoder:
    """An encoder of any sentence-transformers model; safe to share between threads (one lock)."""

    def __init__(self, name: str, *, n_threads: int = 0) -> None:
        """Load the model; see `factcheck.models.load_encoder`."""
        self.model_id = name
        folder = model_folder(name)
        self.fingerprint = files.fingerprint(folder)
        self._n_threads = n_threads
        self._lock = threading.Lock()
        with loading(name):
            device = "cuda" if torch.cuda.is_available() else "cpu"
            self._model = SentenceTransformer(
                str(folder), device=device, trust_remote_code=False, model_kwargs={"use_safetensors": True}
            )
        dim = self._model.get_embedding_dimension()
        if dim is None:
            raise ModelLoadError(f"The encoder {name!r} does not state the length of its vectors; take another model.")
        self.dim = int(dim)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts as unit vectors, shape (n, dim), float32, in the order given; (0, dim) for no texts."""
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        with self._lock, torch.inference_mode():
            set_threads(self._n_threads)
            vectors = self._model.encode(
                list(texts), batch_size=32, show_progress_bar=False, convert_to_numpy=True, normalize_embeddings=True
            )
        return np.asarray(vectors, dtype=np.float32)
