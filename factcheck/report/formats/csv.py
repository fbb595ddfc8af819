"""Writes a report as comma-separated values (RFC 4180): one row per claim, for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from factcheck.datatypes import Claim, Verdict
from factcheck.report.editor_words import editor_words
from factcheck.report.formats.cards import kind_of
from factcheck.report.links import evidence_link
from factcheck.report.plain import clean
from factcheck.report.wording import claim_spans, reference_spans

if TYPE_CHECKING:
    from factcheck.datatypes import Failure, NotedDecision
    from factcheck.report.report import Report

COLUMNS = (
    "number",
    "start",
    "end",
    "claim",
    "outcome",
    "confidence",
    "reason",
    "explanation",
    "conflicting",
    "words_in_article",
    "words_in_report",
    "stance",
    "passage",
    "passage_id",
    "title",
    "publisher",
    "published",
    "link",
    "error",
    "tier",
    "notes",
    "editor_label",
    "editor",
)
"""The columns, in order; those that a row has nothing for are empty."""

# A spreadsheet runs a cell that begins so as a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@")


def render_csv(report: Report) -> str:
    """Write one row per claim by number, under a row of names; lines end in CR LF, as RFC 4180 says.

    `outcome` is a verdict label, "failed" or "not-reached", `editor_label` an editor's, where one decided on the same
    evidence, and `editor` says what was decided; offsets count characters of the checked text; the passage
    is the deciding one. Texts are cleaned as by `clean`, and get an apostrophe before what a spreadsheet would run.
    """
    page = io.StringIO()
    table = csv.DictWriter(page, COLUMNS, restval="")
    table.writeheader()
    table.writerows(_row(outcome, report) for outcome in (*report.outcomes, *report.not_reached))
    return page.getvalue()


def _row(outcome: Verdict | Failure | Claim, report: Report) -> dict[str, str]:
    claim = outcome if isinstance(outcome, Claim) else outcome.claim
    row = {"number": str(claim.number), "start": str(claim.start), "end": str(claim.end), "claim": _cell(claim.text)}
    row["outcome"] = kind_of(outcome)
    if isinstance(outcome, Verdict):
        return row | _verdict(outcome) | _editor(outcome, report.decision_on(claim.number))
    if not isinstance(outcome, Claim):
        row["error"] = _cell(f"{outcome.error}: {outcome.message}")
    return row


def _verdict(verdict: Verdict) -> dict[str, str]:
    told = {
        "confidence": f"{verdict.confidence:.4f}",
        "reason": verdict.reason.value,
        "explanation": _cell(verdict.explanation),
        "conflicting": "yes" if verdict.conflicting else "no",
        "notes": " ".join(verdict.notes),
        "words_in_article": _cell("; ".join(span.text for span in claim_spans(verdict))),
    }
    if not verdict.evidence:
        return told
    first = verdict.evidence[0]
    return told | {
        "words_in_report": _cell("; ".join(span.text for span in reference_spans(verdict, first))),
        "stance": first.stance.value,
        "passage": _cell(first.passage.text),
        "passage_id": _cell(first.passage.passage_id),
        "title": _cell(first.title or ""),
        "publisher": _cell(first.publisher or ""),
        "published": _cell(first.published or ""),
        "link": evidence_link(first) or "",
        "tier": _cell(first.tier or ""),
    }


def _editor(verdict: Verdict, noted: NotedDecision | None) -> dict[str, str]:
    if noted is None:
        return {}
    label = noted.decision.label.value if noted.same_evidence else ""
    return {"editor_label": label, "editor": _cell(editor_words(verdict, noted))}


def _cell(text: str) -> str:
    """Clean a text and keep a spreadsheet from running it.

    >>> _cell("=1+1"), _cell("12 percent")
    ("'=1+1", '12 percent')
    """
    safe = clean(text).strip()
    return f"'{safe}" if safe.startswith(_FORMULA) else safe
