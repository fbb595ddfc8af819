"""Puts the service under load and says what it stood.

    python tests/load/serve.py --minutes 10 --clients 50 --seed 1 --output load.json

Starts `factcheck serve` over the starter index, a process of its own on the loopback, and lets clients loose on it,
each from an address of its own: small and large articles, streams, slow readers, slow writers, connections dropped on
either side, cancelled checks, bodies that are too large or no JSON, bytes that are no HTTP. Then one client sends ten
large articles at once beside three modest ones; then it is told to stop while it works. A second service, with a model
that hangs, follows. Faults are: a 500, any answer that should not be, a 429 without Retry-After, memory that grows
after warm-up, a small article that waits for the large ones of another, a check that was accepted and not answered.
Any makes the exit code 1.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from load import phases
from load.measures import MOST_GROWTH, Tally
from load.service import FAKED, REAL, started

if TYPE_CHECKING:
    from collections.abc import Sequence

STUCK_SECONDS = 3.0


async def tried(
    command: Sequence[str],
    *,
    seconds: float,
    n_clients: int,
    seed: int,
    sentences: int,
    most_growth: float = MOST_GROWTH,
) -> tuple[Tally, dict[str, Any]]:
    """Do all of it to a service that a command starts; give what was answered, and what was found."""
    tally, found = Tally(), {}
    with started(command) as service:
        await service.ready()
        found |= await phases.loaded(
            service, tally, seconds=seconds, n_clients=n_clients, seed=seed, sentences=sentences
        )
        growth = found["memory_mb"]["growth"]
        tally.require(growth <= most_growth, f"memory grew by {growth:.1%} after warm-up: {found['memory_mb']}")
        found["fairness"] = await phases.fair(service, tally, seed=seed, sentences=sentences)
        found["stop"] = await phases.stopped(service, tally, seed=seed, sentences=sentences)
        tally.require("Traceback" not in "".join(service.log), "the log has a traceback")
        found["log"] = "".join(service.log)[-5000:]
    with started([*FAKED, f"--stuck-seconds={STUCK_SECONDS}"]) as service:
        found["stuck"] = await phases.stuck(service, tally, stuck_seconds=STUCK_SECONDS)
    return tally, found


def told(tally: Tally, found: dict[str, Any]) -> str:
    """Say what was tried and found."""
    lines = [f"{'kind':28} {'p50 s':>8} {'p99 s':>8}  statuses"]
    for kind, row in tally.table().items():
        lines.append(f"{kind:28} {row.get('p50', ''):>8} {row.get('p99', ''):>8}  {row['statuses']}")
    lines += [f"{name}: {found[name]}" for name in ("memory_mb", "fairness", "stop", "stuck")]
    n_requests = sum(sum(counted.values()) for counted in tally.statuses.values())
    lines.append(
        f"{n_requests} requests, {tally.n_of('200')} served, {tally.n_of('429')} refused with 429, "
        f"{tally.n_of('500')} answered 500; {len(tally.faults)} faults"
    )
    return "\n".join([*lines, *sorted(set(tally.faults))[:40]]) + "\n"


def main() -> int:
    """Try it; print what came of it, and give 1 when there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--sentences", type=int, default=40, help="Of a large article.")
    parser.add_argument(
        "--most-growth",
        type=float,
        default=MOST_GROWTH,
        help="Share by which memory may grow after warm-up; in a run of a minute the bounded caches still fill.",
    )
    parser.add_argument("--fakes", action="store_true", help="With small models in place of the embedded ones.")
    parser.add_argument("--output", type=Path)
    given = parser.parse_args()
    command = FAKED if given.fakes else REAL
    if given.output:
        given.output.parent.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    tally, found = asyncio.run(
        tried(
            command,
            seconds=60 * given.minutes,
            n_clients=given.clients,
            seed=given.seed,
            sentences=given.sentences,
            most_growth=given.most_growth,
        )
    )
    sys.stdout.write(told(tally, found))
    if given.output:
        asked = {name: getattr(given, name) for name in ("minutes", "clients", "seed", "sentences", "fakes")}
        kept = {
            "asked": asked,
            "seconds": round(time.monotonic() - began),
            "kinds": tally.table(),
            "faults": tally.faults,
        }
        given.output.write_text(json.dumps(kept | found, indent=1) + "\n", encoding="utf-8")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
