"""What editors decide about verdicts."""

from __future__ import annotations

from dataclasses import dataclass

# The JSON reader resolves the type hints of these dataclasses at run time.
from factcheck.datatypes.labels import ClaimKind, Reason, VerdictLabel  # noqa: TC001


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An editor's decision on one claim as it met one set of evidence.

    `claim` is the claim's text as it was checked, `claim_key` the hex SHA-256 of what makes two claims the same,
    `evidence_key` that of the cited passages (see `factcheck.decisions.keys`); `passage_ids` name those passages.
    `verdict_label`, `verdict_reason` and `verdict_confidence`, [0, 1], are what factcheck said. `label` is what the
    editor says and `because` why, "" only where both labels are the same. `by` names the editor, `at` is an ISO 8601
    date-time in UTC. `article_sha256` is the hex SHA-256 of the article that was read, None when not known.
    """

    decision_id: str
    claim: str
    claim_key: str
    claim_kind: ClaimKind
    evidence_key: str
    passage_ids: tuple[str, ...]
    verdict_label: VerdictLabel
    verdict_reason: Reason
    verdict_confidence: float
    label: VerdictLabel
    because: str
    by: str
    at: str
    note: str = ""
    article_sha256: str | None = None

    @property
    def accepted(self) -> bool:
        """Tell whether the editor left the label as it was."""
        return self.label == self.verdict_label


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedDecision:
    """A decision as a report on the same claim shows it.

    `number` is that of the claim in the report. With `same_evidence` the decision rules the claim; without, it was made
    on other evidence, is shown and rules nothing.
    """

    number: int
    same_evidence: bool
    decision: Decision
