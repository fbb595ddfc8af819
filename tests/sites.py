"""A real web server on the loopback that does as each test tells it, mostly wrongly."""

from __future__ import annotations

import contextlib
import ssl
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass(slots=True)
class Site:
    """A running server: its address, what it answers by path, and what it was asked."""

    url: str
    answers: dict[str, Answer | list[Answer]]
    asked: list[tuple[str, dict[str, str], float]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    answered: list[tuple[str, int]] = field(default_factory=list)
    n_now: int = 0
    n_most: int = 0

    @property
    def paths(self) -> list[str]:
        """Give the paths asked for, in order, robots.txt left out."""
        return [path for path, _, _ in self.asked if path != "/robots.txt"]

    def statuses(self, path: str) -> list[int]:
        """Give the statuses that a path was answered with, in order."""
        return [status for asked, status in self.answered if asked == path]


def page(content: str | bytes, kind: str = "text/plain", status: int = 200, **headers: str) -> Answer:
    """Answer as a good server does."""
    body = content.encode() if isinstance(content, str) else content

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        if kind:
            handler.send_header("Content-Type", kind)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def conditional(content: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
    """Answer as a server that knows conditional requests: 304, without body and headers, for who has this version."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked, since = handler.headers.get("If-None-Match"), handler.headers.get("If-Modified-Since")
        same = asked == etag if asked and etag else bool(since) and since == modified
        headers = {name: value for name, value in (("ETag", etag), ("Last_Modified", modified)) if value}
        if same:
            handler.send_response(304)
            handler.end_headers()
        else:
            page(content, **headers)(handler)

    return answer


def moved(to: str) -> Answer:
    """Redirect."""
    return page("", status=302, Location=to)


def status(code: int, **headers: str) -> Answer:
    """Answer with a status and nothing else."""
    return page("", status=code, **headers)


def drip(start: bytes, piece: bytes, site: Callable[[], Site]) -> Answer:
    """Send something at once and then a piece every 50 ms: each in time, all of them not."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(start)
        for _ in range(60):
            handler.wfile.write(piece)
            if site().released.wait(0.05):
                return

    return answer


class _Server(ThreadingHTTPServer):
    def handle_error(self, *args: object) -> None:
        """Clients that hang up are part of these tests."""


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        lock = threading.Lock()

        def do_GET(self) -> None:
            with self.lock:
                headers = {name.lower(): value for name, value in self.headers.items()}
                site.asked.append((self.path, headers, time.monotonic()))
                site.n_now += 1
                site.n_most = max(site.n_most, site.n_now)
                found = site.answers.get(self.path, status(404))
                if isinstance(found, list):  # one after the other, the last one for good
                    found = found.pop(0) if len(found) > 1 else found[0]
            try:
                found(self)
            finally:
                with self.lock:
                    site.n_now -= 1

        def log_request(self, code: object = "-", size: object = "-") -> None:  # noqa: ARG002 - the signature is theirs
            site.answered.append((self.path, int(str(getattr(code, "value", code)))))

        def log_message(self, *args: object) -> None:
            pass

    return Handler


@contextlib.contextmanager
def serving(answers: dict[str, Answer | list[Answer]], *, certificate: Path | None = None) -> Iterator[Site]:
    """Run a server until the end of the block."""
    site = Site("", answers)
    with _Server(("127.0.0.1", 0), _handler(site)) as server:
        scheme, host = ("https", "localhost") if certificate else ("http", "127.0.0.1")
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        site.url = f"{scheme}://{host}:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            site.released.set()
            server.shutdown()
            thread.join()
