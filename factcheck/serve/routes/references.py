"""The trusted reports: list, show, search, add, withdraw."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from factcheck.errors import InputError
from factcheck.serve.answers import PROBLEMS, json_answer
from factcheck.serve.articles import reference_of, references_of_file
from factcheck.serve.bodies import ReferenceBody, SearchBody
from factcheck.serve.desk import TheDesk
from factcheck.serve.opened import index_of
from factcheck.serve.problems import Problem
from factcheck.serve.routes.checking import ANY_FILE, FileName
from factcheck.serve.shown import ShownReferences

if TYPE_CHECKING:
    from factcheck.datatypes import Reference
    from factcheck.serve.desk import Desk
    from factcheck.serve.worker import Job

router = APIRouter(prefix="/v1", tags=["references"], responses=PROBLEMS)

_ROW = ("reference_id", "title", "publisher", "published", "url", "path", "sha256")


class ReferenceRow(BaseModel):
    """A report without its text."""

    reference_id: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    path: str | None
    sha256: str


class ReferenceList(BaseModel):
    """Some reports, in ascending order of id, and how many there are."""

    n_references: int
    references: list[ReferenceRow]


class PassageRow(BaseModel):
    """A passage: characters `[start, end)` of the report's text."""

    start: int
    end: int
    text: str


class WholeReference(ReferenceRow):
    """A report with its text and passages."""

    text: str
    passages: list[PassageRow]


class Found(PassageRow):
    """A passage found; similarity is a cosine, [-1, 1], higher is closer."""

    similarity: float
    reference_id: str


class Added(BaseModel):
    """The ids of reports added, replaced and unchanged."""

    added: list[str]
    replaced: list[str]
    unchanged: list[str]


@router.get("/references", response_model=ReferenceList)
async def list_references(
    desk: TheDesk,
    request: Request,
    start: Annotated[int, Query(ge=0, le=10**9, description="Reports passed over.")] = 0,
    n: Annotated[int, Query(ge=1, le=1000, description="Most reports given.")] = 100,
) -> Response:
    """List the reports of the index."""
    listed = await desk.read(lambda: ShownReferences(desk.checker).references(), request)
    rows = [_row(reference) for reference in listed[start : start + n]]
    return json_answer({"n_references": len(listed), "references": rows})


@router.get("/references/{reference_id:path}", response_model=WholeReference)
async def show_reference(reference_id: str, desk: TheDesk, request: Request) -> Response:
    """Show a report with its passages."""

    def show() -> dict[str, Any]:
        reference = _known(reference_id, desk)
        passages = desk.checker.index.passages_of(reference_id)
        spans = [{"start": p.start, "end": p.end, "text": p.text} for p in passages]
        return _row(reference) | {"text": reference.text, "passages": spans}

    return json_answer(await desk.read(show, request))


@router.post("/references", response_model=Added)
async def add_reference(body: ReferenceBody, desk: TheDesk, request: Request) -> Response:
    """Add a report, replacing older versions of it (same address); all checks that begin now read it."""
    desk.require_changes()
    desk.require_ready()
    references = await desk.read(lambda: reference_of(body, desk.checker.settings), request)
    return await _add(references, desk, request)


@router.post("/references/file", response_model=Added, openapi_extra=ANY_FILE)
async def add_reference_file(desk: TheDesk, request: Request, name: str = FileName) -> Response:
    """Add the reports of a file, sent as it is, in any format that `factcheck index add` reads."""
    desk.require_changes()
    desk.require_ready()
    content = await request.body()
    references = await desk.read(lambda: references_of_file(content, name, desk.checker.settings), request)
    return await _add(references, desk, request)


@router.delete("/references/{reference_id:path}", response_model=ReferenceRow)
async def withdraw_reference(reference_id: str, desk: TheDesk, request: Request) -> Response:
    """Withdraw a report: gone from every answer at once."""
    desk.require_changes()

    def withdraw() -> dict[str, Any]:
        reference = _known(reference_id, desk)
        index_of(desk.checker).withdraw(reference_id)
        return _row(reference)

    return json_answer(await desk.read(withdraw, request))


@router.post("/search", response_model=list[Found])
async def search(body: SearchBody, desk: TheDesk, request: Request) -> Response:
    """Find the passages closest in meaning to a text."""
    desk.require_ready()

    def find(_: Job[list[dict[str, Any]]]) -> list[dict[str, Any]]:
        return [
            {"similarity": s.similarity, "reference_id": s.passage.reference_id, "start": s.passage.start}
            | {"end": s.passage.end, "text": s.passage.text}
            for s in ShownReferences(desk.checker).search(body.text, k=body.k)
        ]

    found = await desk.use_models(find, request)
    return json_answer(found)


async def _add(references: list[Reference], desk: Desk, request: Request) -> Response:
    summary = await desk.use_models(
        lambda job: index_of(desk.checker).update(references, progress=job.go_on),
        request,
        quiet_seconds=desk.options.check_seconds,  # one report may be a book
    )
    names = ("added", "replaced", "unchanged")
    return json_answer({name: list(getattr(summary, name)) for name in names})


def _known(reference_id: str, desk: Desk) -> Reference:
    try:
        return ShownReferences(desk.checker).reference(reference_id)
    except InputError as err:
        raise Problem(HTTPStatus.NOT_FOUND, str(err)) from err


def _row(reference: Reference) -> dict[str, Any]:
    return {name: getattr(reference, name) for name in _ROW}
