"""Counts what the service does, for Prometheus; no text of anybody is among the labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.report import Report

METHODS = frozenset({"GET", "HEAD", "POST", "DELETE", "OPTIONS", "PUT", "PATCH"})
_SECONDS = (0.05, 0.25, 1, 5, 15, 60, 300)


class Metrics:
    """The counters of one service."""

    def __init__(self) -> None:
        """Begin at zero."""
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "factcheck_requests", "Requests answered.", ["method", "route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "factcheck_request_seconds", "Time to answer.", ["route"], registry=self._registry, buckets=_SECONDS
        )
        self._outcomes = Counter("factcheck_outcomes", "Claims checked.", ["outcome"], registry=self._registry)
        self._checks = Counter("factcheck_checks", "Articles checked.", registry=self._registry)

    def watch(self, name: str, about: str, value: Callable[[], float]) -> None:
        """Show a number as it is whenever the metrics are read."""
        Gauge(f"factcheck_{name}", about, registry=self._registry).set_function(value)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; `route` is the pattern of its address, `status` 0 when the client hung up."""
        known = method if method in METHODS else "other"
        self._requests.labels(known, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def checked(self, report: Report) -> None:
        """Count an article and its claims."""
        self._checks.inc()
        for outcome, n in (report.counts | {"not_reached": len(report.not_reached)}).items():
            self._outcomes.labels(outcome).inc(n)

    def text(self) -> bytes:
        """Give the metrics in Prometheus's text format, version 0.0.4."""
        return generate_latest(self._registry)
