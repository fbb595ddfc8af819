"""Renders a report that a client holds; the service keeps none."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from factcheck.report import FORMATS, Report, render, require_format
from factcheck.report.formats.cards import cards
from factcheck.serve.answers import PROBLEMS, REPORT, json_answer
from factcheck.serve.desk import TheDesk
from factcheck.serve.problems import Problem

if TYPE_CHECKING:
    from factcheck.report.formats.cards import Card

router = APIRouter(prefix="/v1/report", tags=["reports"], responses=PROBLEMS)

MEDIA_TYPES = {
    "json": ("application/json", "json"),
    "jsonl": ("application/jsonl", "jsonl"),
    "html": ("text/html; charset=utf-8", "html"),
    "markdown": ("text/markdown; charset=utf-8", "md"),
    "csv": ("text/csv; charset=utf-8", "csv"),
    "sarif": ("application/sarif+json", "sarif"),
    "junit": ("application/xml", "xml"),
    "annotations": ("application/ld+json", "annotations.jsonld"),
    "claimreview": ("application/ld+json", "claimreview.jsonld"),
}
"""Of each format the media type and the ending of a file."""

_A_REPORT = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{REPORT}"}}},
    }
}


@router.post("/cards", responses={200: {"content": {"application/json": {}}}}, openapi_extra=_A_REPORT)
async def cards_of(desk: TheDesk, request: Request) -> Response:
    """Give what the web page shows of each claim of a report."""
    content = await request.body()

    def make() -> list[Card]:
        return cards(desk.decided(_report(content)))

    return json_answer(await desk.read(make, request))


@router.post(
    "/{format}",
    response_class=Response,
    responses={200: {"content": {kind.partition(";")[0]: {} for kind, _ in MEDIA_TYPES.values()}}},
    openapi_extra=_A_REPORT,
)
async def render_report(
    format_: Annotated[str, Path(alias="format", description=f"One of {', '.join(FORMATS)}.")],
    desk: TheDesk,
    request: Request,
    author: Annotated[str | None, Query(max_length=300, description="Who will publish; claimreview needs it.")] = None,
    url: Annotated[str | None, Query(max_length=2_000, description="Where it will stand; likewise.")] = None,
) -> Response:
    """Write a report, the JSON of a check, in any format, with what editors decided since."""
    if format_ not in FORMATS:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no format {format_[:80]!r}; choose from {', '.join(FORMATS)}.")
    require_format(format_, author=author, url=url)
    content = await request.body()

    def write() -> str:
        return render(desk.decided(_report(content)), format_, author=author, url=url)

    written: Any = await desk.read(write, request)
    kind, ending = MEDIA_TYPES[format_]
    headers = {"Content-Disposition": f'attachment; filename="report.{ending}"'}
    return Response(written.encode("utf-8", "backslashreplace"), media_type=kind, headers=headers)


def _report(content: bytes) -> Report:
    """Read a report.

    Raises:
        Problem: 400 when it is no UTF-8.
        InputError: it is no report.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as err:
        raise Problem(HTTPStatus.BAD_REQUEST, f"The report is not UTF-8: {err.reason} at byte {err.start}.") from err
    return Report.from_json(text)
