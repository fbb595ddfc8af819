"""Runs a job on Ray Data: the head cuts the work, actors with a model each do it and write it."""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import ray
import ray.data
from ray.exceptions import RayTaskError

from factcheck.errors import FactCheckError, InputError
from factcheck.scale.batch.output import Output
from factcheck.scale.batch.shards import Shard, as_rows, find_shards, read_shard, row_id

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[[list[dict[str, Any]]], pa.Table]
    Refuse = Callable[[list[dict[str, Any]], str, str], pa.Table]

N_TRIES = 3
"""Times that a shard may take too long before its rows are written as failures."""

ROWS_TOGETHER = 256
"""Rows of a shard: a minute or two of checking, which is what a killed worker costs."""

_BLOCK_BYTES = 2**20  # a task gives one short row; Ray would keep 128 MiB of memory free for each

STUCK_SECONDS = 1_800.0
"""Seconds from which a shard is taken to be stuck: twenty times what it takes on a slow machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be done.

    `make` is called once in each actor and gives what does the work, rows in and a table out; it is sent to other
    machines. `refuse` makes a table of rows that could not be done, of an error and a message. `told` is what results
    depend on, for the note in the folder.
    """

    kind: str
    source: str
    output: str
    make: Callable[[], Work]
    refuse: Refuse
    told: dict[str, Any] = field(default_factory=dict)
    rows_together: int = ROWS_TOGETHER
    workers: int = 0
    stuck_seconds: float = STUCK_SECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a job did: rows in all, those that an earlier run had written, done now, failed in all, and seconds.

    `labels` counts what is in the column `label`. `failures` are the failed rows: id, source, offset, error, message.
    `other` names what is other than when the job began.
    """

    n_rows: int
    n_before: int
    n_done: int
    n_failed: int
    labels: dict[str, int]
    failures: list[dict[str, Any]]
    seconds: float
    workers: int
    other: tuple[str, ...] = ()


def run_job(job: Job, *, progress: Callable[[int, int], None] | None = None) -> Summary:
    """Run a job on the cluster that Ray is connected to, or go on with it; rows that are written are not done again.

    Raises:
        InputError: the folder holds another job, or the cluster has fewer than two CPUs.
        ReadError: the input cannot be read.
        IndexStoreError: the index cannot be used by a worker; what is written stays, and the job goes on next time.
        ModelError: a worker cannot load a model; likewise.
    """
    began = time.monotonic()
    shards, files = find_shards(job.source, size=job.rows_together)
    output = Output(job.output)
    other = output.begin({"kind": job.kind, "files": files, **job.told})
    missing, n_before = output.missing(shards)
    n_rows, n_done, workers = n_before + sum(shard.n_to_do for shard in missing), n_before, 0
    if missing:
        workers = min(len(missing), _n_workers(job.workers))
        try:
            for done in _results(job, missing, workers):
                n_done += int(done["n"])
                if progress is not None:
                    progress(n_done, n_rows)
        except RayTaskError as err:
            raise _cause(err) from err
    labels, failures = _counted(output)
    return Summary(
        n_rows=n_rows,
        n_before=n_before,
        n_done=n_done - n_before,
        n_failed=len(failures),
        labels=dict(sorted(labels.items())),
        failures=failures,
        seconds=time.monotonic() - began,
        workers=workers,
        other=tuple(other),
    )


def _n_workers(asked: int) -> int:
    n_cpus = int(ray.cluster_resources().get("CPU", 0))  # type: ignore[no-untyped-call]
    if n_cpus < 2:  # noqa: PLR2004 - one for the work, one left free
        raise InputError(f"A job needs two CPUs, one of which is left free for reading, got {n_cpus}; add a machine.")
    return min(asked, n_cpus - 1) if asked else n_cpus - 1


def _results(job: Job, shards: list[Shard], workers: int) -> Any:  # noqa: ANN401 - Ray's iterator of rows
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.target_max_block_size = _BLOCK_BYTES
    context.execution_no_progress_timeout_s = 2 * job.stuck_seconds + 600.0  # when even restarting does not help
    dataset = ray.data.from_items(as_rows(shards), override_num_blocks=len(shards))
    done = dataset.map_batches(
        _Worker,
        batch_size=1,
        batch_format="pyarrow",
        compute=ray.data.ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=2),
        num_cpus=1,
        fn_constructor_args=(job,),
    )
    return done.iter_rows()


def _cause(err: BaseException) -> BaseException:
    """Give what failed in a worker, as it was raised there if it is one of factcheck's own errors."""
    cause: BaseException | None = err
    while cause is not None and not isinstance(cause, FactCheckError):
        cause = getattr(cause, "cause", None) or cause.__cause__
    return err if cause is None else type(cause)(str(cause))


def _counted(output: Output) -> tuple[Counter[str], list[dict[str, Any]]]:
    labels: Counter[str] = Counter()
    failures: list[dict[str, Any]] = []
    for table in output.tables():
        if "label" in table.column_names:
            labels.update(each for each in table.column("label").to_pylist() if each is not None)
        told = table.select(["id", "source", "offset", "error", "message"])
        failures += [row for row in told.to_pylist() if row["error"] is not None]
    return labels, failures


class _Worker:
    """An actor: makes its model once, then does shard after shard."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._output = Output(job.output)
        self._work = job.make()

    def __call__(self, batch: pa.Table) -> pa.Table:
        """Do one shard, write its rows, and give how many they were."""
        (told,) = batch.to_pylist()
        shard = Shard(**told | {"only": tuple(told["only"])})
        began = time.monotonic()
        rows = _named(read_shard(shard), shard)
        if self._output.n_stuck(shard.name) >= N_TRIES:
            message = (
                f"The rows took over {self._job.stuck_seconds:g} seconds {N_TRIES} times; check them by themselves."
            )
            table = self._job.refuse(rows, "TimeoutError", message)
        else:
            table = self._done(shard, rows)
        self._output.write(shard.name, table)
        return pa.table({"n": [len(rows)], "seconds": [time.monotonic() - began], "pid": [os.getpid()]})

    def _done(self, shard: Shard, rows: list[dict[str, Any]]) -> pa.Table:
        watchdog = threading.Timer(self._job.stuck_seconds, self._give_up, (shard.name,))
        watchdog.daemon = True
        watchdog.start()
        try:
            return self._work(rows)
        finally:
            watchdog.cancel()

    def _give_up(self, name: str) -> None:
        """End this process, whatever it is doing; Ray starts another, which does the shard again."""
        self._output.mark_stuck(name)
        os._exit(70)


def _named(rows: list[dict[str, Any]], shard: Shard) -> list[dict[str, Any]]:
    places = shard.only or range(len(rows))
    return [
        rows[at] | {"_id": row_id(shard.source, shard.first + at), "_source": shard.source, "_offset": shard.first + at}
        for at in places
    ]
