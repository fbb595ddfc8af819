"""The values that pass between rooms, and the protocols the exchangeable parts satisfy."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray


class VerdictLabel(StrEnum):
    """What the trusted reports say about one claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNVERIFIABLE = "unverifiable"


class Stance(StrEnum):
    """What one evidence passage says of the claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    SILENT = "silent"


class FindingKind(StrEnum):
    """The kind of fact a deterministic check compared; also used as the reason of a verdict."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    POLARITY = "polarity"
    MODALITY = "modality"
    COMPARISON = "comparison"
    QUOTE = "quote"
    ROLE = "role"
    WORDING = "wording"


class Relation(StrEnum):
    """How the claim's fact relates to the passage's fact of the same kind."""

    AGREES = "agrees"
    DIFFERS = "differs"
    MISSING = "missing"


class Reason(StrEnum):
    """Why a verdict came out as it did. The kinds of finding are reasons too."""

    ENTAILED = "entailed"
    REFUTED = "refuted"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    POLARITY = "polarity"
    MODALITY = "modality"
    COMPARISON = "comparison"
    QUOTE = "quote"
    ROLE = "role"
    WORDING = "wording"
    SILENT = "silent"
    NOT_COVERED = "not_covered"
    OPINION = "opinion"
    PREDICTION = "prediction"


class Span(NamedTuple):
    """Characters `[start, end)` of a text, and what stands there."""

    start: int
    end: int
    text: str


class Difference(NamedTuple):
    """Words of the claim and of the report that differ.

    `claim_span` counts characters of the checked text (the article), `reference_span` characters of the
    reference's text; None where one side has no words (an insertion or a deletion).
    """

    claim_span: Span | None
    reference_span: Span | None
    kind: FindingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text to check. `published` is an ISO 8601 date or date-time, or None when unknown."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A trusted report.

    `reference_id` is stable: the same report gives the same id (see `factcheck.reading.reference_id`).
    `sha256` is the hex SHA-256 of the UTF-8 text.
    """

    reference_id: str
    text: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable statement of an article.

    `number` counts from 1. `text` equals `article.text[start:end]`. `context` is the sentence before it in the
    article, or None; it helps retrieval and judging and is never shown as part of the claim.
    """

    number: int
    text: str
    start: int
    end: int
    context: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of a reference: characters `[start, end)` of its text, `position` counting sentences from 0."""

    reference_id: str
    position: int
    start: int
    end: int
    text: str

    @property
    def passage_id(self) -> str:
        """Name the passage: reference id, colon, position."""
        return f"{self.reference_id}:{self.position}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPassage:
    """A passage found by a search; `similarity` is the cosine of unit vectors, [-1, 1], higher is closer."""

    passage: Passage
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One input of an NLI model: does the premise (passage) entail the hypothesis (claim)?"""

    premise: str
    hypothesis: str


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
    sentences, "" at the ends. `copies` counts other references that carry the same wire text.
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
class Verdict:
    """What the reports say about one claim.

    `confidence` is the calibrated probability that `label` is right, [0, 1]; `probabilities` has the three verdict
    labels as keys and sums to 1. `evidence` is ordered, the deciding passage first.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A claim that could not be checked. `error` is the error's class name, `message` what it said."""

    claim: Claim
    error: str
    message: str


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def model_id(self) -> str:
        """Name the model: "embedded", a Hugging Face id or a folder."""

    @property
    def fingerprint(self) -> str:
        """Give the hex SHA-256 of the weights."""

    @property
    def dim(self) -> int:
        """Give the length of a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts as unit vectors, shape (n, dim), float32, in the order given; (0, dim) for no texts."""


@runtime_checkable
class NLIModel(Protocol):
    """Judges pairs of premise and hypothesis."""

    @property
    def model_id(self) -> str:
        """Name the model: "embedded", a Hugging Face id or a folder."""

    @property
    def fingerprint(self) -> str:
        """Give the hex SHA-256 of the weights."""

    def judge(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """Give probabilities, shape (n, 3), float32: entailment, neutral, contradiction; rows sum to 1.

        A two-class model puts "not entailment" under neutral and 0 under contradiction.
        """


@runtime_checkable
class ReferenceStore(Protocol):
    """What evidence retrieval needs of an index."""

    @property
    def encoder(self) -> Encoder:
        """Give the encoder whose vectors the store holds."""

    @property
    def n_passages(self) -> int:
        """Count the passages."""

    @property
    def fingerprint(self) -> str:
        """Give a hex SHA-256 over the references held and the encoder; equal contents, equal fingerprint."""

    def nearest(self, vectors: NDArray[np.float32], *, k: int) -> list[list[ScoredPassage]]:
        """Find the k passages nearest to each row, shape (q, dim), closest first; ties by passage id."""

    def matching(self, query: str, *, k: int) -> list[Passage]:
        """Find up to k passages that share words with the query, best BM25 first; [] when no word matches."""

    def passages_of(self, reference_id: str) -> tuple[Passage, ...]:
        """Give a reference's passages in order of position."""

    def vectors_of(self, reference_id: str) -> NDArray[np.float32]:
        """Give a reference's passage vectors, shape (n, dim), float32, in order of position."""

    def reference(self, reference_id: str) -> Reference:
        """Give one reference; raises InputError when there is none of that id."""
