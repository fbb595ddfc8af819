"""Models that remember what they were asked: vectors in memory, judgements in a file when the settings name one.

The file holds keyed hashes and probabilities, never a text: who has it cannot read a draft from it.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import sqlite3
import threading
import time
from collections import OrderedDict
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from factcheck.datatypes import Encoder, NLIModel, Pair

logger = logging.getLogger(__name__)

MOST_VECTORS = 4096
"""Texts whose vectors are kept in memory, the last used ones: the claims of a long article, 6 MB."""
MOST_JUDGEMENTS = 500_000
"""Rows of the file, the last used ones: about 50 MB."""
KEY_BYTES = 16
WAIT_SECONDS = 2.0
"""How long another process may hold the file; then this one goes on without it."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS secret (key BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS judgements (
    key BLOB PRIMARY KEY, entailment REAL, neutral REAL, contradiction REAL, used INTEGER NOT NULL
) WITHOUT ROWID;
"""


class RememberingEncoder:
    """An encoder that embeds a text once while it is among the last ones used; safe to share between threads."""

    def __init__(self, encoder: Encoder) -> None:
        """Wrap an encoder."""
        self.model_id, self.fingerprint, self.dim = encoder.model_id, encoder.fingerprint, encoder.dim
        self._encoder = encoder
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts as unit vectors, shape (n, dim), float32, in the order given; (0, dim) for no texts."""
        if len(texts) > MOST_VECTORS:  # an index being built; its passages come once
            return self._encoder.encode(texts)
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, self._encoder.encode(new), strict=True))
        with self._lock:
            for text, vector in known.items():
                self._vectors[text] = vector
                self._vectors.move_to_end(text)
            while len(self._vectors) > MOST_VECTORS:
                self._vectors.popitem(last=False)
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = known[text]
        return vectors


class RememberingNLI:
    """An NLI model that judges a pair once, also across runs; safe to share between threads and processes.

    A file that cannot be used costs its help, never a verdict.
    """

    def __init__(self, model: NLIModel, file: Path, *, max_pair_tokens: int) -> None:
        """Wrap a model.

        Args:
            model: judges what is not known.
            file: SQLite file of judgements, made when it is missing.
            max_pair_tokens: what the model cuts pairs to; other cuts are other judgements.
        """
        self.model_id, self.fingerprint = model.model_id, model.fingerprint
        self._model, self._file = model, file
        self._made_with = f"{model.fingerprint}:{max_pair_tokens}".encode()

    def judge(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """Give probabilities, shape (n, 3), float32: entailment, neutral, contradiction; rows sum to 1."""
        try:
            with closing(sqlite3.connect(self._file, timeout=WAIT_SECONDS)) as file, file:
                file.executescript(SCHEMA)
                keys = self._keys(pairs, _secret(file))
                known = _known(file, keys)
        except sqlite3.Error as err:
            logger.warning("The cache %s is not used: %s.", self._file, err)
            return self._model.judge(pairs)
        new = [row for row, key in enumerate(keys) if key not in known]
        rows = self._model.judge([pairs[row] for row in new])
        known.update({keys[row]: tuple(judged) for row, judged in zip(new, rows.tolist(), strict=True)})
        self._keep({key: known[key] for key in keys})
        return np.array([known[key] for key in keys], dtype=np.float32).reshape(len(pairs), 3)

    def _keys(self, pairs: Sequence[Pair], secret: bytes) -> list[bytes]:
        hashes = [
            hashlib.blake2b(f"{len(pair.premise)}\n{pair.premise}\n{pair.hypothesis}".encode("utf-8", "surrogatepass"))
            for pair in pairs
        ]
        return [
            hashlib.blake2b(self._made_with + each.digest(), key=secret, digest_size=KEY_BYTES).digest()
            for each in hashes
        ]

    def _keep(self, judged: dict[bytes, tuple[float, ...]]) -> None:
        now = time.time_ns()
        rows = [(key, *values, now) for key, values in judged.items()]
        try:
            with closing(sqlite3.connect(self._file, timeout=WAIT_SECONDS)) as file, file:
                file.executemany("INSERT OR REPLACE INTO judgements VALUES (?, ?, ?, ?, ?)", rows)
                (n_rows,) = file.execute("SELECT count(*) FROM judgements").fetchone()
                if n_rows > MOST_JUDGEMENTS:
                    file.execute(
                        "DELETE FROM judgements WHERE key IN (SELECT key FROM judgements ORDER BY used LIMIT ?)",
                        (n_rows - MOST_JUDGEMENTS,),
                    )
        except sqlite3.Error as err:
            logger.warning("Judgements could not be kept in the cache %s: %s.", self._file, err)


def _secret(file: sqlite3.Connection) -> bytes:
    """Give the key of this file's hashes, drawn when the file is made."""
    row = file.execute("SELECT key FROM secret").fetchone()
    if row is None:
        file.execute("INSERT INTO secret SELECT ? WHERE NOT EXISTS (SELECT 1 FROM secret)", (secrets.token_bytes(32),))
        row = file.execute("SELECT key FROM secret").fetchone()
    return bytes(row[0])


def _known(file: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, tuple[float, ...]]:
    found = {}
    for key in dict.fromkeys(keys):
        row = file.execute("SELECT entailment, neutral, contradiction FROM judgements WHERE key = ?", (key,)).fetchone()
        if row is not None:
            found[key] = row
    return found
