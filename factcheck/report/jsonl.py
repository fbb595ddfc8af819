"""Writes a report as JSON Lines: one object per claim, for pipelines that read line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.datatypes import Verdict
from factcheck.report.json_format import dumps, encode

if TYPE_CHECKING:
    from factcheck.report.report import Report


def render_jsonl(report: Report) -> str:
    """Write one line per claim by number, verdicts and failures; "" for a report without claims.

    Each line is an object as `$defs/line` of the JSON Schema says: `schema_version`, `type` ("verdict" or "failure"),
    `article` without its text, and the fields of the verdict or failure. Every line ends with a newline.

    Raises:
        InputError: a number is not finite.
    """
    shared = {"schema_version": report.schema_version, "article": report.article_dict()}
    lines = []
    for outcome in report.outcomes:
        kind = "verdict" if isinstance(outcome, Verdict) else "failure"
        lines.append(dumps({"type": kind} | shared | encode(outcome), indent=None) + "\n")
    return "".join(lines)
