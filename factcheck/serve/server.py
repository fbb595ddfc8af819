"""Runs a service on a socket until it is told to stop."""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

STOP_SECONDS = 10
"""Seconds that requests get to end once the service is told to stop; then they are cancelled."""

MOST_CONNECTIONS = 256
"""Connections above which the server answers 503 at once."""


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
            access_log=False,  # the guard logs without what was asked for
            limit_concurrency=MOST_CONNECTIONS,
            timeout_graceful_shutdown=STOP_SECONDS,
            server_header=False,
            lifespan="on",
        )
        super().__init__(config)
        self._socket = _listen(host, port)

    @property
    def address(self) -> str:
        """Give the address of the page."""
        host, port = self._socket.getsockname()[:2]
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/"

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until stopped, by SIGINT or SIGTERM when this is the main thread."""
        super().run(sockets=sockets or [self._socket])


def run_server(
    app: FastAPI, *, host: str, port: int, log_level: str = "warning", tell: Callable[[str], None] | None = None
) -> None:
    """Serve an app until SIGINT or SIGTERM, then let what is under way end.

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
    with contextlib.suppress(KeyboardInterrupt):  # how people stop it; uvicorn has ended all work before it says so
        server.run()


def _listen(host: str, port: int) -> socket.socket:
    (family, *_, address), *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return socket.create_server(address[:2], family=family)
