"""What editors decide: accept or override a verdict, take it back, list, sum up."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response

from factcheck.datatypes import Verdict
from factcheck.decisions import error_rates
from factcheck.errors import InputError
from factcheck.report.json_format import decode
from factcheck.serve.answers import PROBLEMS, json_answer
from factcheck.serve.bodies import DecisionBody, WithdrawalBody
from factcheck.serve.desk import TheDesk
from factcheck.serve.problems import Problem

router = APIRouter(prefix="/v1/decisions", tags=["decisions"], responses=PROBLEMS)

_JSON: dict[int | str, dict[str, Any]] = {200: {"content": {"application/json": {}}}}


@router.get("", response_class=Response, responses=_JSON)
async def list_decisions(desk: TheDesk, request: Request) -> Response:
    """List the decisions that stand and how often each kind of verdict was overridden."""
    book = desk.require_book()

    def listed() -> dict[str, Any]:
        standing = book.standing
        return {"decisions": standing, "error_rates": error_rates(standing), "n_damaged": len(book.damaged)}

    return json_answer(await desk.read(listed, request))


@router.post("", response_class=Response, responses=_JSON)
async def decide(body: DecisionBody, desk: TheDesk, request: Request) -> Response:
    """Accept or override a verdict; later reports on the same claim and evidence show it."""
    book = desk.require_book()
    verdict = decode(Verdict, body.verdict, "verdict")
    decision = await desk.read(
        lambda: book.add(
            verdict,
            label=body.label,
            by=body.by,
            because=body.because,
            note=body.note,
            article_sha256=body.article_sha256,
        ),
        request,
    )
    return json_answer(decision)


@router.post("/{decision_id}/withdraw", response_class=Response, responses=_JSON)
async def withdraw(decision_id: str, body: WithdrawalBody, desk: TheDesk, request: Request) -> Response:
    """Take a decision back; it stays in the file."""
    book = desk.require_book()
    if decision_id not in {decision.decision_id for decision in book.standing}:
        raise Problem(HTTPStatus.NOT_FOUND, f"No decision that stands has the id {decision_id[:80]!r}; list them.")
    try:
        taken = await desk.read(lambda: book.withdraw(decision_id, by=body.by, because=body.because), request)
    except InputError as err:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(err)) from err
    return json_answer(taken)
