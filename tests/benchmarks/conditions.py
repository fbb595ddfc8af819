"""Says on which machine, when and with what a benchmark ran."""

from __future__ import annotations

import os
import platform
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from factcheck import __version__

LIBRARIES = ("faiss-cpu", "numpy", "onnxruntime", "sentence-transformers", "torch")


def conditions() -> dict[str, Any]:
    """Give hardware, date and versions; `load` is the mean number of busy processes in the last 15 minutes."""
    return {
        "date": datetime.now(tz=UTC).date().isoformat(),
        "hardware": {
            "processor": _processor(),
            "cores": len(os.sched_getaffinity(0)),
            "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
            "load": round(os.getloadavg()[2], 1),
        },
        "versions": {
            "factcheck": __version__,
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            **{name: version(name) for name in LIBRARIES},
        },
    }


def _processor() -> str:
    """Name the processor as Linux does; elsewhere as Python does."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor()
