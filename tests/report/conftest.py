"""One small report, made by hand, that the tests of the renderings read."""

from __future__ import annotations

import pytest

from factcheck.datatypes import (
    Article,
    Claim,
    Difference,
    Evidence,
    Failure,
    FindingKind,
    Passage,
    Reason,
    Span,
    Stance,
    Verdict,
    VerdictLabel,
)
from factcheck.report import Report, RunManifest, Skipped

TEXT = "Harbour news\nThe port would close in May. Ferries carry 900 people. The mayor is ill. Who will pay?"


@pytest.fixture(scope="session")
def harbour() -> Report:
    """Give a report with a contradicted, a supported and a failed claim, and two skipped sentences."""
    closing = Evidence(
        # The sentence begins at character 40 of its reference, "not" at 55.
        passage=Passage(reference_id="port-1", position=1, start=40, end=72, text="The port would not close in May."),
        similarity=0.91,
        stance=Stance.CONTRADICTS,
        probabilities={"entailment": 0.02, "neutral": 0.03, "contradiction": 0.95},
        before="Officials met on Monday.",
        title="Port stays open",
        publisher="Bay Wire",
        published="2024-04-30",
        copies=2,
    )
    also = Evidence(
        passage=Passage(reference_id="port-2", position=0, start=0, end=27, text="The port may close in June."),
        similarity=0.8,
        stance=Stance.SUPPORTS,
    )
    contradicted = Verdict(
        claim=Claim(number=1, text="The port would close in May.", start=13, end=41),
        label=VerdictLabel.CONTRADICTED,
        confidence=0.92,
        probabilities={"supported": 0.05, "contradicted": 0.92, "unverifiable": 0.03},
        reason=Reason.POLARITY,
        explanation="The report denies it.",
        conflicting=True,
        evidence=(closing, also),
        differences=(Difference(Span(22, 27, "would"), Span(55, 58, "not"), FindingKind.POLARITY),),
    )
    supported = Verdict(
        claim=Claim(
            number=2, text="Ferries carry 900 people.", start=42, end=67, context="The port would close in May."
        ),
        label=VerdictLabel.SUPPORTED,
        confidence=0.5,
        probabilities={"supported": 0.5, "contradicted": 0.25, "unverifiable": 0.25},
        reason=Reason.ENTAILED,
        explanation="The report says so.",
        conflicting=False,
        evidence=(),
        differences=(),
    )
    failed = Failure(
        claim=Claim(number=3, text="The mayor is ill.", start=68, end=85), error="ModelError", message="no answer"
    )
    return Report(
        article=Article(text=TEXT, title="Harbour news", publisher="The Quay", published="2024-05-02"),
        verdicts=(contradicted, supported),
        failures=(failed,),
        skipped=(
            Skipped(start=0, end=12, text="Harbour news", kind="headline", why="it names the article"),
            Skipped(start=86, end=99, text="Who will pay?", kind="question", why="it asks"),
        ),
        run=RunManifest(
            factcheck_version="0.1.0",
            index_fingerprint="a" * 64,
            n_references=2,
            n_passages=1,
            encoder_id="embedded",
            encoder_fingerprint="b" * 64,
            nli_id="embedded",
            nli_fingerprint="c" * 64,
            settings_fingerprint="d" * 64,
            checked_at="2024-05-03T08:00:00+00:00",
        ),
    )
