"""Reports and their renderings: JSON, JSON Lines, Markdown, Arrow; the terminal's is in `factcheck.report.terminal`."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from factcheck.errors import InputError
from factcheck.report.jsonl import line_of, render_jsonl
from factcheck.report.markdown import render_markdown
from factcheck.report.report import SCHEMA_VERSION, Report, RunManifest, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "FORMATS",
    "SCHEMA_VERSION",
    "Report",
    "RunManifest",
    "Skipped",
    "json_schema",
    "line_of",
    "render",
    "render_jsonl",
    "render_markdown",
]


def _render_json(report: Report) -> str:
    return report.to_json() + "\n"


_RENDERINGS: dict[str, Callable[[Report], str]] = {
    "json": _render_json,
    "jsonl": render_jsonl,
    "markdown": render_markdown,
}

FORMATS = tuple(_RENDERINGS)
"""The formats that `render` writes."""


def render(report: Report, fmt: str) -> str:
    """Write a report in one of `FORMATS`, as the text of a file: it ends with a newline unless it is empty.

    Raises:
        InputError: there is no such format.
    """
    if fmt not in _RENDERINGS:
        raise InputError(f"Cannot render the report: there is no format {fmt!r}. Choose from {', '.join(FORMATS)}.")
    return _RENDERINGS[fmt](report)


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of `Report.to_json`; its `$defs/line` is that of a JSON Lines line.

    >>> json_schema()["properties"]["schema_version"]
    {'const': '2'}
    """
    schema: dict[str, Any] = json.loads(files(__package__).joinpath("schema.json").read_text(encoding="utf-8"))
    return schema
