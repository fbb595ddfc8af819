"""What the routes of one service share: the checker, the queues, the decisions and the limits."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from factcheck.decisions import apply
from factcheck.errors import FactCheckError
from factcheck.serve.arriving import Arrivals
from factcheck.serve.metrics import Metrics
from factcheck.serve.problems import RETRY_SECONDS, Problem
from factcheck.serve.worker import Worker, stuck

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from factcheck.checker import FactChecker
    from factcheck.decisions import DecisionBook
    from factcheck.report import Report
    from factcheck.serve.options import ServiceOptions
    from factcheck.serve.worker import Job

    T = TypeVar("T")

_logger = logging.getLogger("factcheck.serve")

READERS, READERS_WAITING = 2, 32
"""Threads that read, cut and render, and what may wait for them: work of milliseconds, or of one page to fetch."""

CLOSE_SECONDS = 5.0
"""Longest wait for cancelled work to end; it ends at its next batch."""


@dataclass(kw_only=True)
class Desk:
    """A service's parts. Models are used by one request at a time; from batch to batch that may be another one."""

    checker: FactChecker
    options: ServiceOptions
    book: DecisionBook | None
    metrics: Metrics = field(default_factory=Metrics)
    ready: bool = False
    trouble: str = "the models are being loaded"

    def __post_init__(self) -> None:
        """Make the queues."""
        self.arrivals = Arrivals(self.options)
        self.models = Worker("factcheck-models", n_threads=1, n_waiting=self.options.n_waiting)
        self.readers = Worker("factcheck-readers", n_threads=READERS, n_waiting=READERS_WAITING)
        self.metrics.watch("jobs", "Requests that use or wait for the models.", lambda: self.models.n_jobs)
        self.metrics.watch("references", "Reports in the index.", lambda: self.checker.index.n_references)
        self.metrics.watch("passages", "Passages in the index.", lambda: self.checker.index.n_passages)

    def warm_up(self) -> None:
        """Load the models; the service is ready once they are there."""
        self.models.submit(self._load)

    @property
    def is_busy(self) -> bool:
        """Tell whether work goes on that will end: none does once the models are stuck."""
        return bool(self.readers.n_jobs or self.models.n_jobs) and self.models.silent() is None

    def drain(self) -> None:
        """Take no more work; what was accepted goes on. Call it in the event loop."""
        self.ready, self.trouble = False, "the service is shutting down"
        self.arrivals.stop()
        self.models.refuse()

    def close(self) -> None:
        """End all work."""
        self.ready, self.trouble = False, "the service is shutting down"
        self.models.close(seconds=CLOSE_SECONDS if self.models.silent() is None else 0.0)
        self.readers.close(seconds=CLOSE_SECONDS)

    async def read(self, work: Callable[[], T], request: Request) -> T:
        """Do what needs no model, away from the event loop.

        Raises:
            Problem: the queue is full, or the work takes too long.
        """
        job: Job[T] = self.readers.submit(lambda _: work(), client=client_of(request))
        return await job.result(self.options.check_seconds, is_gone=request.is_disconnected)

    async def use_models(
        self, work: Callable[[Job[T]], T], request: Request, *, quiet_seconds: float | None = None
    ) -> T:
        """Do what needs the models.

        Args:
            work: what to do; it calls the job's `go_on` between batches.
            request: whose it is.
            quiet_seconds: longest time between two `go_on`; None for that of a check.

        Raises:
            Problem: as for `read`, and 503 when the models are stuck.
        """
        job = self.begin(work, request, quiet_seconds=quiet_seconds)
        return await job.result(self.options.check_seconds, is_gone=request.is_disconnected)

    def begin(self, work: Callable[[Job[T]], T], request: Request, *, quiet_seconds: float | None = None) -> Job[T]:
        """Let the models' queue take work; as for `use_models`.

        Raises:
            Problem: 429 when the queue is full, 503 when the models are stuck or the service stops.
        """
        quiet = self.options.stuck_seconds if quiet_seconds is None else quiet_seconds
        return self.models.submit(work, client=client_of(request), quiet_seconds=quiet)

    def decided(self, report: Report) -> Report:
        """Give the report with what editors decided on the same claims.

        Raises:
            ReadError: the file of decisions cannot be read.
        """
        return report if self.book is None else apply(report, self.book)

    def require_changes(self) -> None:
        """Refuse a change when the service allows none.

        Raises:
            Problem: 403.
        """
        if not self.options.allow_changes:
            raise Problem(
                HTTPStatus.FORBIDDEN,
                "This service does not let the index be changed; start it with --allow-changes.",
            )

    def require_book(self) -> DecisionBook:
        """Give the decisions.

        Raises:
            Problem: 403 when the service keeps none.
        """
        if self.book is None:
            raise Problem(HTTPStatus.FORBIDDEN, "This service keeps no decisions; start it with --decisions FILE.")
        return self.book

    def require_life(self) -> None:
        """Refuse while the models are stuck.

        Raises:
            Problem: 503.
        """
        if (silent := self.models.silent()) is not None:
            raise stuck(silent)

    def require_ready(self) -> None:
        """Refuse while the models are not there or stuck.

        Raises:
            Problem: 503.
        """
        self.require_life()
        if not self.ready:
            raise Problem(
                HTTPStatus.SERVICE_UNAVAILABLE,
                f"The service is not ready: {self.trouble}; try again.",
                retry_after=RETRY_SECONDS,
            )

    def _load(self, job: Job[None]) -> None:
        try:
            _ = self.checker.index.encoder
            job.go_on()
            _ = self.checker.nli.model_id  # one that steps is loaded only now
        except FactCheckError as err:
            self.trouble = str(err)
            _logger.error("The models cannot be loaded: %s", err)  # noqa: TRY400 - the message says all there is
        else:
            self.ready = True


def client_of(request: Request) -> str:
    """Name whom the queues are fair to: the address a request came from, as a proxy on this machine tells it."""
    return request.client.host if request.client is not None else ""


def desk_of(request: Request) -> Desk:
    """Give the desk of the app that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(desk_of)]
