"""Server-sent events (WHATWG HTML, section 9.2): how a check tells what it has found so far."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from factcheck.report.json_format import dumps

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

EVENT_TYPE = "text/event-stream"
KEEP_ALIVE_SECONDS = 15.0
"""Seconds of silence after which a comment is sent, so that nothing between takes the stream for dead."""


def event(name: str, value: object) -> str:
    r"""Write one event; its data is JSON on one line.

    >>> event("progress", {"done": 1})
    'event: progress\ndata: {"done": 1}\n\n'
    """
    return f"event: {name}\ndata: {dumps(value, indent=None)}\n\n"


class EventChannel:
    """Carries events from a worker's thread to the event loop, in order."""

    def __init__(self) -> None:
        """Open the channel; it belongs to the loop that runs now."""
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[str | None] = asyncio.Queue()

    def send(self, name: str, value: object) -> None:
        """Send an event, from any thread."""
        self._put(event(name, value))

    def close(self) -> None:
        """Say that nothing more comes, from any thread."""
        self._put(None)

    async def events(self) -> AsyncIterator[str]:
        """Give the events as they come, until the channel is closed."""
        while True:
            try:
                sent = await asyncio.wait_for(self._queue.get(), KEEP_ALIVE_SECONDS)
            except TimeoutError:
                yield ": still working\n\n"
                continue
            if sent is None:
                return
            yield sent

    def _put(self, sent: str | None) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._queue.put_nowait, sent)
