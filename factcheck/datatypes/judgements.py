"""What is found out: pairs to judge, findings, differing words, evidence, verdicts, failures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

# The JSON reader resolves the type hints of these dataclasses at run time.
from factcheck.datatypes.labels import FindingKind, Reason, Relation, Stance, TimeNote, VerdictLabel, Withheld
from factcheck.datatypes.texts import Claim, Passage, Span  # noqa: TC001


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One input of an NLI model: does the premise (passage) entail the hypothesis (claim)?"""

    premise: str
    hypothesis: str


class Difference(NamedTuple):
    """Words of the claim and of the report that differ.

    `claim_span` counts characters of the checked text (the article), `reference_span` characters of the
    reference's text; None where one side has no words (an insertion or a deletion).
    """

    claim_span: Span | None
    reference_span: Span | None
    kind: FindingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One deterministic comparison of a claim with a passage.

    Spans count characters of the claim's own text and of the premise text the check was given. `detail` is a clause
    for the explanation: "the report says 12 percent, the claim 21 percent".
    """

    kind: FindingKind
    relation: Relation
    claim_span: Span | None
    premise_span: Span | None
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A passage retrieved for one claim, with what it says of the claim.

    `similarity` is a cosine in [-1, 1]; `probabilities` are the NLI model's for this passage (entailment, neutral,
    contradiction; each [0, 1], sum 1) or empty when it was not judged. `before` and `after` are the neighbouring
    sentences, "" at the ends. `copies` counts other references that carry the same wire text. `reference_sha256` is the
    hex SHA-256 of the reference's whole text, "" when unknown: with the passage's reference id, characters and text it
    makes a citation that can be found again. `path` is the file the reference was read from. `tier` is the publisher's
    in the desk's policy, None without one. `notes` say what the report's date means for the claim. Of evidence that is
    `withheld` no words, title, publisher, date or address are given; the passage's text says so.
    `published` and `updated` are ISO 8601 dates or date-times.
    """

    passage: Passage
    similarity: float
    stance: Stance = Stance.SILENT
    probabilities: dict[str, float] = field(default_factory=dict)
    before: str = ""
    after: str = ""
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    copies: int = 0
    reference_sha256: str = ""
    path: str | None = None
    tier: str | None = None
    notes: tuple[TimeNote, ...] = ()
    withheld: Withheld | None = None
    author: str | None = None
    updated: str | None = None

    @property
    def reference_id(self) -> str:
        """Name the reference the passage was cut from."""
        return self.passage.reference_id

    @property
    def start(self) -> int:
        """Give the passage's first character in the reference text."""
        return self.passage.start

    @property
    def end(self) -> int:
        """Give the character after the passage's last in the reference text."""
        return self.passage.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What the desk's policy changed of a verdict.

    `label` is what the reports say without the policy, `confidence` its probability, [0, 1]. `asked` is the policy's
    requirement for that label in words, `found` what there was of it.
    """

    label: VerdictLabel
    confidence: float
    asked: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the reports say about one claim.

    `confidence` is the calibrated probability that `label` is right, [0, 1]; `probabilities` has the three verdict
    labels as keys and sums to 1. `evidence` is ordered, the deciding passage first. `parts` are the verdicts on the
    sub-claims of a compound sentence, whose own verdict is the most serious of them; () for a simple claim. `said` is
    the verdict on what the claim's speaker is said to say, judged apart from who said it; it does not change this
    verdict, which is about the saying. None when nobody speaks, or the words cannot be judged alone.
    `notes` say what holds in time: those of the deciding passage, and `superseded` when an older report that says
    otherwise gave way. `policy` is what the desk's policy changed, None for nothing.
    """

    claim: Claim
    label: VerdictLabel
    confidence: float
    probabilities: dict[str, float]
    reason: Reason
    explanation: str
    conflicting: bool
    evidence: tuple[Evidence, ...]
    differences: tuple[Difference, ...]
    parts: tuple[Verdict, ...] = ()
    notes: tuple[TimeNote, ...] = ()
    policy: Ruling | None = None
    said: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A claim that could not be checked. `error` is the error's class name, `message` what it said."""

    claim: Claim
    error: str
    message: str
