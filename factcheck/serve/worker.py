"""Threads that do the work, behind a queue that is full when it is full."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import TYPE_CHECKING, Generic, TypeVar

from factcheck.serve.problems import RETRY_SECONDS, Problem

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from concurrent.futures import Future

T = TypeVar("T")

POLL_SECONDS = 0.25
"""How often a request that waits looks whether its client is still there."""


class CancelledWork(Exception):  # noqa: N818 - no error: nobody waits for the result any more
    """Ends a job whose result nobody waits for."""


class Job(Generic[T]):
    """One piece of work in a queue."""

    def __init__(self) -> None:
        """Begin neither started nor cancelled."""
        self._cancelled = threading.Event()
        self.started = threading.Event()
        self.future: Future[T]

    def cancel(self) -> None:
        """Let the work end at its next `go_on`, or never begin."""
        self._cancelled.set()

    def go_on(self, *_: object) -> None:
        """Raise `CancelledWork` once the job is cancelled; call it between batches."""
        if self._cancelled.is_set():
            raise CancelledWork

    async def result(self, seconds: float, *, is_gone: Callable[[], Awaitable[bool]] | None = None) -> T:
        """Wait for the result; the job is cancelled when the wait ends without one.

        Args:
            seconds: longest wait, above 0.
            is_gone: tells that the client has hung up.

        Raises:
            Problem: 504 when the time is over, 503 when it is over before the job began or the service stops, 408
                when the client is gone, which nobody reads.
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
        "The service is shutting down, so this was stopped; try again.",
        retry_after=RETRY_SECONDS,
    )


class Worker:
    """Some threads and the jobs they have not finished, at most `n_threads` + `n_waiting`."""

    def __init__(self, name: str, *, n_threads: int, n_waiting: int) -> None:
        """Start no thread yet.

        Args:
            name: of the threads.
            n_threads: jobs done at once, 1 or more.
            n_waiting: jobs that may wait, 0 or more.
        """
        self._pool = ThreadPoolExecutor(max_workers=n_threads, thread_name_prefix=name)
        self._room = n_threads + n_waiting
        self._jobs: set[Job[object]] = set()
        self._lock = threading.Lock()
        self._closed = False

    @property
    def n_jobs(self) -> int:
        """Count the jobs that wait or are being done."""
        return len(self._jobs)

    def submit(self, work: Callable[[Job[T]], T]) -> Job[T]:
        """Put a job into the queue; the work gets the job, to ask whether to go on.

        Raises:
            Problem: 429 when the queue is full, 503 when the service is shutting down.
        """
        job: Job[T] = Job()

        def begin() -> T:
            job.started.set()
            job.go_on()
            return work(job)

        with self._lock:
            if self._closed:
                raise stopping()
            if len(self._jobs) >= self._room:
                raise Problem(
                    HTTPStatus.TOO_MANY_REQUESTS,
                    f"{len(self._jobs)} requests are being worked on or wait, and no more may wait; try again later.",
                    retry_after=RETRY_SECONDS,
                )
            self._jobs.add(job)  # type: ignore[arg-type] # only counted and cancelled
            job.future = self._pool.submit(begin)
        job.future.add_done_callback(lambda _: self._forget(job))
        return job

    def close(self) -> None:
        """Take no more jobs, cancel those there are and wait until the last one has ended."""
        with self._lock:
            self._closed = True
            for job in self._jobs:
                job.cancel()
        self._pool.shutdown()

    def _forget(self, job: Job[T]) -> None:
        with self._lock:
            self._jobs.discard(job)
