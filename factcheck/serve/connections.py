"""Ends connections of which nothing comes any more: requests that never begin, answers that nobody reads."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SILENT_SECONDS = 30.0
"""Seconds in which a request must have begun, or some of an answer must have been read."""


class Sweeper:
    """Looks at uvicorn's connections now and then; uvicorn has no limit for those that are neither used nor idle."""

    def __init__(self, *, seconds: float = SILENT_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin without having seen any.

        Args:
            seconds: that a connection may stay as it is, above 0.
            clock: gives the present in seconds; it must not jump.
        """
        self._seconds, self._clock = seconds, clock
        self._seen: dict[Any, tuple[object, float]] = {}

    def sweep(self, connections: Iterable[Any]) -> None:
        """Close those that have stayed as they were for too long.

        Args:
            connections: uvicorn's protocols for HTTP/1.1 (h11).
        """
        now = self._clock()
        states = {each: state for each in connections if (state := _waits_for(each)) is not None}
        self._seen = {
            each: seen if (seen := self._seen.get(each)) and seen[0] == state else (state, now)
            for each, state in states.items()
        }
        for each, (_, since) in self._seen.items():
            if now - since > self._seconds:
                each.transport.abort()  # to close would wait until the rest was read


def _waits_for(connection: Any) -> object | None:  # noqa: ANN401 - uvicorn has no name for all its protocols
    """Say what the client has to do next, as a value that changes when it does; None when it has nothing to do."""
    unread = connection.transport.get_write_buffer_size()
    if unread:
        return "read", unread
    cycle = connection.cycle
    if cycle is None:
        return "begin"
    if cycle.response_complete and connection.timeout_keep_alive_task is None:
        return "end", id(cycle)
    return None
