"""How searching and changing an index grow with it: wall and processor time, recall, memory."""

from __future__ import annotations

import json
import multiprocessing
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from news_passages import MADE, N_HELD, Vectors, read_news, reports

from factcheck.index import ReferenceIndex, queries
from factcheck.index.building import built_beside
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from news_passages import News
    from numpy.typing import NDArray

K, N_CHANGES = 10, 31
ONE_THREAD = Settings(n_threads=1)  # so that the time of a search does not depend on what else the machine does


def measure_search(news: Path, work: Path, sizes: list[int]) -> dict[str, Any]:
    """Measure indexes of some sizes, each in a process of its own, smallest first."""
    work.mkdir(parents=True, exist_ok=True)
    read_news(news, work)
    rows = []
    for size in sizes:
        for task in (_build, _measure):
            with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
                found = pool.submit(task, news, work, size).result()
        rows.append(found)
        print(json.dumps(found), flush=True)  # noqa: T201 - what is measured so far, for who waits
    return {"part": "search", "made": MADE, "threads": 1, "k": K, "sizes": rows, "growth": _growth(rows)}


def _build(news: Path, work: Path, size: int) -> None:
    """Build the index of a size, unless it is there; how long it took is kept beside it."""
    folder = work / f"index-{size}"
    if folder.exists():
        return
    read = read_news(news, work)
    started = time.perf_counter()
    with built_beside(folder) as making, ReferenceIndex.create(making, encoder=Vectors({})) as new:
        new.load(reports(read, size))
    took = {"build_seconds": time.perf_counter() - started}
    (folder / "took.json").write_text(json.dumps(took), encoding="utf-8")


def _measure(news: Path, work: Path, size: int) -> dict[str, Any]:
    folder, read = work / f"index-{size}", read_news(news, work)
    took = json.loads((folder / "took.json").read_text(encoding="utf-8"))["build_seconds"]
    before = _memory()
    started = time.perf_counter()
    with ReferenceIndex.open(folder, encoder=Vectors({}), settings=ONE_THREAD) as index:
        index.nearest(read.queries[1][:1], k=K)
        opened = time.perf_counter() - started
        held = index._cache.current()
        found = _searched(index, read)
        return {
            "n_passages": index.n_passages,
            "kind": held.kind,
            "mapped": held.mapped,
            "nprobe": getattr(held._settled, "nprobe", None),
            "build_passages_per_second": None if took is None else round(index.n_passages / took),
            "open_and_first_search_ms": round(1000 * opened, 1),
            **found,
            "memory_bytes_per_passage": {
                name: round((_memory()[name] - before[name]) / index.n_passages) for name in before
            },
            "disk_bytes_per_passage": {
                path.name: round(path.stat().st_size / index.n_passages) for path in folder.glob("[rv]*.*")
            },
            **_changed(index, read, size),
        }


def _searched(index: ReferenceIndex, news: News) -> dict[str, Any]:
    texts, vectors = news.queries
    truth = _exact(index, vectors)
    answers: list[Any] = []
    dense = _timed([lambda row=row: answers.append(index.nearest(row[None], k=K)[0]) for row in vectors])
    words = _timed([lambda text=text: index.matching(text, k=K) for text in texts])
    started = time.process_time()
    index.nearest(vectors[:64], k=K)
    batch = (time.process_time() - started) / 64
    index.word_shares(texts[:1], ["bench-0"])
    started = time.process_time()
    index.word_shares(texts[:20], ["bench-0"])
    shares = time.process_time() - started
    named = [{scored.passage.passage_id for scored in answer} for answer in answers]
    recall = [len(found & exact) / K for found, exact in zip(named, truth, strict=True)]
    dense |= {"recall_at_10": round(float(np.mean(recall)), 4), "cpu_ms_in_batch": round(1000 * batch, 3)}
    return {
        "nearest": dense,
        "matching": words,
        "word_shares_of_20_claims_cpu_ms": round(1000 * shares, 1),
    }


def _exact(index: ReferenceIndex, vectors: NDArray[np.float32]) -> list[set[str]]:
    """Find the true nearest by comparing with every vector in SQLite."""
    best, best_ids = np.full((len(vectors), K), -np.inf, dtype=np.float32), np.zeros((len(vectors), K), dtype=np.int64)
    with index.snapshot() as db:
        for row_ids, held in queries.vector_batches(db):
            similarities = np.hstack([best, vectors @ held.T])
            all_ids = np.hstack([best_ids, np.broadcast_to(row_ids, (len(vectors), len(row_ids)))])
            order = np.argpartition(-similarities, K, axis=1)[:, :K]
            best, best_ids = np.take_along_axis(similarities, order, 1), np.take_along_axis(all_ids, order, 1)
        named = queries.passages_in(db, best_ids.ravel().tolist())
        return [{named[row_id].passage_id for row_id in row} for row in best_ids.tolist()]


def _changed(index: ReferenceIndex, news: News, size: int) -> dict[str, Any]:
    """Add and withdraw one report again and again, and search between: the first changes open the file for writing."""
    add, withdraw, search = [], [], []
    made = reports(news, N_CHANGES * 20, first=10**6 + size)
    for each in made:
        known = {p.text: v for p, v in zip(each.passages, each.vectors.astype(np.float32), strict=True)}
        reference = replace(each.reference, text="\n\n".join(known))
        index._encoder = _Any(known)
        add.append(lambda reference=reference: index.add([reference]))
        search.append(lambda: index.nearest(news.vectors[N_HELD : N_HELD + 1], k=K))
        withdraw.append(lambda reference=reference: index.withdraw(reference.reference_id))
    steps = _timed([step for three in zip(add, search, withdraw, strict=True) for step in three], parts=3)
    return dict(zip(("add_one_report", "search_after_it", "withdraw_one_report"), steps, strict=True))


class _Any(Vectors):
    """Knows no text for sure: sentences may be cut otherwise than they were made, and get the first vector then."""

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        first = next(iter(self.known.values()))
        found = np.stack([self.known.get(text, first) for text in texts]).astype(np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


def _timed(steps: list[Callable[[], object]], *, parts: int = 1) -> Any:
    """Time each step; of several parts, which take turns, each by itself. The first step of each warms up."""
    wall, cpu = [], []
    for step in steps:
        started, started_cpu = time.perf_counter(), time.process_time()
        step()
        cpu.append(time.process_time() - started_cpu)
        wall.append(time.perf_counter() - started)
    figures = [_quantiles(wall[part::parts][1:], cpu[part::parts][1:]) for part in range(parts)]
    return figures if parts > 1 else figures[0]


def _quantiles(wall: list[float], cpu: list[float]) -> dict[str, float]:
    return {
        f"{name}p{quantile}_ms": round(1000 * float(np.percentile(taken, quantile)), 3)
        for name, taken in (("", wall), ("cpu_", cpu))
        for quantile in (50, 99)
    }


def _memory() -> dict[str, int]:
    """Give the bytes of memory that are this process's own, and the most it ever had with mapped files."""
    status = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    own = next(int(line.split()[1]) for line in status if line.startswith("RssAnon"))
    return {"own": own * 1024, "peak_with_files": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}


def _growth(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Give the figures of every size over those of 10,000 passages, changes over those of the smallest."""
    base = next((row for row in rows if row["n_passages"] >= N_HELD), rows[0])
    return {
        str(row["n_passages"]): {
            "nearest_cpu_p99": round(row["nearest"]["cpu_p99_ms"] / base["nearest"]["cpu_p99_ms"], 2),
            "matching_cpu_p99": round(row["matching"]["cpu_p99_ms"] / base["matching"]["cpu_p99_ms"], 2),
            "add_p50": round(row["add_one_report"]["p50_ms"] / rows[0]["add_one_report"]["p50_ms"], 2),
            "withdraw_p50": round(row["withdraw_one_report"]["p50_ms"] / rows[0]["withdraw_one_report"]["p50_ms"], 2),
        }
        for row in rows
    }
