"""Is the service there, is it ready, what does it do, what does it count."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from pydantic import BaseModel

from factcheck.datatypes import VerdictLabel
from factcheck.report import FORMATS, SCHEMA_VERSION
from factcheck.serve.desk import TheDesk
from factcheck.version import __version__

router = APIRouter(tags=["service"])


class State(BaseModel):
    """The state of the service."""

    status: str


class Service(BaseModel):
    """What the service does and allows."""

    factcheck_version: str
    schema_version: str
    n_references: int
    n_passages: int
    formats: list[str]
    labels: list[str]
    allow_changes: bool
    keeps_decisions: bool
    check_seconds: float
    max_body_bytes: int


@router.get("/healthz", response_model=State)
async def healthz(desk: TheDesk) -> Any:  # noqa: ANN401 - FastAPI makes it a State
    """Say that the process answers and its work goes on; 503 while a model is stuck, which a new start mends."""
    desk.require_life()
    return {"status": "alive"}


@router.get("/readyz", response_model=State)
async def readyz(desk: TheDesk) -> Any:  # noqa: ANN401 - likewise
    """Say that checks would be done now; 503 while the models load, fail to, or the service stops."""
    desk.require_ready()
    return {"status": "ready"}


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def metrics(desk: TheDesk) -> Response:
    """Give the counters in Prometheus's text format."""
    return Response(desk.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


@router.get("/v1/service", response_model=Service)
def service(desk: TheDesk) -> Any:  # noqa: ANN401 - likewise
    """Say what the service does and allows."""
    index, options = desk.checker.index, desk.options
    return {
        "factcheck_version": __version__,
        "schema_version": SCHEMA_VERSION,
        "n_references": index.n_references,
        "n_passages": index.n_passages,
        "formats": list(FORMATS),
        "labels": [label.value for label in VerdictLabel],
        "allow_changes": options.allow_changes,
        "keeps_decisions": desk.book is not None,
        "check_seconds": options.check_seconds,
        "max_body_bytes": options.max_body_bytes,
    }
