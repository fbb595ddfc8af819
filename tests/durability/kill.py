"""Kills builds, additions, withdrawals, updates and rechecks at random points, and looks at what is left.

    python tests/durability/kill.py --points 200 --output results.json

With strace at hand every second kill is at a system call (write, pwrite64, fsync, fdatasync, rename, unlink, ftruncate,
mkdir), also in the middle of what SQLite and FAISS do; all others are at the points of `worker.py`. After each kill the
desk must read as before or as after the operation without embedding a passage, `index verify` must find no fault, and
the operation given again must complete. A kill is one of the process: what a machine that loses power loses is up to
fsync, which is only counted here.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from durability import desk

WORKER = Path(__file__).with_name("worker.py")
SYSTEM_CALLS = "write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,ftruncate,mkdir,rmdir"
KILLED = -9
_ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"}


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A desk before an operation, the states before and after it, and how many points the operation passes."""

    operation: str
    folder: Path
    before: desk.State
    after: desk.State
    n_points: int
    n_calls: int


@dataclass(frozen=True, kw_only=True)
class Kill:
    """What came of one kill: `fault` is None when all was well, `became` what the desk was then."""

    operation: str
    how: str
    point: int
    killed: bool
    became: str
    fault: str | None


def run(operation: str, folder: Path, *options: str, calls: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the worker on a desk; `calls` are options of strace, None for none."""
    trace = [] if calls is None else ["strace", "-f", "-qq", *calls.split()]
    command = [*trace, sys.executable, str(WORKER), operation, str(folder), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=_ENVIRONMENT, timeout=120)  # noqa: S603 - our own code


def can_trace() -> bool:
    """Tell whether strace is at hand and may trace."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode == 0  # noqa: S607


def prepare(operation: str, work: Path, *, count: bool, trace: bool = False) -> Prepared:
    """Make the desk for an operation and do it once on a copy; count the points it passes, and the system calls."""
    folder = work / f"{operation}-before"
    folder.mkdir()
    desk.make(folder, operation)
    done = desk.copy(folder, work / f"{operation}-after")
    n_points = n_calls = 0
    if count:
        n_points = int(run(operation, done).stdout)
    else:
        desk.OPERATIONS[operation](done)
    if trace:
        counted, told = desk.copy(folder, work / f"{operation}-traced"), work / "calls"
        run(operation, counted, calls=f"-o {told} -e trace={SYSTEM_CALLS}")
        n_calls = sum(1 for line in told.read_text().splitlines() if re.search(r"^\d*\s*\w+\(", line))
    before, after = desk.state(folder), desk.state(done)
    return Prepared(operation=operation, folder=folder, before=before, after=after, n_points=n_points, n_calls=n_calls)


def kill_at(prepared: Prepared, work: Path, *options: str, call: int | None = None, point: int = 0) -> Kill:
    """Kill an operation on a copy of its desk, and look at what is left; the copy is removed.

    Args:
        prepared: the desk.
        work: where the copy is made.
        options: those of the worker that say where.
        call: the number of the system call to kill at, in place of options.
        point: what the outcome calls the place.
    """
    copy = desk.copy(prepared.folder, Path(tempfile.mkdtemp(dir=work)) / "desk")
    calls = (
        None
        if call is None
        else f"-o /dev/null -e trace={SYSTEM_CALLS} -e inject={SYSTEM_CALLS}:signal=KILL:when={call}"
    )
    outcome = run(prepared.operation, copy, *options, calls=calls)
    became, fault = "unreadable", None
    try:
        now = desk.state(copy)
        became = {prepared.before: "before", prepared.after: "after"}.get(now, "between")
        if not desk.is_whole(now, prepared.before, prepared.after):
            fault = f"neither as before nor as after: {now}"
        if prepared.operation != "withdraw" or became == "before":  # what is withdrawn cannot be withdrawn again
            desk.OPERATIONS[prepared.operation](copy)
        if fault is None and desk.state(copy) != prepared.after:
            fault = "done again, it is not as it should be"
    except Exception as err:  # noqa: BLE001 - whatever it is, it is what the kill did
        fault = f"{type(err).__name__}: {err}"
    killed = outcome.returncode in {KILLED, 128 - KILLED}
    shutil.rmtree(copy.parent)
    how = "system call" if call is not None else "point"
    return Kill(operation=prepared.operation, how=how, point=call or point, killed=killed, became=became, fault=fault)


def main() -> int:
    """Kill as often as asked; print what came of it, and give 1 when something was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", type=Path)
    given = parser.parse_args()
    rng, trace, kills = random.Random(given.seed), can_trace(), []
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        prepared = [prepare(operation, work, count=True, trace=trace) for operation in desk.OPERATIONS]
        while sum(kill.killed for kill in kills) < given.points:  # strace counts by thread, so some draws kill nothing
            each = prepared[len(kills) % len(prepared)]
            if trace and (len(kills) // len(prepared)) % 2:
                kill = kill_at(each, work, call=rng.randint(1, each.n_calls))
            else:
                point = rng.randint(1, each.n_points)
                kill = kill_at(each, work, "--point", str(point), point=point)
            kills.append(kill)
            if kill.fault or len(kills) % 20 == 0:
                sys.stderr.write(f"{len(kills)} tried; {kill}\n")
    faults = [kill for kill in kills if kill.fault]
    counted = Counter((kill.operation, kill.how, "killed" if kill.killed else "ended", kill.became) for kill in kills)
    for about, n in sorted(counted.items()):
        sys.stdout.write(f"{n:4} {' '.join(about)}\n")
    points = {each.operation: {"points": each.n_points, "system calls": each.n_calls} for each in prepared}
    sys.stdout.write(f"{sum(kill.killed for kill in kills)} kills, {len(faults)} faults; {points}\n")
    if given.output:
        found = {"kills": [asdict(kill) for kill in kills], "faults": len(faults), "points": points}
        given.output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
