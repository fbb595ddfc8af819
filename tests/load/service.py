"""A service in a process of its own: started, looked at, stopped."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from load.wire import ask

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REPOSITORY = Path(__file__).parents[2]
REAL = [
    sys.executable,
    "-m",
    "factcheck.cli",
    "serve",
    "--index",
    str(REPOSITORY / "indexes" / "starter"),
    "--port",
    "0",
]
FAKED = [sys.executable, str(Path(__file__).with_name("faked.py"))]
ME = "127.0.2.1"
"""The address from which the harness itself asks."""


class Service:
    """A service that runs; `log` is what it wrote to stderr."""

    def __init__(self, process: subprocess.Popen[str], log: list[str], port: int) -> None:
        self.process, self.log, self.port = process, log, port

    async def ready(self, seconds: float = 300) -> None:
        """Wait until it would check."""
        end = time.monotonic() + seconds
        while (await ask(self.port, ME, "GET", "/readyz")).status != 200:
            assert time.monotonic() < end, "".join(self.log)
            await asyncio.sleep(0.2)

    async def jobs(self) -> int:
        """Give how many requests use or wait for the models."""
        told = (await ask(self.port, ME, "GET", "/metrics")).body.decode()
        return int(float(re.search(r"^factcheck_jobs (\S+)", told, flags=re.MULTILINE)[1]))

    async def working(self, n: int, seconds: float = 20) -> int:
        """Wait until n requests use or wait for the models, or for so many seconds; give how many do."""
        end = time.monotonic() + seconds
        while (now := await self.jobs()) < n and time.monotonic() < end:  # noqa: ASYNC110 - it is another process
            await asyncio.sleep(0.05)
        return now

    async def ended(self, seconds: float) -> int | None:
        """Wait for the process to end after a signal; None when it does not in time."""
        try:
            return await asyncio.to_thread(self.process.wait, seconds)
        except subprocess.TimeoutExpired:
            return None

    def signal(self) -> None:
        """Tell it to stop, as an operating system does."""
        self.process.send_signal(signal.SIGTERM)


@contextlib.contextmanager
def started(command: Sequence[str]) -> Iterator[Service]:
    """Start a service; it is killed at the end of the block if it still runs."""
    environment = os.environ | {"NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:  # noqa: S603 - our own code
        reading = None
        try:
            log: list[str] = []
            while not (found := re.search(r"http://\S+?:(\d+)/", "".join(log))):
                line = process.stderr.readline()
                assert line, "".join(log)
                log.append(line)
            reading = threading.Thread(target=lambda: log.extend(process.stderr), daemon=True)
            reading.start()
            yield Service(process, log, int(found[1]))
        finally:
            if process.poll() is None:
                process.kill()
            if reading is not None:
                reading.join()  # before the pipe that it reads is closed
