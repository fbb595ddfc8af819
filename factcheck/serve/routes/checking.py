"""Checks an article at once or as a stream, and lists the claims of one."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import StreamingResponse

from factcheck.claims import claims_and_skipped
from factcheck.report.article_record import article_record
from factcheck.serve.answers import PROBLEMS, described, json_answer
from factcheck.serve.articles import article_of, article_of_file, found_in
from factcheck.serve.bodies import ArticleBody, CheckBody, StreamBody
from factcheck.serve.desk import TheDesk
from factcheck.serve.events import EVENT_TYPE, EventChannel
from factcheck.serve.problems import Problem, bug
from factcheck.serve.streaming import check_in_events

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from factcheck.datatypes import Article
    from factcheck.report import Report
    from factcheck.serve.desk import Desk
    from factcheck.serve.worker import Job

router = APIRouter(prefix="/v1", tags=["checking"], responses=PROBLEMS)

ANY_FILE = {"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {}}}}}
FileName = Query(default="", max_length=300, description="The file's name; its ending tells the format.")

_logger = logging.getLogger("factcheck.serve")


@router.post("/check", response_class=Response, responses=described("report"))
async def check(body: CheckBody, desk: TheDesk, request: Request) -> Response:
    """Check every claim of an article; the answer is the report, as `factcheck check --format json` writes it."""
    desk.require_ready()
    article = await desk.read(lambda: article_of(body, desk.checker.settings), request)
    report = await desk.use_models(partial(_check, desk, article, _deadline(body, desk)), request)
    return Response(report.to_json(indent=None), media_type="application/json")


@router.post(
    "/check/stream",
    response_class=StreamingResponse,
    responses={200: {"content": {EVENT_TYPE: {"schema": {"type": "string"}}}}},
)
async def check_stream(body: StreamBody, desk: TheDesk, request: Request) -> StreamingResponse:
    """Check an article as server-sent events.

    `waiting` (jobs ahead), `claims` (the article, its claims and what is none), `verdict` or `failure` as each is
    reached, `progress`, and last `report` or `problem`. When the service's time limit comes, the report says what was
    not reached.
    """
    desk.require_ready()
    article = await desk.read(lambda: article_of(body, desk.checker.settings), request)
    channel = EventChannel()
    channel.send("waiting", {"ahead": desk.models.n_jobs})
    deadline = _deadline(body, desk) or desk.options.check_seconds
    work = partial(check_in_events, desk, article, channel, deadline=deadline, with_cards=body.cards)
    job = desk.begin(work, request)
    return StreamingResponse(_stream(job, channel, desk), media_type=EVENT_TYPE)


@router.post("/claims", response_class=Response, responses={200: {"content": {"application/json": {}}}})
async def claims(body: ArticleBody, desk: TheDesk, request: Request) -> Response:
    """List what of an article would be checked, and what not and why."""

    def listed() -> dict[str, Any]:
        article = article_of(body, desk.checker.settings)
        return found_in(article, *claims_and_skipped(article))

    return json_answer(await desk.read(listed, request))


@router.post(
    "/read",
    response_class=Response,
    responses={200: {"content": {"application/json": {}}}},
    openapi_extra=ANY_FILE,
)
async def read(desk: TheDesk, request: Request, name: str = FileName) -> Response:
    """Give the text, title and date of a file, sent as it is: text, Markdown, HTML, PDF, Word, mail."""
    content = await request.body()
    article = await desk.read(lambda: article_of_file(content, name, desk.checker.settings), request)
    return json_answer(article_record(article) | {"text": article.text})


def _check(desk: Desk, article: Article, deadline: float | None, job: Job[Report]) -> Report:
    report = desk.checker.check(article, deadline=deadline, progress=job.go_on)
    desk.metrics.checked(report)
    return desk.decided(report)


def _deadline(body: CheckBody, desk: Desk) -> float | None:
    return None if body.deadline is None else min(body.deadline, desk.options.check_seconds)


async def _stream(job: Job[None], channel: EventChannel, desk: Desk) -> AsyncIterator[str]:
    """Give the events of a job, which is cancelled when the client hangs up."""

    async def watch() -> None:
        try:
            # Waiting, the check up to its deadline, and its last batch.
            await job.result(2 * desk.options.check_seconds)
        except Problem as problem:
            channel.send("problem", problem.document())
        except Exception:  # part of the answer is out: what else would be a 500 is the stream's last event
            _logger.exception("Bug while checking")
            channel.send("problem", bug().document())
        finally:
            channel.close()

    watching = asyncio.create_task(watch())
    try:
        async for sent in channel.events():
            yield sent
    finally:
        job.cancel()
        watching.cancel()
