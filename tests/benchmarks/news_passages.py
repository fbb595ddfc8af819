"""Makes passages and queries of plain news: real sentences with their vectors, and variants of them beyond those."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from factcheck.datatypes import Passage, Reference
from factcheck.index.preparation import PreparedReference
from factcheck.models import load_encoder
from factcheck.passages import cut_passages
from factcheck.reading import reference_from_text
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

N_HELD, N_QUERIES = 10_000, 1_000
ENOUGH = 60_000  # distinct sentences to draw from
PER_REPORT = 20  # passages; a news report has about as many
NOISE = 0.02  # a coordinate: the cosine of a variant with its sentence is about 0.93
MADE = (
    f"The first {N_HELD:,} passages are distinct news sentences with their own vectors. Beyond those a passage is the "
    "first half of one such sentence and the second half of another, and its vector that of a sentence with noise "
    f"({NOISE} a coordinate). Queries are {N_QUERIES:,} further sentences, in no index."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Sentences and their unit vectors, shape (n, dim), float32: `N_HELD` for the index and then the queries."""

    sentences: list[str]
    vectors: NDArray[np.float32]

    @property
    def queries(self) -> tuple[list[str], NDArray[np.float32]]:
        return self.sentences[N_HELD:], self.vectors[N_HELD:]


class Vectors:
    """An encoder of the bench: knows the vectors of the passages it made, and no model is loaded."""

    model_id, fingerprint, dim = "bench", "0" * 64, 384

    def __init__(self, known: dict[str, NDArray[np.float32]]) -> None:
        self.known = known

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        return np.stack([self.known[text] for text in texts]).astype(np.float32)


def read_news(folder: Path, work: Path) -> News:
    """Read and encode sentences of the news in a folder, the same every time; those encoded before are read."""
    kept = work / "news.npz"
    if not kept.exists():
        sentences = list(_sentences(folder))
        random.Random(7).shuffle(sentences)
        sentences = sentences[: N_HELD + N_QUERIES]
        encoder = load_encoder("embedded", settings=Settings())
        np.savez(kept, sentences=np.array(sentences), vectors=encoder.encode(sentences).astype(np.float16))
    with np.load(kept) as saved:
        return News(sentences=saved["sentences"].tolist(), vectors=saved["vectors"].astype(np.float32))


def reports(news: News, n_passages: int, *, first: int = 0) -> Iterator[PreparedReference]:
    """Give reports of `PER_REPORT` passages, `n_passages` in all, with their vectors, as if they had been encoded."""
    for number in range(first, first + n_passages // PER_REPORT):
        texts, vectors = zip(*(_passage(news, number * PER_REPORT + at) for at in range(PER_REPORT)), strict=True)
        yield _report(f"bench-{number}", texts, np.stack(vectors))


def _passage(news: News, number: int) -> tuple[str, NDArray[np.float16]]:
    if number < N_HELD:
        return news.sentences[number], news.vectors[number].astype(np.float16)
    rng = np.random.default_rng(number)
    one, other = rng.integers(N_HELD, size=2)
    head, tail = news.sentences[one].split(), news.sentences[other].split()
    vector = news.vectors[one] + NOISE * rng.standard_normal(news.vectors.shape[1], dtype=np.float32)
    text = " ".join([*head[: len(head) // 2], *tail[len(tail) // 2 :]])
    return text, (vector / np.linalg.norm(vector)).astype(np.float16)


def _report(name: str, texts: tuple[str, ...], vectors: NDArray[np.float16]) -> PreparedReference:
    starts = np.cumsum([0, *(len(text) + 1 for text in texts)]).tolist()
    passages = tuple(
        Passage(reference_id=name, position=at, start=start, end=start + len(text), text=text)
        for at, (start, text) in enumerate(zip(starts, texts, strict=False))
    )
    text = "\n".join(texts)
    reference = Reference(reference_id=name, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), title=name)
    return PreparedReference(reference=reference, passages=passages, vectors=vectors, n_embedded=len(texts))


def _sentences(folder: Path) -> Iterator[str]:
    """Give distinct sentences of 40 to 400 characters, file by file in order of name, until there are enough."""
    seen: set[str] = set()
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            articles = [json.loads(line)["text"] for line in lines]
        for passage in (each for text in articles for each in cut_passages(reference_from_text(text))):
            if 40 <= len(passage.text) <= 400 and passage.text not in seen:
                seen.add(passage.text)
                yield passage.text
        if len(seen) > ENOUGH:
            return
