"""Reports and their renderings: `formats` has those for files, `terminal` the one for the screen, `arrow` a table."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from factcheck.report.formats import FORMATS, line_of, render, render_jsonl, render_markdown, require_format
from factcheck.report.report import SCHEMA_VERSION, Report, RunManifest, Skipped

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
    "require_format",
]


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of `Report.to_json`; its `$defs/line` is that of a JSON Lines line.

    >>> json_schema()["properties"]["schema_version"]
    {'const': '3'}
    """
    schema: dict[str, Any] = json.loads(files(__package__).joinpath("schema.json").read_text(encoding="utf-8"))
    return schema
