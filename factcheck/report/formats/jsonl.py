"""Writes a report as JSON Lines: one object per claim, for pipelines that read line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.datatypes import Claim, Verdict
from factcheck.report.article_record import article_record
from factcheck.report.json_format import dumps, encode
from factcheck.report.report import SCHEMA_VERSION

if TYPE_CHECKING:
    from factcheck.datatypes import Article, Failure, NotedDecision
    from factcheck.report.report import Report


def render_jsonl(report: Report) -> str:
    """Write one line per claim: verdicts and failures by number, then claims not reached; "" for a report without.

    Raises:
        InputError: a number is not finite.
    """
    lines = [line_of(report.article, outcome, report.decision_on(outcome.claim.number)) for outcome in report.outcomes]
    return "".join([*lines, *(line_of(report.article, claim) for claim in report.not_reached)])


def line_of(article: Article, outcome: Verdict | Failure | Claim, noted: NotedDecision | None = None) -> str:
    """Write the line of one outcome, or of a claim that was not reached; it ends with a newline.

    It is an object as `$defs/line` of the JSON Schema says: `schema_version`, `type` ("verdict", "failure" or
    "not_reached"), `article` without its text, and the fields of the verdict or failure. A verdict's line has
    `decision` too, what an editor decided about it or null.

    Raises:
        InputError: a number is not finite.
    """
    if isinstance(outcome, Claim):
        kind, fields = "not_reached", {"claim": encode(outcome)}
    else:
        kind, fields = "verdict" if isinstance(outcome, Verdict) else "failure", encode(outcome)
    if isinstance(outcome, Verdict):
        fields |= {"decision": encode(noted)}
    shared = {"type": kind, "schema_version": SCHEMA_VERSION, "article": article_record(article)}
    return dumps(shared | fields, indent=None) + "\n"
