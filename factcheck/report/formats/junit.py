"""Writes a report as JUnit XML, in the form Jenkins publishes as junit-10.xsd: claims are test cases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from factcheck.datatypes import Claim, Verdict, VerdictLabel
from factcheck.report.editor_words import editor_words
from factcheck.report.plain import clean
from factcheck.report.wording import citation, confidence_words, heading, uncut_words

if TYPE_CHECKING:
    from factcheck.datatypes import Failure
    from factcheck.report.report import Report

# Characters outside XML 1.0's Char that `clean` keeps: they are valid Unicode, but no XML may hold them.
_NO_XML = re.compile("[\ufffe\uffff]")


def render_junit(report: Report) -> str:
    """Write a suite with a test case per claim by number, in UTF-8; it ends with a newline.

    A contradicted claim is a failure, one that could not be checked an error, an unverifiable one and one that was not
    reached are skipped, a supported one passes; where an editor decided on the same evidence, the editor's label
    counts. What the report was made with stands in the properties. Durations are not known and left out.
    """
    outcomes = (*report.outcomes, *report.not_reached)
    labels = [report.final_label(verdict) for verdict in report.verdicts]
    counts = {
        "tests": str(len(outcomes)),
        "failures": str(labels.count(VerdictLabel.CONTRADICTED)),
        "errors": str(report.counts["failed"]),
        "skipped": str(labels.count(VerdictLabel.UNVERIFIABLE) + len(report.not_reached)),
    }
    name = _safe(report.article.title or report.article.path or report.article.url or "article without a title")
    root = ET.Element("testsuites", {"name": "factcheck", **counts})
    suite = ET.SubElement(root, "testsuite", {"name": name, **counts, "timestamp": report.run.checked_at[:19]})
    _append_run(suite, report)
    for outcome in outcomes:
        _append_case(suite, name, outcome, report)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _append_run(suite: ET.Element, report: Report) -> None:
    run = report.run
    properties = ET.SubElement(suite, "properties")
    for name, value in (
        ("factcheck", run.factcheck_version),
        ("index", run.index_fingerprint),
        ("encoder", f"{run.encoder_id} {run.encoder_fingerprint}"),
        ("nli", f"{run.nli_id} {run.nli_fingerprint}"),
        ("settings", run.settings_fingerprint),
        *((("policy", run.policy_fingerprint),) if run.policy_fingerprint else ()),
        *((("as-of", run.as_of),) if run.as_of else ()),
        *((("uncut", uncut_words(report)),) if report.uncut_from is not None else ()),
    ):
        ET.SubElement(properties, "property", {"name": name, "value": _safe(value)})


def _append_case(suite: ET.Element, name: str, outcome: Verdict | Failure | Claim, report: Report) -> None:
    claim = outcome if isinstance(outcome, Claim) else outcome.claim
    case = ET.SubElement(suite, "testcase", {"name": f"{claim.number}. {_safe(claim.text)}", "classname": name})
    if isinstance(outcome, Claim):
        ET.SubElement(case, "skipped", {"message": "not reached before the deadline"})
    elif not isinstance(outcome, Verdict):
        ET.SubElement(case, "error", {"type": _safe(outcome.error), "message": _safe(outcome.message)})
    else:
        _append_verdict(case, outcome, report)


def _append_verdict(case: ET.Element, verdict: Verdict, report: Report) -> None:
    noted = report.decision_on(verdict.claim.number)
    told = editor_words(verdict, noted) if noted else ""
    label = report.final_label(verdict)
    if label == VerdictLabel.CONTRADICTED:
        said = {"type": verdict.reason.value, "message": _safe(f"{verdict.explanation} {told}")}
        ET.SubElement(case, "failure", said).text = _details(verdict)
    elif label == VerdictLabel.UNVERIFIABLE:
        ET.SubElement(case, "skipped", {"message": _safe(f"unverifiable: {verdict.explanation} {told}")})
    elif told:
        ET.SubElement(case, "system-out").text = _safe(told)


def _details(verdict: Verdict) -> str:
    said = [f"{verdict.label.capitalize()} ({confidence_words(verdict.confidence)})"]
    said += [
        f"{heading(verdict, evidence)}: {evidence.passage.text} ({citation(evidence)})" for evidence in verdict.evidence
    ]
    return "\n".join(map(_safe, said))


def _safe(text: str) -> str:
    return _NO_XML.sub("\ufffd", clean(text)).strip()
