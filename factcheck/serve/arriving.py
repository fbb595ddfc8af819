"""Takes requests in: how many at once, how large, how long one may take to arrive, and none once the service stops."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager, suppress
from http import HTTPStatus
from typing import TYPE_CHECKING

from factcheck.serve.problems import RETRY_SECONDS, Problem
from factcheck.serve.worker import stopping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.datastructures import Headers
    from starlette.types import Receive

    from factcheck.serve.options import ServiceOptions

MOST_REQUESTS = 256
"""Requests under way above which another is refused."""

_REPORTS = "/v1/report"
_READING = frozenset({"GET", "HEAD"})


LINGER_SECONDS, LINGER_BYTES = 20.0, 100_000_000
"""Of a request that is refused before it has arrived, how long and how much of the rest is read and thrown away.

A connection that is closed while its client still sends is reset, and takes the answer with it."""


class ClientGone(Exception):  # noqa: N818 - no error: nobody is there to be told of one
    """The client hung up before its request had arrived."""


class Incoming:
    """The body of one request, part by part."""

    def __init__(self, receive: Receive) -> None:
        """Begin with nothing taken.

        Args:
            receive: of the ASGI server.
        """
        self._receive = receive
        self.has_more = True

    async def part(self) -> bytes:
        """Take the next part; `has_more` tells whether there is another.

        Raises:
            ClientGone: nobody sends any more.
        """
        message = await self._receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        self.has_more = message.get("more_body", False)
        part: bytes = message.get("body", b"")
        return part

    async def throw_away(self) -> None:
        """Read the rest, within limits, so that the client reads the answer.

        Raises:
            ClientGone: nobody sends any more.
        """
        left = LINGER_BYTES
        with suppress(TimeoutError):
            async with asyncio.timeout(LINGER_SECONDS):
                while self.has_more and left > 0:
                    left -= len(await self.part())


class Arrival:
    """One request under way."""

    def __init__(self) -> None:
        """Begin with nothing arrived."""
        self.n_bytes = 0
        self.waiting: asyncio.Timeout | None = None


class Arrivals:
    """The requests under way of one service; it lives in the event loop."""

    def __init__(self, options: ServiceOptions) -> None:
        """Begin with none.

        Args:
            options: the limits.
        """
        self._options = options
        self._under_way: set[Arrival] = set()
        self._stopped = False

    @contextmanager
    def one(self, method: str) -> Iterator[Arrival]:
        """Let a request in for as long as the block lasts.

        Raises:
            Problem: 429 when there are too many, 503 when the service stops and this is more than a look at it.
        """
        if self._stopped and method not in _READING:
            raise stopping()
        if len(self._under_way) >= MOST_REQUESTS:
            raise _crowded(f"{len(self._under_way)} requests are under way, and no more can be taken")
        arrival = Arrival()
        self._under_way.add(arrival)
        try:
            yield arrival
        finally:
            self._under_way.discard(arrival)

    async def body(self, arrival: Arrival, headers: Headers, path: str, incoming: Incoming) -> bytes:
        """Read the whole body, within the limits.

        Raises:
            Problem: 413 when it is too large, 408 when it takes too long, 429 when others hold too much, 503 when the
                service stops before it is here.
            ClientGone: nobody sends any more.
        """
        options = self._options
        most = options.max_report_bytes if path.startswith(_REPORTS) else options.max_body_bytes
        told = headers.get("content-length", "0")
        if told.isdecimal() and int(told[:20]) > most:
            raise _too_large(most)
        try:
            async with asyncio.timeout(options.body_seconds) as arrival.waiting:
                return await self._read(arrival, incoming, most)
        except TimeoutError as err:
            incoming.has_more = False  # the rest may never come
            if self._stopped:
                raise stopping() from err
            raise Problem(
                HTTPStatus.REQUEST_TIMEOUT,
                f"The request did not arrive within {options.body_seconds:g} seconds; send it again.",
            ) from err
        finally:
            arrival.waiting = None

    def stop(self) -> None:
        """Refuse new requests, and those that have not arrived yet."""
        self._stopped = True
        now = asyncio.get_running_loop().time()
        for arrival in self._under_way:
            if arrival.waiting is not None and not arrival.waiting.expired():
                arrival.waiting.reschedule(now)

    async def _read(self, arrival: Arrival, incoming: Incoming, most: int) -> bytes:
        parts = []
        while incoming.has_more:
            parts.append(await incoming.part())
            arrival.n_bytes += len(parts[-1])
            if arrival.n_bytes > most:
                raise _too_large(most)
            if sum(each.n_bytes for each in self._under_way) > self._options.max_held_bytes:
                raise _crowded("Requests under way hold all the memory there is for them")
        return b"".join(parts)


def _too_large(most: int) -> Problem:
    return Problem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"A request of this kind may have at most {most:,} bytes; split the text.",
    )


def _crowded(why: str) -> Problem:
    return Problem(HTTPStatus.TOO_MANY_REQUESTS, f"{why}; try again later.", retry_after=RETRY_SECONDS)
