"""How much memory a check takes beside a large index, and how fast an index is built with the encoder."""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from news_passages import MADE, N_HELD, PER_REPORT, Vectors, read_news, reports

from factcheck import FactChecker, ReferenceIndex
from factcheck.index.building import built_beside
from factcheck.models import EMBEDDED, load_encoder
from factcheck.reading import read_article, reference_from_text
from factcheck.settings import Settings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from factcheck.datatypes import Encoder

N_BUILT = 2_000
"""Passages of the index whose building is timed."""


class Bench:
    """The embedded encoder under the name that the indexes of the bench were made with; their vectors are its own."""

    model_id, fingerprint, dim = Vectors.model_id, Vectors.fingerprint, Vectors.dim

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def encode(self, texts: list[str]) -> NDArray[Any]:
        return self.encoder.encode(texts)


def measure_footprint(news: Path, work: Path, articles: list[Path], n_passages: int) -> dict[str, Any]:
    """Measure the check first, in a process that did nothing before, then the building."""
    checked = _check(news, work, articles, n_passages)
    return {"part": "footprint", "made": MADE, "check": checked, "build": _build(news, work)}


def _check(news: Path, work: Path, articles: list[Path], n_passages: int) -> dict[str, Any]:
    """Check articles against an index of the bench, which is made unless it is there; memory in MB of 2**20 bytes."""
    folder = work / f"index-{n_passages}"
    if not folder.exists():
        with built_beside(folder) as making, ReferenceIndex.create(making, encoder=Vectors({})) as new:
            new.load(reports(read_news(news, work), n_passages))
    settings = Settings()
    before = _peak()
    encoder = Bench(load_encoder(EMBEDDED, settings=settings))
    with ReferenceIndex.open(folder, encoder=encoder, settings=settings) as index:
        checker = FactChecker(index, settings=settings, policy=None)
        n_claims = [len(checker.check(read_article(str(path), settings=settings)).verdicts) for path in articles]
        return {
            "n_passages": index.n_passages,
            "n_articles": len(articles),
            "n_claims": sum(n_claims),
            "peak_memory_mb": _peak(),
            "peak_memory_before_loading_mb": before,
        }


def _build(news: Path, work: Path) -> dict[str, Any]:
    """Build an index of real sentences, in reports as long as news reports are, with the embedded encoder."""
    sentences = read_news(news, work).sentences[:N_HELD][:N_BUILT]
    texts = ["\n".join(sentences[at : at + PER_REPORT]) for at in range(0, N_BUILT, PER_REPORT)]
    settings = Settings(n_threads=1)
    encoder = load_encoder(EMBEDDED, settings=settings)
    encoder.encode(sentences[:1])  # everything is loaded
    with tempfile.TemporaryDirectory() as made:
        wall, processor = time.perf_counter(), time.process_time()
        with ReferenceIndex.create(Path(made) / "index", encoder=encoder, settings=settings) as index:
            index.add([reference_from_text(text) for text in texts])
            n_passages = index.n_passages
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
    return {
        "n_passages": n_passages,
        "threads": 1,
        "passages_per_second": round(n_passages / wall),
        "passages_per_processor_second": round(n_passages / processor),
    }


def _peak() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
