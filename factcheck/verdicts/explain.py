"""One plain sentence a verdict, made from the facts found; it never claims more than the evidence shows (pure)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.datatypes import FindingKind, Reason, VerdictLabel
from factcheck.verdicts.words import STEM, content_words, written_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.datatypes import Claim, Evidence, Finding
    from factcheck.verdicts.decide import Decision

QUOTED_WORDS = 30
"""Words of a passage quoted in an explanation; the passage itself stands beside it in full."""
NOTHING_TO_CHECK = {
    Reason.OPINION: "This is a judgement of the article's own, which no report can bear out or rule out.",
    Reason.PREDICTION: "This is a forecast of the article's own, which no report can bear out or rule out yet.",
}
NAMED_MISSING = 3
"""Missing words named at most: enough to see what to look for."""


def explain(
    claim: Claim, decision: Decision, reason: Reason, evidence: Sequence[Evidence], findings: Sequence[Finding]
) -> str:
    """Explain a verdict in one sentence, two when trusted reports disagree."""
    if not evidence:
        return "There is no report to compare this with."
    if decision.label == VerdictLabel.CONTRADICTED:
        sentence = _contradicted(evidence[0], findings)
    elif decision.label == VerdictLabel.SUPPORTED:
        sentence = _supported(evidence[0], findings)
    elif reason == Reason.UNDECIDED:
        sentence = _undecided(evidence[0], decision.leaning)
    else:
        sentence = _unverifiable(claim, reason, evidence, findings)
    return f"{sentence} Trusted reports disagree on this." if decision.conflicting else sentence


def _contradicted(first: Evidence, findings: Sequence[Finding]) -> str:
    if findings:
        return _sentence(findings[0].detail)
    return f"The report rules it out: {_quote(first.passage.text)}."


def _supported(first: Evidence, findings: Sequence[Finding]) -> str:
    reckoned = [finding.detail for finding in findings if finding.kind == FindingKind.NUMBER and "=" in finding.detail]
    if reckoned:
        return _sentence(reckoned[0])
    return f"The report says so: {_quote(first.passage.text)}."


def _undecided(first: Evidence, leaning: VerdictLabel) -> str:
    may = "rule it out" if leaning == VerdictLabel.CONTRADICTED else "bear it out"
    return f"The report may {may}, but not surely enough to say so; read {_quote(first.passage.text)}."


def _unverifiable(claim: Claim, reason: Reason, evidence: Sequence[Evidence], findings: Sequence[Finding]) -> str:
    if reason in NOTHING_TO_CHECK:
        return NOTHING_TO_CHECK[reason]
    title = evidence[0].title
    if reason == Reason.NOT_COVERED:
        return "No report is about this" + (f"; the closest is {_quote(title)}." if title else ".")
    missing = _missing_words(claim, evidence, findings)
    covered = f"The reports touch on this ({_quote(title)})" if title else "The reports touch on this"
    if missing:
        return f"{covered}, but what was found says nothing of {' or '.join(_quote(word) for word in missing)}."
    return f"{covered}, but what was found neither supports the claim nor rules it out."


def _missing_words(claim: Claim, evidence: Sequence[Evidence], findings: Sequence[Finding]) -> list[str]:
    """Name what the evidence lacks: what the checks missed, else content words no passage has."""
    missed = [finding.claim_span.text for finding in findings if finding.claim_span]
    if not missed:
        held = {
            word[:STEM]
            for item in evidence
            for text in (item.before, item.passage.text, item.after)
            for word in content_words(text)
        }
        missed = [word for word in written_words(claim.text) if word.lower()[:STEM] not in held]
    return list(dict.fromkeys(missed))[:NAMED_MISSING]


def _sentence(clause: str) -> str:
    text = clause.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def _quote(text: str | None) -> str:
    words = (text or "").split()
    short = " ".join(words[:QUOTED_WORDS])
    return f"“{short.rstrip('.')}{'…' if len(words) > QUOTED_WORDS else ''}”"
