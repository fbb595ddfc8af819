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


def run_server(
    app: FastAPI, *, host: str, port: int, log_level: str = "warning", listening: Callable[[str], None] | None = None
) -> None:
    """Serve an app until SIGINT or SIGTERM, then let what is under way end.

    Args:
        app: from `create_app`.
        host: address or name to listen on.
        port: 0 to 65535; 0 takes any that is free.
        log_level: least level that the server logs.
        listening: called with the address of the page once connections are accepted.

    Raises:
        OSError: the address cannot be listened on.
    """
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level=log_level,
        access_log=False,  # the guard logs without what was asked for
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=STOP_SECONDS,
        server_header=False,
        lifespan="on",
    )
    server = _Server(config, listening)
    listener = _listen(host, port)
    with contextlib.suppress(KeyboardInterrupt):  # how people stop it; uvicorn has ended all work before it says so
        server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    (family, *_, address), *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return socket.create_server(address[:2], family=family)


class _Server(uvicorn.Server):
    """A server that says where it listens."""

    def __init__(self, config: uvicorn.Config, listening: Callable[[str], None] | None) -> None:
        super().__init__(config)
        self._listening = listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self._listening and sockets:
            host, port = sockets[0].getsockname()[:2]
            self._listening(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
