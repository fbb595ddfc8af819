"""NLI cross-encoders on torch: any sequence classification model with two or three labels."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from transformers import AutoConfig, AutoModelForSequenceClassification, AutoTokenizer
from transformers.initialization import no_init_weights

from factcheck.models import files
from factcheck.models.labels import label_columns, probabilities
from factcheck.models.packed import is_packed, read_tensors, unpack
from factcheck.models.token_batches import token_batches
from factcheck.models.torch_runtime import loading, model_folder, set_threads

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from factcheck.datatypes import Pair


def load_classifier(folder: Path) -> Any:  # noqa: ANN401 - transformers states no types that hold here
    """Load a sequence classifier in float32, its weights packed or plain."""
    weights = folder / "model.safetensors"
    if not (weights.is_file() and is_packed(weights)):
        return AutoModelForSequenceClassification.from_pretrained(
            str(folder), dtype=torch.float32, use_safetensors=True, trust_remote_code=False
        )
    config = AutoConfig.from_pretrained(str(folder), trust_remote_code=False)
    with no_init_weights():
        model = AutoModelForSequenceClassification.from_config(  # type: ignore[no-untyped-call]
            config, dtype=torch.float32
        )
    model.load_state_dict({name: torch.from_numpy(array) for name, array in unpack(read_tensors(weights)).items()})
    return model


class CrossEncoder:
    """Judges premise and hypothesis together; safe to share between threads (one lock)."""

    def __init__(self, name: str, *, n_threads: int = 0, batch_tokens: int = 4096, max_pair_tokens: int = 256) -> None:
        """Load the model; see `factcheck.models.load_nli`."""
        self.model_id = name
        folder = model_folder(name)
        self.fingerprint = files.fingerprint(folder)
        self._n_threads, self._batch_tokens = n_threads, batch_tokens
        self._lock = threading.Lock()
        with loading(name):
            self._device = "cuda" if torch.cuda.is_available() else "cpu"
            self._tokenizer = AutoTokenizer.from_pretrained(str(folder), trust_remote_code=False)
            self._model = load_classifier(folder).to(self._device)
        self._model.eval()
        self._columns = label_columns(self._model.config.id2label, model=name)
        longest = getattr(self._model.config, "max_position_embeddings", max_pair_tokens)
        self._max_tokens = min(max_pair_tokens, int(longest))

    def judge(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """Give probabilities, shape (n, 3), float32: entailment, neutral, contradiction; rows sum to 1.

        Pairs are sorted by length and packed into batches of at most `batch_tokens` padded tokens. A pair longer than
        `max_pair_tokens` loses the end of its longer side, the premise in practice.
        """
        if not pairs:
            return np.zeros((0, 3), dtype=np.float32)
        with self._lock, torch.inference_mode():
            set_threads(self._n_threads)
            encoded = self._tokenizer(
                [pair.premise for pair in pairs],
                [pair.hypothesis for pair in pairs],
                truncation="longest_first",
                max_length=self._max_tokens,
            )
            lengths = [len(ids) for ids in encoded["input_ids"]]
            outputs = np.zeros((len(pairs), 3), dtype=np.float32)
            for rows in token_batches(lengths, most_tokens=self._batch_tokens):
                batch = {key: [values[row] for row in rows] for key, values in encoded.items()}
                padded = self._tokenizer.pad(batch, return_tensors="pt").to(self._device)
                logits = self._model(**padded).logits.float().cpu().numpy()
                outputs[rows] = probabilities(logits, self._columns)
        return outputs
