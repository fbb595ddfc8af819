"""Connections: to checked IP addresses only, TLS always checked, nothing after the deadline.

httpx resolves names by itself and limits each wait, not their sum; so the connecting is done here, below it.
"""

from __future__ import annotations

import contextlib
import socket
import time
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from factcheck.reading.fetching.addresses import PrivateAddressError, reachable

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator

    from factcheck.reading.fetching.addresses import Resolve


class Deadline:
    """When the attempt at hand must end; `start` begins a new one."""

    def __init__(self) -> None:
        """Begin with no time left."""
        self._end = 0.0

    def start(self, seconds: float) -> None:
        """Let the attempt take so many seconds from now."""
        self._end = time.monotonic() + seconds

    def left(self, timeout: float | None, *, late: type[Exception]) -> float:
        """Give the seconds a step may take: its own limit, or what is left.

        Raises:
            Exception: of type `late`, when nothing is left.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise late("the deadline has passed")
        return left if timeout is None else min(timeout, left)


def checked_tls() -> ssl.SSLContext:
    """Give a context that checks certificates and names; making it takes longer than many a request."""
    return httpx.create_ssl_context()


class Transport(httpx.BaseTransport):
    """Carries the requests of one client."""

    def __init__(self, *, deadline: Deadline, resolve: Resolve, tls: ssl.SSLContext, allow_private: bool) -> None:
        """Connect nowhere yet."""
        self._deadline = deadline
        self._resolve = resolve
        self._allow_private = allow_private
        self._tls = tls
        checked = _Backend(deadline, resolve=resolve, allow_private=allow_private)
        self._direct = httpcore.ConnectionPool(ssl_context=self._tls, network_backend=checked)
        self._proxies: dict[str, httpcore.HTTPProxy] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the proxies of the environment are used, and resolve names on their own then."""
        url = request.url
        proxies = {} if proxy_bypass(url.host) else getproxies()
        proxy = proxies.get(url.scheme) or proxies.get("all")
        if proxy is not None:
            self._check(url.raw_host.decode("ascii"), url.port or 443)
        answer = (self._proxy(proxy) if proxy else self._direct).handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        for pool in (self._direct, *self._proxies.values()):
            pool.close()

    def _check(self, host: str, port: int) -> None:
        """Refuse what is private as far as it can be told here: a name that only the proxy knows is left to it."""
        with contextlib.suppress(socket.gaierror):
            reachable(host, port, resolve=self._resolve, allow_private=self._allow_private)

    def _proxy(self, address: str) -> httpcore.HTTPProxy:
        if address not in self._proxies:
            url = httpx.URL(address if "://" in address else f"http://{address}")
            if url.scheme not in {"http", "https"}:
                raise httpcore.UnsupportedProtocol(f"the proxy of the environment is no HTTP proxy, but {url.scheme}")
            self._proxies[address] = httpcore.HTTPProxy(
                proxy_url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=b"/"),
                proxy_auth=(url.username.encode(), url.password.encode()) if url.username else None,
                ssl_context=self._tls,
                network_backend=_Backend(self._deadline, resolve=self._resolve, allow_private=True),
            )
        return self._proxies[address]


class _Body(httpx.SyncByteStream):
    """The body as it comes over the wire."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.NetworkBackend):
    """Resolves a name once, and connects to an address of the answer that may be connected to."""

    def __init__(self, deadline: Deadline, *, resolve: Resolve, allow_private: bool) -> None:
        self._deadline = deadline
        self._resolve = resolve
        self._allow_private = allow_private
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        found = reachable(host, port, resolve=self._resolve, allow_private=self._allow_private)
        for number, address in enumerate(found, start=1):
            left = self._deadline.left(timeout, late=httpcore.ConnectTimeout)
            try:
                stream = self._system.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(found):
                    raise
            else:
                return _Stream(stream, self._deadline)
        raise PrivateAddressError(f"{host} leads nowhere")  # `reachable` gives at least one


class _Stream(httpcore.NetworkStream):
    """A connection that ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout, late=httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout, late=httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout, late=httpcore.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - the signature is httpcore's
        return self._stream.get_extra_info(info)
