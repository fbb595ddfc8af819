"""One plain sentence a verdict, made from the facts found; it never claims more than the evidence shows (pure)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.claims import open_subject
from factcheck.datatypes import FindingKind, Reason, VerdictLabel, Withheld
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
DISAGREE = "Trusted reports disagree on this."
NAMED_MISSING = 3
"""Missing words named at most: enough to see what to look for."""


def explain(
    claim: Claim, decision: Decision, reason: Reason, evidence: Sequence[Evidence], findings: Sequence[Finding]
) -> str:
    """Explain a verdict in a sentence, one more when the subject stays open, and one when trusted reports disagree."""
    if not evidence:
        return "There is no report to compare this with."
    if evidence[0].withheld:
        sentence = _of_withheld(evidence[0].withheld, decision, reason)
    elif decision.label == VerdictLabel.CONTRADICTED:
        sentence = _contradicted(evidence[0], findings)
    elif decision.label == VerdictLabel.SUPPORTED:
        sentence = _supported(evidence[0], findings)
    elif reason == Reason.UNDECIDED:
        sentence = _undecided(evidence[0], decision.leaning)
    else:
        sentence = _unverifiable(claim, reason, evidence, findings)
    subject = open_subject(claim)
    caution = f"What {quote(subject)} stands for was not found." if subject else ""
    return " ".join(filter(None, (sentence, caution, DISAGREE if decision.conflicting else "")))


def withheld_words(why: Withheld) -> str:
    """Name a report whose words are withheld.

    >>> withheld_words(Withheld.INTERNAL)
    'internal reference'
    """
    return f"{why.value} reference"


def _of_withheld(why: Withheld, decision: Decision, reason: Reason) -> str:
    """Explain what a report says of which no word may be told."""
    says = {VerdictLabel.SUPPORTED: "bear it out", VerdictLabel.CONTRADICTED: "rule it out"}
    report = f"An {withheld_words(why)}"
    if reason in NOTHING_TO_CHECK:
        return NOTHING_TO_CHECK[reason]
    if reason == Reason.NOT_COVERED:
        return "No report is about this."
    if reason == Reason.UNDECIDED:
        return f"{report} may {says[decision.leaning]}, but not surely enough to say so; its words are withheld."
    if decision.label in says:
        return f"{report} {says[decision.label].replace(' ', 's ', 1)}; its words are withheld."
    return f"{report} touches on this, but what was found neither supports the claim nor rules it out."


def _contradicted(first: Evidence, findings: Sequence[Finding]) -> str:
    if findings:
        return _sentence(findings[0].detail)
    return f"The report rules it out: {quote(first.passage.text)}."


def _supported(first: Evidence, findings: Sequence[Finding]) -> str:
    reckoned = [finding.detail for finding in findings if finding.kind == FindingKind.NUMBER and "=" in finding.detail]
    if reckoned:
        return _sentence(reckoned[0])
    return f"The report says so: {quote(first.passage.text)}."


def _undecided(first: Evidence, leaning: VerdictLabel) -> str:
    may = "rule it out" if leaning == VerdictLabel.CONTRADICTED else "bear it out"
    return f"The report may {may}, but not surely enough to say so; read {quote(first.passage.text)}."


def _unverifiable(claim: Claim, reason: Reason, evidence: Sequence[Evidence], findings: Sequence[Finding]) -> str:
    if reason in NOTHING_TO_CHECK:
        return NOTHING_TO_CHECK[reason]
    title = evidence[0].title
    if reason == Reason.NOT_COVERED:
        return "No report is about this" + (f"; the closest is {quote(title)}." if title else ".")
    missing = _missing_words(claim, evidence, findings)
    covered = f"The reports touch on this ({quote(title)})" if title else "The reports touch on this"
    if missing:
        return f"{covered}, but what was found says nothing of {' or '.join(quote(word) for word in missing)}."
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


def quote(text: str | None) -> str:
    """Put a text in quotation marks, cut after 30 words."""
    words = (text or "").split()
    short = " ".join(words[:QUOTED_WORDS])
    return f"“{short.rstrip('.')}{'…' if len(words) > QUOTED_WORDS else ''}”"
