"""Errors as answers: problem documents (RFC 9457) that say what failed, what we got and what to do."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from factcheck.errors import (
    EmptyDocumentError,
    FactCheckError,
    IndexLockedError,
    IndexStoreError,
    InputError,
    ModelError,
    ReadError,
    TooLargeError,
    UnsupportedFormatError,
)
from factcheck.report.json_format import dumps
from factcheck.version import __version__

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

PROBLEM_TYPE = "application/problem+json"
RETRY_SECONDS = 5
"""Seconds after which to try again what may pass by itself."""

# The first that fits counts.
_STATUSES: tuple[tuple[type[FactCheckError], HTTPStatus], ...] = (
    (TooLargeError, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (UnsupportedFormatError, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
    (EmptyDocumentError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (ReadError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (InputError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (IndexLockedError, HTTPStatus.SERVICE_UNAVAILABLE),
    (IndexStoreError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ModelError, HTTPStatus.SERVICE_UNAVAILABLE),
)


class Problem(Exception):  # noqa: N818 - the standard's word
    """A request that gets no result; `detail` says what failed, what we got and what to do."""

    def __init__(self, status: HTTPStatus, detail: str, *, retry_after: int | None = None, **more: object) -> None:
        """Keep the parts.

        Args:
            status: the HTTP status of the answer.
            detail: for people.
            retry_after: seconds after which the same request may succeed.
            more: further members of the document.
        """
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.retry_after = retry_after
        self.more = more

    def document(self) -> dict[str, Any]:
        """Give the members of the problem document."""
        return {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
            **self.more,
        }

    def response(self) -> Response:
        """Give the answer."""
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        if self.status == HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = "Bearer"
        text = dumps(self.document(), indent=None)
        return Response(text, status_code=self.status, headers=headers, media_type=PROBLEM_TYPE)


def problem_of(err: FactCheckError) -> Problem:
    """Turn an error of the package into a problem.

    >>> problem_of(EmptyDocumentError("There is no text.")).document()["title"]
    'Unprocessable Entity'
    """
    status = next((status for kind, status in _STATUSES if isinstance(err, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)
    retry = RETRY_SECONDS if status == HTTPStatus.SERVICE_UNAVAILABLE else None
    return Problem(status, str(err), retry_after=retry, error=type(err).__name__)


def answer_errors(app: FastAPI) -> None:
    """Let an app answer every error with a problem document."""
    for kind in (Problem, FactCheckError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _answer)


async def _answer(_: Request, err: Exception) -> Response:
    if isinstance(err, Problem):
        return err.response()
    if isinstance(err, FactCheckError):
        return problem_of(err).response()
    if isinstance(err, RequestValidationError):
        return _malformed(err).response()
    if isinstance(err, HTTPException):
        answer = Problem(HTTPStatus(err.status_code), str(err.detail)).response()
        answer.headers.update(err.headers or {})
        return answer
    raise err


def bug() -> Problem:
    """Say that something happened that should not; what it was stands in the log, not in the answer."""
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        f"This is a fault of factcheck {__version__}; the log of the service has the details. Please report it.",
    )


def _malformed(err: RequestValidationError) -> Problem:
    """Say which fields are wrong, without what was sent: it may be a whole article."""
    wrong = [(".".join(str(part) for part in each["loc"]), each["msg"]) for each in err.errors()]
    listed = "; ".join(f"{place}: {why}" for place, why in wrong)
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        f"The request is not as /openapi.json describes it: {listed}. Mend these fields.",
        errors=[{"field": place, "message": why} for place, why in wrong],
    )
