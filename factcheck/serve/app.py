"""Puts a service together: guard, routes, page."""

from __future__ import annotations

from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import FastAPI

from factcheck.serve.answers import describe
from factcheck.serve.desk import Desk
from factcheck.serve.guard import Guard
from factcheck.serve.options import ServiceOptions
from factcheck.serve.problems import Problem, answer_errors
from factcheck.serve.routes import checking, decisions, health, page, references, reports
from factcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response

    from factcheck.checker import FactChecker
    from factcheck.decisions import DecisionBook


def create_app(
    checker: FactChecker, *, options: ServiceOptions | None = None, book: DecisionBook | None = None
) -> FastAPI:
    """Make the application (ASGI) of a service; its models load when it starts.

    Args:
        checker: what checks; its index and models are used by this service.
        options: the limits; None takes the defaults.
        book: where editors' decisions are kept; None keeps none.
    """
    desk = Desk(checker=checker, options=options or ServiceOptions(), book=book)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        desk.warm_up()
        yield
        desk.close()

    app = FastAPI(
        title="factcheck",
        summary="What trusted reports say about every claim of an article.",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,  # those pages load scripts from elsewhere
        redoc_url=None,
    )
    app.state.desk = desk
    for routes in (checking, references, reports, decisions, health, page):
        app.include_router(routes.router)
    app.mount("/page", page.static_files())
    answer_errors(app)
    app.add_exception_handler(Exception, _bug)
    describe(app)
    app.add_middleware(Guard, options=desk.options, metrics=desk.metrics)
    return app


async def _bug(_: Request, __: Exception) -> Response:
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        f"This is a fault of factcheck {__version__}; the log of the service has the details. Please report it.",
    ).response()
