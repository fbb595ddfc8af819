"""The web page: files of the package, as they are."""

from __future__ import annotations

from importlib.resources import files

from fastapi import APIRouter, Response
from starlette.staticfiles import StaticFiles

router = APIRouter(include_in_schema=False)

_PAGE = files("factcheck.serve").joinpath("page")
_STYLE = files("factcheck.report").joinpath("templates", "report.css")


@router.get("/")
def page() -> Response:
    """Give the page."""
    return Response(_PAGE.joinpath("index.html").read_bytes(), media_type="text/html; charset=utf-8")


@router.get("/page/report.css")
def style() -> Response:
    """Give the style of the HTML report, which the page shares."""
    return Response(_STYLE.read_bytes(), media_type="text/css; charset=utf-8")


def static_files() -> StaticFiles:
    """Give the page's own scripts and styles."""
    return StaticFiles(directory=str(_PAGE))
