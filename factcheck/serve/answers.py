"""What the service answers: JSON as the command writes it, described in OpenAPI by the published schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from starlette.responses import Response

from factcheck.report import json_schema
from factcheck.report.json_format import dumps, encode
from factcheck.serve.problems import PROBLEM_TYPE

if TYPE_CHECKING:
    from fastapi import FastAPI

_PREFIX = "#/components/schemas/"
REPORT = "report"
"""The component of OpenAPI that describes a report."""


class ProblemDocument(BaseModel):
    """What failed, what we got and what to do (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": about, "content": {PROBLEM_TYPE: {"schema": {"$ref": f"{_PREFIX}ProblemDocument"}}}}
    for status, about in (
        (400, "The request cannot be read."),
        (401, "The token is missing or wrong."),
        (403, "Not allowed."),
        (404, "There is no such thing."),
        (408, "The request did not arrive in time."),
        (413, "Too large."),
        (415, "A format that is not read."),
        (421, "The Host header names another machine."),
        (422, "Not as described here, or not readable."),
        (429, "Too many wait; see Retry-After."),
        (503, "Not ready; see Retry-After."),
        (504, "The work took too long."),
    )
}


def json_answer(value: object, *, status: int = 200) -> Response:
    """Answer with dataclasses, lists and plain values as JSON."""
    return Response(dumps(encode(value), indent=None), status_code=status, media_type="application/json")


def described(component: str) -> dict[int | str, dict[str, Any]]:
    """Say in OpenAPI that an answer is one of the published schema: "report", "claim", "verdict"."""
    schema = {"$ref": f"{_PREFIX}{component}"}
    return {200: {"content": {"application/json": {"schema": schema}}}}


def describe(app: FastAPI) -> None:
    """Let an app's OpenAPI document hold the published schema of reports among its components."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(title=app.title, version=app.version, routes=app.routes, summary=app.summary)
            schemas = document.setdefault("components", {}).setdefault("schemas", {})
            schemas["ProblemDocument"] = ProblemDocument.model_json_schema()
            schemas |= _report_schemas()
            document["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
            document["security"] = [{}, {"token": []}]
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's documented way


def _report_schemas() -> dict[str, Any]:
    schema = json_schema()
    parts: dict[str, Any] = schema.pop("$defs")
    whole = {name: value for name, value in schema.items() if name not in {"$schema", "$id"}}
    moved: dict[str, Any] = _moved(parts | {REPORT: whole})
    return moved


def _moved(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Point references into `$defs` at OpenAPI's components."""
    if isinstance(value, dict):
        return {
            name: part.replace("#/$defs/", _PREFIX) if name == "$ref" else _moved(part) for name, part in value.items()
        }
    return [_moved(part) for part in value] if isinstance(value, list) else value
