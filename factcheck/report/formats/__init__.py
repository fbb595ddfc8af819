"""The forms a report is written in: one file a format, and the standard it follows in that file's docstring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.errors import InputError
from factcheck.report.formats.annotations import render_annotations
from factcheck.report.formats.claimreview import render_claimreview, require_publication
from factcheck.report.formats.csv import render_csv
from factcheck.report.formats.html import render_html
from factcheck.report.formats.jsonl import line_of, render_jsonl
from factcheck.report.formats.junit import render_junit
from factcheck.report.formats.markdown import render_markdown
from factcheck.report.formats.sarif import render_sarif

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.report.report import Report

__all__ = [
    "FORMATS",
    "line_of",
    "render",
    "render_annotations",
    "render_claimreview",
    "render_csv",
    "render_html",
    "render_jsonl",
    "render_junit",
    "render_markdown",
    "render_sarif",
    "require_format",
]

_CLAIMREVIEW = "claimreview"


def _render_json(report: Report) -> str:
    return report.to_json() + "\n"


_RENDERINGS: dict[str, Callable[[Report], str]] = {
    "json": _render_json,
    "jsonl": render_jsonl,
    "html": render_html,
    "markdown": render_markdown,
    "csv": render_csv,
    "sarif": render_sarif,
    "junit": render_junit,
    "annotations": render_annotations,
}

FORMATS = (*_RENDERINGS, _CLAIMREVIEW)
"""The formats that `render` writes."""


def render(report: Report, fmt: str, *, author: str | None = None, url: str | None = None) -> str:
    """Write a report in one of `FORMATS`, as the text of a file: it ends with a newline unless it is empty.

    Args:
        report: the report.
        fmt: one of `FORMATS`.
        author: who will publish the review; "claimreview" needs it, other formats leave it out.
        url: http(s) address at which the review will stand; likewise.

    Raises:
        InputError: there is no such format, or "claimreview" lacks author or address.
    """
    require_format(fmt, author=author, url=url)
    if fmt == _CLAIMREVIEW:
        return render_claimreview(report, author=author, url=url)
    return _RENDERINGS[fmt](report)


def require_format(fmt: str, *, author: str | None = None, url: str | None = None) -> None:
    """Refuse what `render` would refuse, before a report is made; the arguments are those of `render`.

    Raises:
        InputError: there is no such format, or "claimreview" lacks author or address.
    """
    if fmt not in FORMATS:
        raise InputError(f"Cannot render the report: there is no format {fmt!r}. Choose from {', '.join(FORMATS)}.")
    if fmt == _CLAIMREVIEW:
        require_publication(author=author, url=url)
