"""Gives verdicts and reports as Arrow rows and tables; the only file of this room that imports pyarrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from factcheck.datatypes import Verdict, VerdictLabel
from factcheck.report.article_record import article_record
from factcheck.report.editor_words import editor_words
from factcheck.report.json_format import dumps, encode

if TYPE_CHECKING:
    from factcheck.datatypes import Difference, Evidence, Failure, NotedDecision, Span
    from factcheck.report.report import Report

_EVIDENCE = pa.struct(
    [
        ("reference_id", pa.string()),
        ("position", pa.int64()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("text", pa.string()),
        ("similarity", pa.float64()),
        ("stance", pa.string()),
        ("p_entailment", pa.float64()),
        ("p_neutral", pa.float64()),
        ("p_contradiction", pa.float64()),
        ("before", pa.string()),
        ("after", pa.string()),
        ("title", pa.string()),
        ("publisher", pa.string()),
        ("published", pa.string()),
        ("url", pa.string()),
        ("copies", pa.int64()),
        ("tier", pa.string()),
        ("notes", pa.list_(pa.string())),
        ("withheld", pa.string()),
        ("author", pa.string()),
        ("updated", pa.string()),
    ]
)
_SPAN = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("text", pa.string())])
_DIFFERENCE = pa.struct([("claim_span", _SPAN), ("reference_span", _SPAN), ("kind", pa.string())])
_PART = pa.struct(
    [
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("text", pa.string()),
        ("label", pa.string()),
        ("confidence", pa.float64()),
    ]
)

_RULING = pa.struct(
    [("label", pa.string()), ("confidence", pa.float64()), ("asked", pa.string()), ("found", pa.string())]
)

OUTCOME: tuple[pa.Field, ...] = tuple(
    pa.field(name, kind)
    for name, kind in (
        ("label", pa.string()),
        ("confidence", pa.float64()),
        *((f"p_{label.value}", pa.float64()) for label in VerdictLabel),
        ("reason", pa.string()),
        ("explanation", pa.string()),
        ("conflicting", pa.bool_()),
        ("evidence", pa.list_(_EVIDENCE)),
        ("differences", pa.list_(_DIFFERENCE)),
        ("parts", pa.list_(_PART)),
        ("notes", pa.list_(pa.string())),
        ("policy", _RULING),
        ("said", _PART),
        ("error", pa.string()),
        ("message", pa.string()),
    )
)
"""The columns of what became of a claim. A failed one has `error` and `message` only; a checked one all but those."""

SCHEMA = pa.schema(
    [
        pa.field("number", pa.int64(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("start", pa.int64(), nullable=False),
        pa.field("end", pa.int64(), nullable=False),
        *OUTCOME,
        ("editor_label", pa.string()),
        ("editor", pa.string()),
    ]
)
"""The columns of a report's table.

`editor_label` is the label an editor gave on the same evidence, `editor` says what was decided; null where nothing was.
"""


def to_table(report: Report) -> pa.Table:
    """Give one row per claim by number, failures included, with the columns of `SCHEMA`.

    The schema's metadata hold `schema_version`, and `article` and `run` as JSON.
    """
    said = {
        "schema_version": report.schema_version,
        "article": dumps(article_record(report.article), indent=None),
        "run": dumps(encode(report.run), indent=None),
    }
    return pa.Table.from_pylist(
        [_row(outcome, report) for outcome in report.outcomes], schema=SCHEMA.with_metadata(said)
    )


def outcome_row(outcome: Verdict | Failure) -> dict[str, Any]:
    """Give what became of a claim, with the columns of `OUTCOME`; the columns it does not have are left out."""
    if not isinstance(outcome, Verdict):
        return {"error": utf8(outcome.error), "message": utf8(outcome.message)}
    return {
        "label": outcome.label.value,
        "confidence": outcome.confidence,
        **{f"p_{label}": outcome.probabilities.get(label) for label in VerdictLabel},
        "reason": outcome.reason.value,
        "explanation": utf8(outcome.explanation),
        "conflicting": outcome.conflicting,
        "evidence": [_evidence(evidence) for evidence in outcome.evidence],
        "differences": [_difference(difference) for difference in outcome.differences],
        "parts": [_part(part) for part in outcome.parts],
        "notes": [note.value for note in outcome.notes],
        "policy": encode(outcome.policy),
        "said": _part(outcome.said) if outcome.said else None,
    }


def utf8(text: str) -> str:
    r"""Put "?" for lone surrogates, which Arrow's UTF-8 cannot hold.

    >>> utf8("caf\ud800")
    'caf?'
    """
    return text.encode("utf-8", "replace").decode("utf-8")


def _row(outcome: Verdict | Failure, report: Report) -> dict[str, Any]:
    claim = outcome.claim
    row = {"number": claim.number, "text": utf8(claim.text), "start": claim.start, "end": claim.end}
    editor = _editor(outcome, report.decision_on(claim.number)) if isinstance(outcome, Verdict) else {}
    return row | outcome_row(outcome) | editor


def _editor(verdict: Verdict, noted: NotedDecision | None) -> dict[str, Any]:
    if noted is None:
        return {}
    label = noted.decision.label.value if noted.same_evidence else None
    return {"editor_label": label, "editor": utf8(editor_words(verdict, noted))}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    names = ("before", "after", "title", "publisher", "published", "url", "author", "updated")
    texts = {name: getattr(evidence, name) for name in names}
    return {
        "reference_id": utf8(evidence.reference_id),
        "position": evidence.passage.position,
        "start": evidence.start,
        "end": evidence.end,
        "text": utf8(evidence.passage.text),
        "similarity": evidence.similarity,
        "stance": evidence.stance.value,
        **{f"p_{label}": evidence.probabilities.get(label) for label in ("entailment", "neutral", "contradiction")},
        **{name: None if text is None else utf8(text) for name, text in texts.items()},
        "copies": evidence.copies,
        "tier": None if evidence.tier is None else utf8(evidence.tier),
        "notes": [note.value for note in evidence.notes],
        "withheld": evidence.withheld.value if evidence.withheld else None,
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "claim_span": _span(difference.claim_span),
        "reference_span": _span(difference.reference_span),
        "kind": difference.kind.value,
    }


def _part(verdict: Verdict) -> dict[str, Any]:
    claim = verdict.claim
    place = {"start": claim.start, "end": claim.end, "text": utf8(claim.text)}
    return place | {"label": verdict.label.value, "confidence": verdict.confidence}


def _span(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": utf8(span.text)}
