"""Puts a service together: guard, routes, page."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI

from factcheck.serve.answers import describe
from factcheck.serve.desk import Desk
from factcheck.serve.guard import Guard
from factcheck.serve.options import ServiceOptions
from factcheck.serve.problems import answer_errors
from factcheck.serve.routes import checking, decisions, health, page, references, reports
from factcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

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
    describe(app)
    app.add_middleware(Guard, options=desk.options, metrics=desk.metrics, arrivals=desk.arrivals)
    return app
