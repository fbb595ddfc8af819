"""Runs a service on a socket until it is told to stop."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import os
import signal
import socket
import sys
import threading
from typing import TYPE_CHECKING

import uvicorn

from factcheck.serve.connections import Sweeper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from fastapi import FastAPI

    from factcheck.serve.desk import Desk

STOP_SECONDS = 10
"""Seconds that answers get to be read once the last work is done; then their connections are closed."""

MOST_CONNECTIONS = 768
"""Connections above which the server answers 503 at once; most of them would be idle."""

TICK_SECONDS = 0.1


class Server(uvicorn.Server):
    """A server that has its socket from the beginning; `should_exit = True` stops it."""

    def __init__(self, app: FastAPI, *, host: str, port: int, log_level: str = "warning") -> None:
        """Take the socket; connections are accepted once the server runs.

        Args:
            app: from `create_app`.
            host: address or name to listen on.
            port: 0 to 65535; 0 takes any that is free.
            log_level: least level that the server logs.

        Raises:
            OSError: the address cannot be listened on.
        """
        config = uvicorn.Config(
            app,
            log_level=log_level,
            http="h11",  # the sweeper knows its connections
            ws="none",
            access_log=False,  # the guard logs without what was asked for
            limit_concurrency=MOST_CONNECTIONS,
            timeout_graceful_shutdown=STOP_SECONDS,
            server_header=False,
            lifespan="on",
        )
        super().__init__(config)
        self._desk: Desk = app.state.desk
        self._sweeper = Sweeper()
        self._socket = _listen(host, port)

    @property
    def address(self) -> str:
        """Give the address of the page."""
        host, port = self._socket.getsockname()[:2]
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/"

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until stopped, by SIGINT or SIGTERM when this is the main thread."""
        super().run(sockets=sockets or [self._socket])

    @property
    def left_work(self) -> bool:
        """Tell whether a model is still at work that nobody waits for."""
        return self._desk.models.n_jobs > 0

    async def on_tick(self, counter: int) -> bool:
        """Do what uvicorn does ten times a second, and once a second sweep the connections."""
        if counter % round(1 / TICK_SECONDS) == 0:
            self._sweeper.sweep(list(self.server_state.connections))
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let what was accepted end, refusing new work with 503, then stop; `check_seconds` is the longest wait."""
        self._desk.drain()
        loop, counter = asyncio.get_running_loop(), 0
        end = loop.time() + self._desk.options.check_seconds
        while self._desk.is_busy and not self.force_exit and loop.time() < end:
            await asyncio.sleep(TICK_SECONDS)
            await self.on_tick(counter := counter + 1)
        await super().shutdown(sockets)


def run_server(
    app: FastAPI, *, host: str, port: int, log_level: str = "warning", tell: Callable[[str], None] | None = None
) -> None:
    """Serve an app until SIGINT or SIGTERM, then let what is under way end; a second SIGINT stops it at once.

    Args:
        app: as for `Server`.
        host: as for `Server`.
        port: as for `Server`.
        log_level: as for `Server`.
        tell: called with the address of the page.

    Raises:
        OSError: the address cannot be listened on.
    """
    server = Server(app, host=host, port=port, log_level=log_level)
    if tell:
        tell(server.address)
    # Uvicorn has ended all work before it passes on the signal that stopped it.
    with _stopped_by_sigterm(), contextlib.suppress(KeyboardInterrupt):
        server.run()
    if server.left_work:
        atexit.register(_leave)


def _leave() -> None:
    """End the process while a thread is within a model; libraries abort when Python ends under them."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


@contextlib.contextmanager
def _stopped_by_sigterm() -> Iterator[None]:
    """Let SIGTERM do what SIGINT does; else it would end the process without closing what is open."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_: int, __: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _listen(host: str, port: int) -> socket.socket:
    (family, *_, address), *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return socket.create_server(address[:2], family=family)
