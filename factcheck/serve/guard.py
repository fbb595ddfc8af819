"""Stands before every route: who may ask, from where, how much; and what browsers may do with the answers."""

from __future__ import annotations

import asyncio
import hmac
import logging
import time
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders

from factcheck.serve.arriving import ClientGone, Incoming
from factcheck.serve.options import is_loopback
from factcheck.serve.problems import Problem, bug
from factcheck.serve.worker import stopping

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from factcheck.serve.arriving import Arrivals
    from factcheck.serve.metrics import Metrics
    from factcheck.serve.options import ServiceOptions

_logger = logging.getLogger("factcheck.serve")

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"


class Guard:
    """An ASGI application around another: it refuses, limits, counts and adds headers."""

    def __init__(self, app: ASGIApp, *, options: ServiceOptions, metrics: Metrics, arrivals: Arrivals) -> None:
        """Wrap an application."""
        self._app = app
        self._options = options
        self._arrivals = arrivals
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.monotonic(), 0

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(MutableHeaders(scope=message), scope["path"])
            await send(message)

        try:
            await self._take(scope, receive, answer)
        except ClientGone:
            pass  # there is nobody to answer
        except asyncio.CancelledError:  # the server stops, and waits no longer
            if not status:
                await stopping().response()(scope, receive, answer)
        except Exception:
            _logger.exception("Bug while answering")
            if status:  # part of an answer is out
                raise
            await bug().response()(scope, receive, answer)
        finally:
            # The route's pattern and never the address: what is asked for stays out of logs and metrics.
            route = getattr(scope.get("route"), "path", "none")
            seconds = time.monotonic() - began
            self._metrics.answered(scope["method"], route, status, seconds)
            _logger.info("%s %s %d %.3f s", scope["method"], route, status, seconds)

    async def _take(self, scope: Scope, receive: Receive, answer: Send) -> None:
        """Let a request in, or refuse it.

        Raises:
            ClientGone: the client hung up before its request had arrived.
        """
        headers, path, incoming = Headers(scope=scope), scope["path"], Incoming(receive)
        try:
            self._admit(headers, path)
            with self._arrivals.one(scope["method"]) as arrival:
                body = await self._arrivals.body(arrival, headers, path, incoming)
                await self._app(scope, _replay(body, receive), answer)
        except Problem as problem:
            if "expect" not in headers:  # else the client waits for a word before it sends
                await incoming.throw_away()
            await problem.response()(scope, receive, answer)

    def _admit(self, headers: Headers, path: str) -> None:
        """Refuse requests that another site makes a browser send, and those without the token.

        Raises:
            Problem: 421, 403 or 401.
        """
        host = headers.get("host", "")
        if self._options.token is None and not is_loopback(_name_of(host)):
            # A site whose name was pointed at this machine (DNS rebinding) would read everything.
            raise Problem(
                HTTPStatus.MISDIRECTED_REQUEST,
                f"The Host header must name this machine, got {host[:80]!r}; use http://127.0.0.1 or localhost.",
            )
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            raise Problem(
                HTTPStatus.FORBIDDEN,
                f"Pages of other sites may not use this service, got Origin {origin[:80]!r}; use the page it serves.",
            )
        if self._options.token is not None and path.startswith(("/v1/", "/metrics")):
            given = headers.get("authorization", "").encode("utf-8", "surrogateescape")
            if not hmac.compare_digest(given, f"Bearer {self._options.token}".encode()):
                raise Problem(
                    HTTPStatus.UNAUTHORIZED,
                    "This service asks for a token; send the header `Authorization: Bearer TOKEN` with the one it was "
                    "started with.",
                )


def _name_of(host: str) -> str:
    """Take the port off a Host header.

    >>> _name_of("[::1]:8000"), _name_of("localhost")
    ('[::1]', 'localhost')
    """
    return host[: host.index("]") + 1] if "]" in host else host.partition(":")[0]


def _replay(body: bytes, receive: Receive) -> Receive:
    """Give the body again, once; then what else comes: that the client is gone."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return left.pop() if left else await receive()

    return again


def _add_headers(headers: MutableHeaders, path: str) -> None:
    data = path.startswith(("/v1/", "/metrics", "/openapi.json"))
    headers["Content-Security-Policy"] = _DATA_POLICY if data else PAGE_POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Cache-Control"] = "no-store" if data else "no-cache"
