"""How long a command takes from nothing, beside `import torch`, and how much memory a check takes at most."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

CLAIM = "Iran would interfere in the relations between Iraq and the United States, Khamenei said on Tuesday.\n"
ROUNDS = 7


def measure_starting(index: Path) -> dict[str, Any]:
    """Measure commands in turn, round after round, so that a busy moment of the machine strikes all of them.

    A first round is not counted: it writes the bytecode that installed packages come with, for all commands alike.
    """
    factcheck = [sys.executable, "-m", "factcheck.cli"]
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "claim.txt"
        article.write_text(CLAIM, encoding="utf-8")
        commands = {
            "import_torch": [sys.executable, "-c", "import torch"],
            "version": [*factcheck, "--version"],
            "help": [*factcheck, "--help"],
            "check_one_claim": [*factcheck, "check", str(article), "--index", str(index)],
        }
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        runs: dict[str, list[dict[str, float]]] = {name: [] for name in commands}
        for number in range(ROUNDS + 1):
            for name, command in commands.items():
                measured = _run(command, environment)
                if number:
                    runs[name].append(measured)
    seconds = {
        name: {key: round(median(run[key] for run in own), 3) for key in ("wall", "processor")}
        for name, own in runs.items()
    }
    return {
        "part": "start",
        "rounds": ROUNDS,
        "median_seconds": seconds,
        "fastest_wall_seconds": {name: round(min(run["wall"] for run in own), 3) for name, own in runs.items()},
        "check_to_import_torch": {
            key: round(seconds["check_one_claim"][key] / seconds["import_torch"][key], 2)
            for key in ("wall", "processor")
        },
        "peak_memory_mb": {name: round(max(run["memory"] for run in own) / 2**20) for name, own in runs.items()},
    }


def _run(command: list[str], environment: dict[str, str]) -> dict[str, float]:
    """Run a command; give wall and processor time in seconds and peak memory in bytes."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)  # noqa: S603 - our own
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command!r} exited with {process.returncode}.")
    return {
        "wall": time.perf_counter() - started,
        "processor": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss * 1024,
    }
