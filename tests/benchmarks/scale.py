"""Measures the shared store and the batch jobs, and the sizes that the README's planning table is worked out from.

Run by hand, for minutes to an hour: `python tests/benchmarks/scale.py`. It prints JSON and writes results/scale.json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from clusters import checker_of, cluster, summary_of  # noqa: E402 - the path above
from fakes import RuleNLI, WordEncoder, words  # noqa: E402 - likewise
from stores import postgres_server  # noqa: E402 - likewise

from factcheck import FactChecker, ReferenceIndex  # noqa: E402 - likewise
from factcheck.reading import reference_from_text  # noqa: E402 - likewise
from factcheck.scale.batch import check_batch  # noqa: E402 - likewise
from factcheck.scale.batch.output import Output  # noqa: E402 - likewise
from factcheck.scale.opening import open_one  # noqa: E402 - likewise
from factcheck.scale.postgres import PostgresIndex, Where, copy_index  # noqa: E402 - likewise
from factcheck.settings import Settings  # noqa: E402 - likewise

SEEDS = HERE.parents[1] / "seeds" / "references"
DESK = HERE.parents[1] / "seeds" / "desk"
STARTER = HERE.parents[1] / "indexes" / "starter"
N_SENTENCES = 10
N_RARE = 100  # every so many reports are of a rare publisher


def reports(n_passages):
    """Make reports of sentences of the length and the words of the starter reports."""
    counted = Counter(word for path in sorted(SEEDS.glob("*.md")) for word in words(path.read_text(encoding="utf-8")))
    draw = np.random.default_rng(8)
    weights = np.array(list(counted.values()), dtype=np.float64)  # as common as they are there
    picked = draw.choice(list(counted), size=(n_passages, 24), p=weights / weights.sum())
    return [
        reference_from_text(
            " ".join(f"{' '.join(sentence).capitalize()}." for sentence in picked[at : at + N_SENTENCES]),
            title=str(at),
            publisher="Rare Gazette" if at // N_SENTENCES % N_RARE == 0 else "Bay Wire",
        )
        for at in range(0, n_passages, N_SENTENCES)
    ]


def say(what):
    """Say on stderr what is being done."""
    print(what, round(time.perf_counter()), file=sys.stderr, flush=True)  # noqa: T201 - what it is for


def timed(work):
    """Give what a call gives, and the seconds it took."""
    began = time.perf_counter()
    found = work()
    return found, time.perf_counter() - began


def searching(index, vectors, texts):
    """Give the milliseconds of searches by meaning and by words: median and 99th in 100."""
    took = {"by_meaning": [timed(partial(index.nearest, row[None], k=10))[1] for row in vectors]}
    took["by_words"] = [timed(partial(index.matching, text, k=10))[1] for text in texts]
    return {
        name: {
            "p50_ms": round(1000 * float(np.median(each)), 2),
            "p99_ms": round(1000 * float(np.quantile(each, 0.99)), 2),
        }
        for name, each in took.items()
    }


def recall(index, vectors, matrix):
    """Give the share of the ten nearest of all that are found."""
    found = index.nearest(vectors, k=10)
    exact = np.sort(vectors.astype(np.float64) @ matrix.T.astype(np.float64), axis=1)[:, -10].round(6)
    hits = sum(each.similarity >= least for row, least in zip(found, exact, strict=True) for each in row)
    return hits / (10 * len(vectors))


def measure_store(folder, address, n_passages, n_claims):
    """Fill both stores with the same reports and compare them."""
    encoder = WordEncoder(dim=384)
    given = reports(n_passages)
    with ReferenceIndex.create(folder / "desk", encoder=encoder) as embedded:
        _, built = timed(lambda: embedded.add(given))
        embedded.search("warm up")
    say("embedded index built")
    _, copied = timed(lambda: copy_index(folder / "desk", address))
    n = n_passages
    told = {"n_passages": n, "embedded_seconds": round(built, 1), "copy_seconds": round(copied, 1)}
    told["copied_per_second"] = round(n / copied)
    sizes = {path.name: round(path.stat().st_size / n) for path in (folder / "desk").iterdir()}
    with (
        ReferenceIndex.open(folder / "desk", encoder=encoder) as embedded,
        PostgresIndex.open(address, encoder=encoder) as shared,
    ):
        with shared._sessions.reading() as db:
            for name, relation in {
                "passages": "passages",
                "words": "passages_by_words",
                "hnsw": "passages_by_meaning",
                "references": '"references"',
            }.items():
                row = db.execute(f"SELECT pg_table_size('{relation}')").fetchone()
                sizes[f"postgres {name}"] = round(row[0] / n)
        told["bytes_per_passage"] = sizes
        ids = [each.reference_id for each in given]
        matrix = np.concatenate([embedded.vectors_of(name) for name in ids])
        texts = [each.text.split(". ")[3] for each in given[:: max(1, len(given) // 250)]]
        vectors = encoder.encode(texts)
        say("searching")
        told["search_embedded"] = searching(embedded, vectors[:60], texts[:60])
        told["search_postgres"] = searching(shared, vectors[:60], texts[:60])
        told["recall_at_10"] = {
            "embedded": recall(embedded, vectors, matrix),
            "postgres": recall(shared, vectors, matrix),
        }
        narrow = [shared.nearest(row[None], k=10, where=Where(publishers=("Rare Gazette",)))[0] for row in vectors]
        told["filtered_least_found"] = min(map(len, narrow))
        say("checking claims")
        claims = [re.sub(r"^(\w+) \w+", r"\1 not", text) if at % 2 else text for at, text in enumerate(texts * 2)][
            :n_claims
        ]
        both = [
            timed(lambda index=index: FactChecker(index, nli=RuleNLI()).check_claims(claims))
            for index in (embedded, shared)
        ]
        (expected, alone), (found, through) = both
        told["claims"] = {
            "n": len(claims),
            "differing_verdicts": sum(a.label != b.label for a, b in zip(expected, found, strict=True)),
            "largest_difference": max(abs(a.confidence - b.confidence) for a, b in zip(expected, found, strict=True)),
            "seconds_embedded": round(alone, 1),
            "seconds_postgres": round(through, 1),
        }
    return told


def measure_desk(folder, address, n_claims):
    """Check desk claims against the starter reports in both stores, with the embedded models.

    A pair that was judged for the one store is not judged again for the other: the stores are compared, not the models.
    """
    settings = Settings(cache=folder / "judged.sqlite")
    copy_index(STARTER, address)
    rows = [
        row for part in ("dev", "train") for path in sorted((DESK / part).glob("*.json")) for row in desk_rows(path)
    ]
    told = {"n_claims": n_claims, "n_references": 0}
    found = []
    for name, opened in (("embedded", open_one(STARTER, settings=settings)), ("postgres", open_one(address))):
        with opened as index:
            told["n_references"] = index.n_references
            checker = FactChecker(index, settings=settings)
            reached, seconds = timed(partial(check_batch, pa.Table.from_pylist(rows[:n_claims]), checker))
            found.append(reached.to_pylist())
            told[f"seconds_{name}"] = round(seconds, 1)
    told["labels"] = dict(Counter(row["label"] for row in found[0]))
    told["differing_verdicts"] = sum(one["label"] != two["label"] for one, two in zip(*found, strict=True))
    told["largest_difference"] = max(
        abs(one["confidence"] - two["confidence"]) for one, two in zip(*found, strict=True)
    )
    return told


def desk_rows(path):
    """Give the claims of a desk set as rows of a job; the claims of a set are an article."""
    desk = json.loads(path.read_text(encoding="utf-8"))
    return [{"claim": row["claim"], "context": row["context"], "article": desk["id"]} for row in desk["claims"]]


def measure_jobs(folder, n_claims):
    """Check claims with one worker and with two (a tenth of them), and with a node, then the job, killed half way."""
    with ReferenceIndex.create(folder / "jobs", encoder=WordEncoder()) as index:
        index.add([f"The clinic of ward {n} hired {n} nurses in March." for n in range(200)])
    rows = [
        {"claim": f"The clinic of ward {n % 200} hired {n % 200 + n % 2} nurses in March."} for n in range(n_claims)
    ]
    for name, some in (("few", rows[: n_claims // 10]), ("all", rows)):
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, some)), encoding="utf-8")
    say("one process alone")
    alone, seconds = timed(
        lambda: check_batch(pa.Table.from_pylist(rows), checker_of(str(folder / "jobs"))).to_pylist()
    )
    told = {"n_claims": n_claims, "alone": {"seconds": round(seconds, 1)}}
    with cluster() as running:
        jobs = Jobs(running, folder)
        for workers in (1, 2):
            say(f"{workers} workers")
            told[f"workers_{workers}"] = jobs.rate(workers)
        told["ratio_2_to_1"] = round(told["workers_2"]["rows_per_second"] / told["workers_1"]["rows_per_second"], 2)
        say("the job killed")
        told["job_killed"] = jobs.killed("job", alone)
        say("a node killed")
        told["node_killed"] = jobs.killed("node", alone)
    return told


class Jobs:
    """Jobs of two workers on a running cluster; what they write lies in `folder`."""

    def __init__(self, running, folder):
        self._running = running
        self._folder = folder

    def _start(self, claims, name, workers=2):
        output = self._folder / name
        index = self._folder / "jobs"
        job = self._running.start_job(self._folder / claims, output, index, rows_together=64, workers=workers)
        return job, output

    def rate(self, workers):
        """Give the rows a second between the first part written and the last."""
        job, output = self._start("few.jsonl", f"rate-{workers}", workers)
        summary = summary_of(job, seconds=7200.0)
        marks = sorted(path.stat().st_mtime for path in output.glob("part-*"))
        rate = 64 * (len(marks) - 1) / max(marks[-1] - marks[0], 1e-9)
        return {"n_claims": summary["n_done"], "rows_per_second": round(rate, 2)}

    def killed(self, what, alone):
        """Kill the job, or one of its two nodes, when half of the rows are written, and compare what is there at last.

        Rows `differing` are those that are missing, there twice, or unlike those of one process.
        """
        job, output = self._start("all.jsonl", what)
        while len(list(output.glob("part-*"))) < len(alone) // 128:
            time.sleep(0.05)
        if what == "node":
            self._running.kill_worker()
        else:
            job.kill()
            job.communicate()
            job, _ = self._start("all.jsonl", what)
        summary = summary_of(job, seconds=7200.0)
        written = [row for table in Output(str(output)).tables() for row in table.to_pylist()]
        counted = Counter(row["offset"] for row in written)
        placed = dict.fromkeys(("id", "key", "source", "offset"))
        by_offset = {row["offset"]: row | placed for row in written}
        differing = [at for at, row in enumerate(alone) if counted[at] != 1 or by_offset[at] != row | placed]
        return {
            "n_before": summary["n_before"],
            "n_done": summary["n_done"],
            "n_written": len(written),
            "n_differing": len(differing),
            "seconds": round(summary["seconds"], 1),
        }


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=50_000)
    parser.add_argument("--claims", type=int, default=500)
    parser.add_argument("--job-claims", type=int, default=20_000)
    parser.add_argument("--only", choices=["store", "desk", "jobs"])
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="factcheck-scale-"))
    target = HERE / "results" / "scale.json"
    told = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
    told["machine"] = {"cpus": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()}
    try:
        if given.only in {None, "store"}:
            with postgres_server() as server:
                told["store"] = measure_store(folder, f"{server.uri}#scale", given.passages, given.claims)
        if given.only in {None, "desk"}:
            with postgres_server() as server:
                told["desk"] = measure_desk(folder, f"{server.uri}#desk", given.claims)
        if given.only in {None, "jobs"}:
            told["jobs"] = measure_jobs(folder, given.job_claims)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=1))  # noqa: T201 - what it is for


if __name__ == "__main__":
    main()
