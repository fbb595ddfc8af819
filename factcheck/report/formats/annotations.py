"""Writes a report as W3C Web Annotations (Web Annotation Data Model, 2017): one annotation per verdict."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from factcheck.report.article_record import article_record
from factcheck.report.editor_words import editor_words
from factcheck.report.json_format import dumps
from factcheck.report.links import article_address, evidence_address
from factcheck.report.wording import confidence_words, why

if TYPE_CHECKING:
    from factcheck.datatypes import Evidence, Verdict
    from factcheck.report.report import Report

AROUND = 32
"""Characters of the article quoted before and after a claim, so that the right one of two equal sentences is found."""


def render_annotations(report: Report) -> str:
    """Write an AnnotationCollection with one page, as JSON-LD; it ends with a newline.

    Each verdict is an annotation that assesses its claim: the target is found by a TextQuoteSelector and a
    TextPositionSelector, the bodies are the label (a tag), the explanation, and the evidence with its own quotation.
    Positions count Unicode code points of the checked text, as the standard says. Ids are URNs that stay the same
    when the same report is written again. Failures and claims not reached assess nothing and are left out.

    Raises:
        InputError: a number is not finite.
    """
    collection = _urn(report, "collection")
    page = {
        "id": _urn(report, "page"),
        "type": "AnnotationPage",
        "partOf": collection,
        "startIndex": 0,
        "items": [_annotation(report, verdict) for verdict in report.verdicts],
    }
    document = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": collection,
        "type": "AnnotationCollection",
        "label": f"Fact check: {report.article.title or 'article without a title'}",
        "total": len(report.verdicts),
        "first": page,
    }
    return dumps(document, indent=2) + "\n"


def _annotation(report: Report, verdict: Verdict) -> dict[str, Any]:
    claim = verdict.claim
    says = f"{verdict.label.capitalize()} ({confidence_words(verdict.confidence)}). {why(verdict, verdict.evidence)}"
    bodies: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "tagging", "value": verdict.label.value},
        {"type": "TextualBody", "purpose": "assessing", "value": says, "format": "text/plain", "language": "en"},
    ]
    if noted := report.decision_on(claim.number):
        if noted.same_evidence:
            tag = f"editor: {noted.decision.label}"
            bodies.append({"type": "TextualBody", "purpose": "tagging", "value": tag})
        told = {"value": editor_words(verdict, noted), "format": "text/plain", "language": "en"}
        bodies.append({"type": "TextualBody", "purpose": "commenting"} | told)
    return {
        "id": _urn(report, f"claim-{claim.number}"),
        "type": "Annotation",
        "motivation": "assessing",
        "created": report.run.checked_at,
        "generator": {
            "id": f"urn:factcheck:version:{report.run.factcheck_version}",
            "type": "Software",
            "name": f"factcheck {report.run.factcheck_version}",
        },
        # A quotation that is withheld would select nothing.
        "body": [*bodies, *(_evidence(each) for each in verdict.evidence if each.withheld is None)],
        # A list, which the standard allows, because Hypothesis reads only that.
        "target": [
            {
                "source": article_address(report),
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": claim.text,
                        "prefix": report.input_text[max(claim.start - AROUND, 0) : claim.start],
                        "suffix": report.input_text[claim.end : claim.end + AROUND],
                    },
                    {"type": "TextPositionSelector", "start": claim.start, "end": claim.end},
                ],
            }
        ],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "type": "SpecificResource",
        "purpose": "linking",
        "source": evidence_address(evidence),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": evidence.passage.text,
                "prefix": evidence.before[-AROUND:],
                "suffix": evidence.after[:AROUND],
            },
            {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end},
        ],
    }


def _urn(report: Report, name: str) -> str:
    record = article_record(report.article)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{record['sha256']}/{report.run.checked_at}/{name}").urn
