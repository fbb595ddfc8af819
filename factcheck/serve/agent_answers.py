"""What the MCP tools answer: a report in the size an agent can read, with a JSON Schema of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

# pydantic reads the annotations at run time.
from factcheck.datatypes import ClaimKind, Reason, Stance, VerdictLabel  # noqa: TC001
from factcheck.report.editor_words import editor_words

if TYPE_CHECKING:
    from factcheck.datatypes import Claim, Evidence, NotedDecision, Passage, Reference, ScoredPassage, Verdict
    from factcheck.report import Report


class EvidenceAnswer(BaseModel):
    """A passage of a trusted report; characters [start, end) of its text."""

    reference_id: str
    start: int
    end: int
    text: str
    stance: Stance = Field(description="What the passage says of the claim.")
    similarity: float = Field(ge=-1, le=1)
    before: str = Field(description="The sentence before it, or empty.")
    after: str = Field(description="The sentence after it, or empty.")
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None

    @classmethod
    def of(cls, evidence: Evidence) -> EvidenceAnswer:
        """Show one passage."""
        names = ("reference_id", "start", "end", "stance", "similarity", "before", "after")
        known = {name: getattr(evidence, name) for name in (*names, "title", "publisher", "published", "url")}
        return cls(text=evidence.passage.text, **known)


class DifferingWords(BaseModel):
    """Words of the claim and of the deciding report that differ; null where one side has none."""

    in_claim: str | None
    in_report: str | None
    kind: str


class VerdictAnswer(BaseModel):
    """What trusted reports say about one claim; characters [start, end) of the text that was given."""

    number: int
    claim: str
    start: int
    end: int
    label: VerdictLabel
    confidence: float = Field(ge=0, le=1, description="Calibrated probability that the label is right.")
    reason: Reason
    explanation: str
    conflicting: bool = Field(description="Whether trusted reports disagree with each other.")
    evidence: list[EvidenceAnswer] = Field(description="The deciding passage first.")
    differences: list[DifferingWords]
    editor_label: VerdictLabel | None = Field(description="The label an editor gave on the same evidence, or null.")
    editor: str | None = Field(description="What an editor decided and why, or null.")

    @classmethod
    def of(cls, verdict: Verdict, noted: NotedDecision | None = None) -> VerdictAnswer:
        """Show one verdict and what an editor decided about it."""
        return cls(
            **_placed(verdict.claim),
            **{name: getattr(verdict, name) for name in ("label", "confidence", "reason", "explanation")},
            conflicting=verdict.conflicting,
            evidence=[EvidenceAnswer.of(evidence) for evidence in verdict.evidence],
            differences=[
                DifferingWords(
                    in_claim=each.claim_span.text if each.claim_span else None,
                    in_report=each.reference_span.text if each.reference_span else None,
                    kind=each.kind.value,
                )
                for each in verdict.differences
            ],
            editor_label=noted.decision.label if noted and noted.same_evidence else None,
            editor=editor_words(verdict, noted) if noted else None,
        )


class FailureAnswer(BaseModel):
    """A claim that could not be checked; never a verdict."""

    number: int
    claim: str
    error: str


class ArticleAnswer(BaseModel):
    """What trusted reports say about the claims of an article."""

    counts: dict[str, int] = Field(description="Claims by label, and those that failed.")
    verdicts: list[VerdictAnswer]
    failures: list[FailureAnswer]
    not_reached: list[str] = Field(description="Claims that the time did not suffice for; nothing is known of them.")
    uncut_from: int | None = Field(description="Character from which on there was no time to look for claims, or null.")
    n_skipped: int = Field(description="Sentences that are no claims.")
    index_fingerprint: str = Field(description="Of the trusted reports that were asked.")
    checked_at: str

    @classmethod
    def of(cls, report: Report) -> ArticleAnswer:
        """Show a report."""
        failures = [
            FailureAnswer(number=each.claim.number, claim=each.claim.text, error=f"{each.error}: {each.message}")
            for each in report.failures
        ]
        return cls(
            counts=report.counts,
            verdicts=[VerdictAnswer.of(each, report.decision_on(each.claim.number)) for each in report.verdicts],
            failures=failures,
            not_reached=[claim.text for claim in report.not_reached],
            uncut_from=report.uncut_from,
            n_skipped=len(report.skipped),
            index_fingerprint=report.run.index_fingerprint,
            checked_at=report.run.checked_at,
        )


class VerdictsAnswer(BaseModel):
    """Verdicts in the order of the claims that were given."""

    verdicts: list[VerdictAnswer]


class ClaimAnswer(BaseModel):
    """A checkable statement; characters [start, end) of the text that was given."""

    number: int
    claim: str
    start: int
    end: int
    kind: ClaimKind
    attributed_to: str | None = Field(description="Who says it, as written; null for the article itself.")
    worth: float = Field(ge=0, le=1, description="How much a check is worth.")


class ClaimsAnswer(BaseModel):
    """The checkable statements of a text, in order."""

    claims: list[ClaimAnswer]
    n_skipped: int = Field(description="Sentences that are no claims.")

    @classmethod
    def of(cls, claims: list[Claim], n_skipped: int) -> ClaimsAnswer:
        """Show claims."""
        listed = [
            ClaimAnswer(**_placed(claim), kind=claim.kind, attributed_to=claim.attributed_to, worth=claim.worth)
            for claim in claims
        ]
        return cls(claims=listed, n_skipped=n_skipped)


class FoundPassage(BaseModel):
    """A passage close to a query; characters [start, end) of its report's text."""

    reference_id: str
    start: int
    end: int
    text: str
    similarity: float = Field(ge=-1, le=1, description="Cosine, higher is closer; closeness is no support.")

    @classmethod
    def of(cls, found: ScoredPassage) -> FoundPassage:
        """Show one passage."""
        passage: Passage = found.passage
        known = {name: getattr(passage, name) for name in ("reference_id", "start", "end", "text")}
        return cls(similarity=max(-1.0, min(1.0, found.similarity)), **known)


class PassagesAnswer(BaseModel):
    """Passages, the closest first."""

    passages: list[FoundPassage]


class ReferenceAnswer(BaseModel):
    """A trusted report; `text` are its characters [start, end), `n_characters` how many it has in all."""

    reference_id: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    sha256: str = Field(description="SHA-256 of the whole text in UTF-8.")
    n_characters: int
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, reference: Reference, start: int, most: int) -> ReferenceAnswer:
        """Show at most `most` characters of a report from `start` on."""
        names = ("reference_id", "title", "publisher", "published", "url", "sha256")
        text = reference.text[start : start + most]
        known = {name: getattr(reference, name) for name in names}
        return cls(n_characters=len(reference.text), start=start, end=start + len(text), text=text, **known)


def _placed(claim: Claim) -> dict[str, int | str]:
    return {"number": claim.number, "claim": claim.text, "start": claim.start, "end": claim.end}
