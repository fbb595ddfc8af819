"""Threads that do the work, behind a queue that is full when it is full and fair to each client."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from http import HTTPStatus
from typing import TYPE_CHECKING, Generic, TypeVar

from factcheck.serve.problems import RETRY_SECONDS, Problem
from factcheck.serve.turns import CancelledWork, Ticket, Turns

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")

POLL_SECONDS = 0.25
"""How often a request that waits looks whether its client is still there, and whether the work still goes on."""

PLACES_FOR_EACH_FREE = 2
"""Places that a client may hold for each that is still free (a dynamic threshold, Choudhury and Hahne 1998).

So one client alone gets two places of three, and however many ask for much, who has asked for nothing finds one."""


_own = threading.local()


def go_on() -> None:
    """Let the job of this thread, if it is one's, `go_on`.

    Raises:
        CancelledWork: it was cancelled.
    """
    job: Job[object] | None = getattr(_own, "job", None)
    if job is not None:
        job.go_on()


class Job(Generic[T]):
    """One piece of work in a queue."""

    def __init__(self, turns: Turns, *, client: str, quiet_seconds: float) -> None:
        """Begin neither started nor cancelled."""
        self._turns = turns
        self.ticket = Ticket(client=client, quiet_seconds=quiet_seconds)
        self.started = threading.Event()
        self.future: Future[T] = Future()
        self.future.set_running_or_notify_cancel()  # nobody but us ends it

    def cancel(self) -> None:
        """Let the work end at its next `go_on`, or never begin."""
        self.ticket.cancelled.set()
        self._turns.wake()

    def go_on(self, *_: object) -> None:
        """Let the work of others go first when it is their turn; call it between batches, holding no lock.

        Raises:
            CancelledWork: the job was cancelled.
        """
        self._turns.go_on(self.ticket)

    async def result(self, seconds: float, *, is_gone: Callable[[], Awaitable[bool]] | None = None) -> T:
        """Wait for the result; the job is cancelled when the wait ends without one.

        Args:
            seconds: longest wait, above 0.
            is_gone: tells that the client has hung up.

        Raises:
            Problem: 504 when the time is over, 503 when it is over before the job began, the service stops or the
                models are stuck, 408 when the client is gone, which nobody reads.
        """
        end = asyncio.get_running_loop().time() + seconds
        wrapped = asyncio.wrap_future(self.future)
        wrapped.add_done_callback(_take)
        try:
            while True:
                left = end - asyncio.get_running_loop().time()
                done, _ = await asyncio.wait({wrapped}, timeout=max(0.0, min(POLL_SECONDS, left)))
                if done:
                    return wrapped.result()
                if left <= 0:
                    raise self._late(seconds)
                if (silent := self._turns.overdue()) is not None:
                    raise stuck(silent)
                if is_gone is not None and await is_gone():
                    raise Problem(HTTPStatus.REQUEST_TIMEOUT, "The client hung up before the result was there.")
        except CancelledWork as err:
            raise stopping() from err
        finally:
            self.cancel()

    def _late(self, seconds: float) -> Problem:
        if self.started.is_set():
            return Problem(
                HTTPStatus.GATEWAY_TIMEOUT,
                f"The work took more than {seconds:g} seconds and was stopped; send less text, or give a deadline to "
                "get what can be checked in time.",
            )
        return Problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            f"The models were busy with other checks for {seconds:g} seconds; try again.",
            retry_after=RETRY_SECONDS,
        )


def _take(done: asyncio.Future[T]) -> None:
    """Look at how a job ended that nobody waits for any more; asyncio would complain of it as forgotten."""
    if not done.cancelled():
        done.exception()


def stopping() -> Problem:
    """Say that the service is being shut down."""
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "The service is shutting down, so this was not done; try again.",
        retry_after=RETRY_SECONDS,
    )


def stuck(silent: float) -> Problem:
    """Say that a call of a model has given no sign of life for `silent` seconds."""
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        f"A model has not answered for {silent:.0f} seconds, so nothing can be checked now; try again later. If it "
        "stays so, the service must be started again.",
        retry_after=RETRY_SECONDS,
    )


class Worker:
    """The jobs that are not finished, at most `n_threads` + `n_waiting`, each in a thread; `n_threads` go on at a time.

    A job that waits has its thread already, so a large one can stand back for others between its batches. The threads
    end with the process: a call that never returns does not keep it.
    """

    def __init__(self, name: str, *, n_threads: int, n_waiting: int) -> None:
        """Start no thread yet.

        Args:
            name: of the threads.
            n_threads: jobs that go on at once, 1 or more.
            n_waiting: jobs that may wait, 0 or more.
        """
        self._name = name
        self._room = n_threads + n_waiting
        self._turns = Turns(n_threads)
        self._jobs: set[Job[object]] = set()
        self._changed = threading.Condition()
        self._closed = False

    @property
    def n_jobs(self) -> int:
        """Count the jobs that wait or are being done."""
        return len(self._jobs)

    def silent(self) -> float | None:
        """Give the seconds since the last sign of life of a job that should have given one, None when all is well."""
        return self._turns.overdue()

    def submit(self, work: Callable[[Job[T]], T], *, client: str = "", quiet_seconds: float = float("inf")) -> Job[T]:
        """Put a job into the queue; the work gets the job, to ask whether to go on.

        Args:
            work: what to do.
            client: whose it is; turns go round among clients.
            quiet_seconds: longest time between two `go_on`, above 0; beyond it the job counts as stuck.

        Raises:
            Problem: 429 when the queue is full or holds too much of this client, 503 when a job is stuck or the service
                is shutting down.
        """
        job: Job[T] = Job(self._turns, client=client, quiet_seconds=quiet_seconds)
        if (silent := self.silent()) is not None:
            raise stuck(silent)
        with self._changed:
            if self._closed:
                raise stopping()
            self._require_place(client)
            self._jobs.add(job)  # type: ignore[arg-type] # only counted and cancelled
        threading.Thread(target=self._do, args=(job, work), name=self._name, daemon=True).start()
        return job

    def refuse(self) -> None:
        """Take no more jobs; those there are go on."""
        with self._changed:
            self._closed = True

    def close(self, seconds: float = 0.0) -> None:
        """Take no more jobs, cancel those there are and wait until the last one has ended, `seconds` at most."""
        self.refuse()
        for job in list(self._jobs):
            job.cancel()
        with self._changed:
            self._changed.wait_for(lambda: not self._jobs, timeout=seconds)

    def _require_place(self, client: str) -> None:
        n_free = self._room - len(self._jobs)
        n_own = sum(job.ticket.client == client for job in self._jobs)
        if n_free <= 0:
            why = f"{len(self._jobs)} requests are being worked on or wait, and no more may wait"
        elif n_own >= PLACES_FOR_EACH_FREE * n_free:
            why = f"{n_own} requests of yours are being worked on or wait, and the places left are for others"
        else:
            return
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, f"{why}; try again later.", retry_after=RETRY_SECONDS)

    def _do(self, job: Job[T], work: Callable[[Job[T]], T]) -> None:
        _own.job = job
        try:
            self._turns.wait(job.ticket)
            job.started.set()
            result = work(job)
        except BaseException as err:  # noqa: BLE001 - whoever waits for the result is told
            self._forget(job)
            job.future.set_exception(err)
        else:
            self._forget(job)
            job.future.set_result(result)

    def _forget(self, job: Job[T]) -> None:
        self._turns.end(job.ticket)
        with self._changed:
            self._jobs.discard(job)
            self._changed.notify_all()
