"""Writes a report as SARIF 2.1.0 (OASIS): findings with their evidence as related locations."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from factcheck.datatypes import VerdictLabel
from factcheck.report.article_record import article_record
from factcheck.report.editor_words import editor_words
from factcheck.report.formats.lines import Lines
from factcheck.report.json_format import dumps, encode
from factcheck.report.links import article_address, evidence_address
from factcheck.report.plain import clean
from factcheck.report.wording import citation, confidence_words, heading, uncut_words, why

if TYPE_CHECKING:
    from factcheck.datatypes import Claim, Evidence, Verdict
    from factcheck.report.report import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
"""The address of the standard's JSON Schema, which tools know the format by."""

_RULES = {
    VerdictLabel.CONTRADICTED: ("A trusted report rules the claim out.", "error"),
    VerdictLabel.UNVERIFIABLE: ("No trusted report decides the claim.", "none"),
}
_RULE_IDS = tuple(_RULES)


def render_sarif(report: Report) -> str:
    """Write one run whose results are the contradicted and the unverifiable claims; it ends with a newline.

    Both those that factcheck finds so and those that an editor does: the rule follows the editor's label. What an
    editor overrode to supported stays a result, suppressed with the editor's reason (3.35 of the standard).

    A contradicted claim is a result of kind "fail" and level "error", an unverifiable one of kind "open": there was
    not enough to decide. Supported claims are counted in the run's properties and are no results, for tools such as
    GitHub's show every result as an alert. Claims that failed or were not reached are notifications of the
    invocation. Regions count Unicode code points of the checked text, which stands in the run as an artifact: for
    files with markup its lines are not those of the file.

    Raises:
        InputError: a number is not finite.
    """
    lines = Lines(report.input_text)
    findings = [verdict for verdict in report.verdicts if {verdict.label, report.final_label(verdict)} & _RULES.keys()]
    run = {
        "tool": {"driver": _driver(report)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report, lines)],
        "artifacts": [_artifact(report)],
        "results": [_result(report, lines, verdict) for verdict in findings],
        "properties": {"counts": report.counts, "notReached": len(report.not_reached), "run": encode(report.run)},
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _driver(report: Report) -> dict[str, Any]:
    rules = [
        {
            "id": label.value,
            "name": label.capitalize(),
            "shortDescription": {"text": text},
            "defaultConfiguration": {"level": level},
        }
        for label, (text, level) in _RULES.items()
    ]
    return {"name": "factcheck", "version": report.run.factcheck_version, "rules": rules}


def _artifact(report: Report) -> dict[str, Any]:
    record = article_record(report.article)
    return {
        "location": {"uri": _article_uri(report)},
        "roles": ["analysisTarget"],
        "mimeType": "text/plain",
        "encoding": "UTF-8",
        "contents": {"text": report.input_text},
        "hashes": {"sha-256": record["sha256"]},
    }


def _invocation(report: Report, lines: Lines) -> dict[str, Any]:
    failed = [
        _notification(report, lines, failure.claim, "error", f"{failure.error}: {failure.message}")
        for failure in report.failures
    ]
    late = [
        _notification(report, lines, claim, "warning", "Not reached before the deadline.")
        for claim in report.not_reached
    ]
    uncut = [{"level": "warning", "message": _message(f"{left}.")}] if (left := uncut_words(report)) else []
    return {
        "executionSuccessful": not report.failures,
        "endTimeUtc": f"{report.run.checked_at.partition('+')[0]}Z",
        "toolExecutionNotifications": [*failed, *late, *uncut],
    }


def _notification(report: Report, lines: Lines, claim: Claim, level: str, text: str) -> dict[str, Any]:
    return {"level": level, "message": _message(text), "locations": [_location(report, lines, claim)]}


def _result(report: Report, lines: Lines, verdict: Verdict) -> dict[str, Any]:
    said = f"{verdict.label.capitalize()} ({confidence_words(verdict.confidence)}). {why(verdict, ())}"
    noted = report.decision_on(verdict.claim.number)
    told = editor_words(verdict, noted) if noted else ""
    cleared = report.final_label(verdict) not in _RULES
    label = verdict.label if cleared else report.final_label(verdict)
    contradicted = label == VerdictLabel.CONTRADICTED
    pardon = {"kind": "external", "status": "accepted", "justification": clean(told)}
    sha256 = hashlib.sha256(verdict.claim.text.encode("utf-8", "surrogatepass")).hexdigest()
    return {
        "ruleId": label.value,
        "ruleIndex": _RULE_IDS.index(label),
        "kind": "fail" if contradicted else "open",
        "level": "error" if contradicted else "none",
        "message": _message(f"{said} {told}"),
        "locations": [_location(report, lines, verdict.claim)],
        "suppressions": [pardon] if cleared else [],
        "relatedLocations": [
            _related(number, heading(verdict, evidence), evidence)
            for number, evidence in enumerate(verdict.evidence, start=1)
        ],
        "partialFingerprints": {"claimText/v1": sha256},
        "rank": round(100 * verdict.confidence, 2),
        "properties": {"confidence": verdict.confidence, "reason": verdict.reason.value},
    }


def _location(report: Report, lines: Lines, claim: Claim) -> dict[str, Any]:
    first, last = lines.place(claim.start), lines.place(claim.end)
    region = {
        "startLine": first.line,
        "startColumn": first.column,
        "endLine": last.line,
        "endColumn": last.column,
        "charOffset": claim.start,
        "charLength": claim.end - claim.start,
        "snippet": {"text": claim.text},
    }
    artifact = {"uri": _article_uri(report), "index": 0}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _related(number: int, headed: str, evidence: Evidence) -> dict[str, Any]:
    region: dict[str, Any] = {"charOffset": evidence.start, "charLength": evidence.end - evidence.start}
    if evidence.withheld is None:
        region["snippet"] = {"text": evidence.passage.text}
    return {
        "id": number,
        "message": _message(f"{headed}: {evidence.passage.text} ({citation(evidence)})"),
        "physicalLocation": {"artifactLocation": {"uri": evidence_address(evidence)}, "region": region},
        "logicalLocations": [{"fullyQualifiedName": evidence.passage.passage_id}],
    }


def _article_uri(report: Report) -> str:
    """Name the article as tools find it: by its file, relative ones from where the check ran, else by its address."""
    path = clean(report.article.path or "").strip()
    if not path:
        return article_address(report)
    quoted = quote(path.replace("\\", "/"))
    return f"file://{quoted}" if quoted.startswith("/") else quoted


def _message(text: str) -> dict[str, str]:
    """Make a message of which nothing is read as a placeholder (3.11.5 of the standard) or as a link (3.11.6).

    >>> _message("{0} [here](http://example.org)")
    {'text': '{{0}} [here] (http://example.org)'}
    """
    return {"text": clean(text).strip().replace("{", "{{").replace("}", "}}").replace("](", "] (")}
