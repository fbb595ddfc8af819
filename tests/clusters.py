"""Real Ray clusters in processes of their own, and drivers of jobs that can be killed.

A cluster and its drivers run outside of pytest, which lets no socket reach beyond the loopback and makes errors of the
warnings of Ray.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = 80 * 2**20  # bytes of an object store; Ray takes no less than 75 MiB
ENVIRONMENT = os.environ | {
    "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), str(Path(__file__).parent)]),
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_worker_niceness": "0",  # else workers wait for everything else that a shared machine does
    "OMP_NUM_THREADS": "1",
}


class SlowNLI(RuleNLI):
    """Takes its time, so that a job can be stopped in the middle; gets stuck on one claim."""

    def judge(self, pairs):
        import time  # noqa: PLC0415 - only here

        time.sleep(0.002 * len(pairs))
        while any("STUCK" in pair.hypothesis for pair in pairs):
            time.sleep(1)
        return super().judge(pairs)


def checker_of(index: str) -> FactChecker:
    """Make the checker of a worker."""
    return FactChecker(ReferenceIndex.open(index, encoder=WordEncoder()), nli=SlowNLI(), policy=None)


def _cluster() -> None:
    """Start two nodes, tell their address, and take nodes away when told to."""
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - slow to import

    node = {"num_cpus": 2, "object_store_memory": SMALL, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=node)
    worker = cluster.add_node(num_cpus=2, object_store_memory=SMALL)
    cluster.wait_for_nodes()
    print(cluster.address, flush=True)  # noqa: T201 - for the process that started this one
    for line in sys.stdin:
        if line.strip() == "kill":
            cluster.remove_node(worker, allow_graceful=False)
            print("killed", flush=True)  # noqa: T201 - likewise
    cluster.shutdown()


def _drive(address: str, source: str, output: str, index: str, told: str) -> None:
    """Run a job and print its summary."""
    import ray  # noqa: PLC0415 - slow to import

    from factcheck.scale.batch.jobs import check_job  # noqa: PLC0415 - likewise
    from factcheck.scale.batch.running import run_job  # noqa: PLC0415 - likewise

    with contextlib.redirect_stdout(sys.stderr):  # as the command does
        ray.init(address=address, log_to_driver=False, logging_level="ERROR")
        summary = run_job(check_job(source, output, partial(checker_of, index), **json.loads(told)))
        ray.shutdown()
    print(json.dumps(asdict(summary)))  # noqa: T201 - for the process that started this one


class Cluster:
    """A running cluster of two nodes with two CPUs each."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self._process = process
        self.address = address

    def kill_worker(self) -> None:
        """End the second node at once."""
        self._process.stdin.write("kill\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "killed\n"

    def start_job(self, source: Path | str, output: Path | str, index: Path, **told: object) -> subprocess.Popen[str]:
        """Start a job in a process of its own."""
        arguments = [self.address, str(source), str(output), str(index), json.dumps(told)]
        return subprocess.Popen(  # noqa: S603 - our own interpreter and file
            [sys.executable, __file__, "drive", *arguments],
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def summary_of(job: subprocess.Popen[str], *, seconds: float = 600.0) -> dict[str, object]:
    """Wait for a job and give its summary."""
    out, err = job.communicate(timeout=seconds)
    assert job.returncode == 0, err[-4000:]
    return json.loads(out.splitlines()[-1])


@contextlib.contextmanager
def cluster() -> Iterator[Cluster]:
    """Run a cluster of two nodes until the block ends; raises RuntimeError where Ray cannot be started."""
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and file
        [sys.executable, __file__, "cluster"],
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        address = process.stdout.readline().strip()
        if not address:
            raise RuntimeError(process.communicate()[1][-2000:])
        yield Cluster(process, address)
    finally:
        with contextlib.suppress(ValueError, BrokenPipeError):
            process.communicate(timeout=60)


if __name__ == "__main__":
    {"cluster": _cluster, "drive": _drive}[sys.argv[1]](*sys.argv[2:])
