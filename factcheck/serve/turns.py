"""Says whose work goes on: the client that has had the least of the models so far."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class CancelledWork(BaseException):
    """Ends a job whose result nobody waits for; no `except Exception` on the way takes it for a fault of a model."""


@dataclass(eq=False, kw_only=True)
class Ticket:
    """One piece of work of a client; `number` is its place in the order of arrival, None before it came.

    `since` is the moment of its last sign of life while it has the turn, None while it has not. `quiet_seconds` is the
    longest that it may go without one.
    """

    client: str
    quiet_seconds: float
    number: int | None = None
    since: float | None = None
    cancelled: threading.Event = field(default_factory=threading.Event)


class Turns:
    """Gives `n` pieces of work at a time their turn, from batch to batch, by start-time fair queueing (Goyal 1996).

    Each client has a clock that runs while its work has a turn. The turn goes to the client whose clock is behind, and
    within a client to what came first. Who comes new, or again, starts at the clock of whoever had the last turn. So
    ten large articles of one client cost another no more than the batch under way, and having waited earns nothing. A
    client never has all of several turns.

    Thread-safe.
    """

    def __init__(self, n: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nobody waiting.

        Args:
            n: turns at a time, 1 or more.
            clock: gives the present in seconds; it must not jump.
        """
        self._n, self._most_of_one = n, max(1, n - 1)
        self._clock = clock
        self._changed = threading.Condition()
        self._waiting: set[Ticket] = set()
        self._working: set[Ticket] = set()
        self._used: dict[str, float] = {}
        self._latest = 0.0
        self._n_arrived = 0

    def wait(self, ticket: Ticket) -> None:
        """Wait for the turn.

        Raises:
            CancelledWork: the ticket was cancelled.
        """
        with self._changed:
            self._n_arrived += 1
            ticket.number = self._n_arrived
            self._used[ticket.client] = max(self._used.get(ticket.client, 0.0), self._latest)
            self._take(ticket)

    def go_on(self, ticket: Ticket) -> None:
        """Give a sign of life, and let others go first when it is their turn.

        Raises:
            CancelledWork: the ticket was cancelled.
        """
        with self._changed:
            self._lay_down(ticket)
            self._take(ticket)

    def end(self, ticket: Ticket) -> None:
        """Give the turn back, if the ticket has it, and forget clients that are through and owe nothing."""
        with self._changed:
            if ticket.since is not None:
                self._lay_down(ticket)
            here = {each.client for each in self._waiting | self._working}
            if not here:
                self._latest = max(self._used.values(), default=self._latest)  # nobody was kept waiting
            self._used = {name: used for name, used in self._used.items() if name in here or used > self._latest}
            self._changed.notify_all()

    def wake(self) -> None:
        """Let those that were cancelled while they waited see it."""
        with self._changed:
            self._changed.notify_all()

    def overdue(self) -> float | None:
        """Give the seconds since the last sign of life of work that is silent for too long, None when none is."""
        with self._changed:
            now = self._clock()
            silent = [
                now - each.since
                for each in self._working
                if each.since is not None and now - each.since > each.quiet_seconds
            ]
        return max(silent, default=None)

    def _take(self, ticket: Ticket) -> None:
        self._waiting.add(ticket)
        self._changed.notify_all()
        try:
            while not ticket.cancelled.is_set() and self._next() is not ticket:
                self._changed.wait()
        finally:
            self._waiting.discard(ticket)
        if ticket.cancelled.is_set():
            raise CancelledWork
        ticket.since = self._clock()
        self._working.add(ticket)
        self._latest = max(self._latest, self._used[ticket.client])
        self._changed.notify_all()  # there may be another turn

    def _lay_down(self, ticket: Ticket) -> None:
        if ticket.since is not None:
            self._used[ticket.client] = self._used.get(ticket.client, 0.0) + self._clock() - ticket.since
        ticket.since = None
        self._working.discard(ticket)

    def _next(self) -> Ticket | None:
        if len(self._working) >= self._n:
            return None
        full = [each.client for each in self._working]
        may = [
            each
            for each in self._waiting
            if not each.cancelled.is_set() and full.count(each.client) < self._most_of_one
        ]
        return min(may, key=lambda each: (self._used[each.client], each.number), default=None)
