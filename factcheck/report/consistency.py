"""Checks that the parts of a report read from JSON agree with each other."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from factcheck.datatypes import VerdictLabel
from factcheck.errors import InputError
from factcheck.report.article_record import article_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.datatypes import Claim, Evidence, Verdict
    from factcheck.report.report import Report, Skipped

_LABELS = {label.value for label in VerdictLabel}


def require_consistent(report: Report, *, article: dict[str, Any], counts: dict[str, int]) -> None:
    """Refuse a report whose derived fields, offsets, order or ranges are wrong.

    Args:
        report: the report that was read.
        article: the article fields that were read, `sha256` and `n_characters` among them.
        counts: the counts that were read.

    Raises:
        InputError: the first disagreement found.
    """
    for name, read, derived in (
        ("article", article, article_record(report.article)),
        ("counts", counts, report.counts),
    ):
        if read != derived:
            wrong = sorted(key for key in read.keys() | derived.keys() if read.get(key) != derived.get(key))
            _refuse(f"{name} does not agree with the rest of the report in {wrong!r}")
    for verdict in report.verdicts:
        _require_verdict(verdict)
        _require_places([verdict.claim, *(part.claim for part in verdict.parts)], report.input_text)
        _require_said(verdict, report.input_text)
    _require_places([failure.claim for failure in report.failures], report.input_text)
    _require_places(report.not_reached, report.input_text)
    _require_places(report.skipped, report.input_text)
    _require_uncut(report)
    numbers = [claim.number for claim in (*(outcome.claim for outcome in report.outcomes), *report.not_reached)]
    if any(number < 1 for number in numbers) or len(set(numbers)) != len(numbers):
        _refuse(f"claim numbers must be different and count from 1, got {numbers!r}")
    for claims in ([v.claim for v in report.verdicts], [f.claim for f in report.failures], report.not_reached):
        given = [claim.number for claim in claims]
        if given != sorted(given):
            _refuse(f"verdicts, failures and claims not reached must be in claim order, got {given!r}")
    _require_decisions(report)
    _require_run(report)


def _require_places(places: Iterable[Claim | Skipped], text: str) -> None:
    for place in places:
        if not 0 <= place.start <= place.end or text[place.start : place.end] != place.text:
            _refuse(f"input_text[{place.start}:{place.end}] must be {place.text!r}")


def _require_uncut(report: Report) -> None:
    if report.uncut_from is None:
        return
    places: list[Claim | Skipped] = [outcome.claim for outcome in report.outcomes]
    places += [*report.not_reached, *report.skipped]
    last = max((place.end for place in places), default=0)
    if not last <= report.uncut_from <= len(report.input_text):
        _refuse(f"uncut_from must lie behind all claims and within the text, got {report.uncut_from!r}")


def _require_verdict(verdict: Verdict) -> None:
    where = f"verdict {verdict.claim.number}"
    if verdict.probabilities.keys() != _LABELS:
        _refuse(f"{where} must have the probabilities {sorted(_LABELS)!r}, got {sorted(verdict.probabilities)!r}")
    for value in (verdict.confidence, *verdict.probabilities.values()):
        if not 0 <= value <= 1:
            _refuse(f"confidence and probabilities of {where} must be in [0, 1], got {value!r}")
    for evidence in verdict.evidence:
        _require_evidence(evidence, where)
    if verdict.policy and not 0 <= verdict.policy.confidence <= 1:
        _refuse(f"policy.confidence of {where} must be in [0, 1], got {verdict.policy.confidence!r}")
    for part in (*verdict.parts, *([verdict.said] if verdict.said else [])):
        _require_verdict(part)
    for span in (span for difference in verdict.differences for span in difference[:2] if span is not None):
        if not 0 <= span.start <= span.end:
            _refuse(f"spans of {where} must have 0 <= start <= end, got {span!r}")


def _require_said(verdict: Verdict, text: str) -> None:
    if any(part.said for part in verdict.parts):
        _refuse(f"parts of verdict {verdict.claim.number} must have no verdict on what is said")
    if verdict.said is None:
        return
    claim, said = verdict.claim, verdict.said
    _require_places([said.claim], text)
    if claim.attribution is None or (said.claim.start, said.claim.end) != claim.attribution.said[:2]:
        _refuse(f"said of verdict {claim.number} must be about what its attribution says, got {said.claim.text!r}")
    if said.claim.number != claim.number or said.parts or said.said:
        _refuse(f"said of verdict {claim.number} must have its number, no parts and no verdict of what is said itself")


def _require_evidence(evidence: Evidence, where: str) -> None:
    passage = evidence.passage
    if not 0 <= passage.start <= passage.end or passage.position < 0 or evidence.copies < 0:
        _refuse(f"evidence of {where} must have start, end, position and copies of 0 or more, got {passage!r}")
    for value in evidence.probabilities.values():
        if not 0 <= value <= 1:
            _refuse(f"probabilities of evidence of {where} must be in [0, 1], got {value!r}")


def _require_decisions(report: Report) -> None:
    numbers = [noted.number for noted in report.decisions]
    judged = [verdict.claim.number for verdict in report.verdicts]
    if numbers != sorted(set(numbers)) or not set(numbers) <= set(judged):
        _refuse(f"decisions must be on different claims with a verdict, in claim order, got {numbers!r}")
    for noted in report.decisions:
        where = f"the decision on claim {noted.number}"
        if not 0 <= noted.decision.verdict_confidence <= 1:
            _refuse(f"verdict_confidence of {where} must be in [0, 1], got {noted.decision.verdict_confidence!r}")
        _require_utc(noted.decision.at, f"at of {where}")


def _require_run(report: Report) -> None:
    run = report.run
    if run.n_references < 0 or run.n_passages < 0:
        _refuse(f"run must count 0 or more references and passages, got {run.n_references!r} and {run.n_passages!r}")
    _require_utc(run.checked_at, "run.checked_at")


def _require_utc(moment: str, where: str) -> None:
    problem = f"{where} must be an ISO 8601 date-time in UTC, got {moment!r}"
    try:
        offset = datetime.fromisoformat(moment).utcoffset()
    except ValueError as err:
        raise InputError(f"Cannot read the report: {problem}.") from err
    if offset != timedelta(0):
        _refuse(problem)


def _refuse(problem: str) -> None:
    raise InputError(
        f"Cannot read the report: {problem}. It was changed after it was written; check the article again."
    )
