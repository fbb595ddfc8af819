"""The models that come with the package, on ONNX Runtime; nothing here imports torch."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Tokenizer

from factcheck.models import files
from factcheck.models.labels import label_columns, probabilities
from factcheck.models.onnx_runtime import open_session
from factcheck.models.packed import read_tensors
from factcheck.models.token_batches import token_batches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from tokenizers import Encoding

    from factcheck.datatypes import Pair

MOST_TOKENS = 256
"""Padded tokens of a batch: what a layer holds then fits the second-level cache, and short calls are padded little.

At 512 a token took the encoder a fifth longer, and 25 pairs for the NLI model held 8% padding in place of 3%."""
ENCODER_TOKENS = 256
"""Tokens of a text the encoder was made for; more are cut off."""


class EmbeddedEncoder:
    """all-MiniLM-L6-v2 in int8; safe to share between threads (one lock)."""

    model_id = files.EMBEDDED
    dim = 384

    def __init__(self, *, n_threads: int = 0) -> None:
        """Load the model; see `factcheck.models.load_encoder`."""
        folder = files.encoder_folder()
        self.fingerprint = files.embedded_fingerprint(files.ENCODER_SHA256, "encoder")
        self._lock = threading.Lock()
        self._tokenizer = _tokenizer(folder, ENCODER_TOKENS)
        self._session = open_session("encoder", read_tensors(folder / "model.safetensors"), n_threads=n_threads)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts as unit vectors, shape (n, dim), float32, in the order given; (0, dim) for no texts."""
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        with self._lock:
            encoded = self._tokenizer.encode_batch_fast(list(texts))
            for rows, inputs in _padded(encoded, padding=0):
                (vectors[rows],) = self._session.run(None, inputs)
        return vectors


class EmbeddedNLI:
    """Our cross-encoder in int8; safe to share between threads (one lock)."""

    model_id = files.EMBEDDED

    def __init__(self, *, n_threads: int = 0, max_pair_tokens: int = 256) -> None:
        """Load the model; see `factcheck.models.load_nli`."""
        folder = files.nli_folder()
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.fingerprint = files.embedded_fingerprint(files.nli_sha256(), "nli")
        self._lock = threading.Lock()
        self._columns = label_columns({int(key): name for key, name in config["id2label"].items()}, model=self.model_id)
        self._padding = int(config["pad_token_id"])
        self._tokenizer = _tokenizer(folder, max_pair_tokens)
        self._session = open_session("nli", read_tensors(folder / "model.safetensors"), n_threads=n_threads)

    def judge(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """Give probabilities, shape (n, 3), float32: entailment, neutral, contradiction; rows sum to 1.

        A pair longer than `max_pair_tokens` loses the end of its longer side, the premise in practice.
        """
        outputs = np.zeros((len(pairs), 3), dtype=np.float32)
        with self._lock:
            encoded = self._tokenizer.encode_batch_fast([(pair.premise, pair.hypothesis) for pair in pairs])
            for rows, inputs in _padded(encoded, padding=self._padding):
                (logits,) = self._session.run(None, inputs)
                outputs[rows] = probabilities(logits, self._columns)
        return outputs


def _tokenizer(folder: Path, most_tokens: int) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(most_tokens, strategy="longest_first")
    tokenizer.no_padding()
    return tokenizer


def _padded(encoded: Sequence[Encoding], *, padding: int) -> Iterator[tuple[list[int], dict[str, NDArray[np.int64]]]]:
    """Yield the rows of each batch and the inputs of a session for them."""
    lengths = [len(each.ids) for each in encoded]
    for rows in token_batches(lengths, most_tokens=MOST_TOKENS):
        shape = (len(rows), lengths[rows[-1]])
        ids, mask = np.full(shape, padding, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for at, row in enumerate(rows):
            ids[at, : lengths[row]] = encoded[row].ids
            mask[at, : lengths[row]] = 1
        yield rows, {"input_ids": ids, "attention_mask": mask}
