"""The values that pass between rooms, and the protocols the exchangeable parts satisfy."""

from factcheck.datatypes.decisions import (
    Decision,
    NotedDecision,
)
from factcheck.datatypes.judgements import (
    Difference,
    Evidence,
    Failure,
    Finding,
    Pair,
    Ruling,
    Verdict,
)
from factcheck.datatypes.labels import (
    ClaimKind,
    FindingKind,
    Reason,
    Relation,
    Stance,
    TimeNote,
    VerdictLabel,
    Withheld,
)
from factcheck.datatypes.protocols import (
    Encoder,
    NLIModel,
    ReadingAheadStore,
    ReferenceStore,
    SteadyStore,
)
from factcheck.datatypes.texts import (
    Antecedent,
    Article,
    Attribution,
    Claim,
    Passage,
    Reference,
    Retrieval,
    ScoredPassage,
    Span,
)

__all__ = [
    "Antecedent",
    "Article",
    "Attribution",
    "Claim",
    "ClaimKind",
    "Decision",
    "Difference",
    "Encoder",
    "Evidence",
    "Failure",
    "Finding",
    "FindingKind",
    "NLIModel",
    "NotedDecision",
    "Pair",
    "Passage",
    "ReadingAheadStore",
    "Reason",
    "Reference",
    "ReferenceStore",
    "Relation",
    "Retrieval",
    "Ruling",
    "ScoredPassage",
    "Span",
    "Stance",
    "SteadyStore",
    "TimeNote",
    "Verdict",
    "VerdictLabel",
    "Withheld",
]
