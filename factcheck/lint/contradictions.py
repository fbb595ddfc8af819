"""Finds reports of one event that contradict each other, sentence against sentence, asked in both directions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from factcheck.claims import extract_claims
from factcheck.datatypes import Article, Claim, ClaimKind, FindingKind, Pair, Reason, Relation, Span, VerdictLabel
from factcheck.evidence import retrieve
from factcheck.index.preparation import encoded
from factcheck.lint.faults import Fault, FaultKind, Place
from factcheck.lint.one_report import OneReport
from factcheck.lint.speakers import other_speaker
from factcheck.plain import canonical
from factcheck.verdicts import reach_verdicts
from factcheck.verdicts.asking import probabilities
from factcheck.verdicts.checks import run_checks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from factcheck.datatypes import NLIModel, Reference, ReferenceStore, Verdict
    from factcheck.settings import Settings

ALIKE = 0.5
"""Least cosine of two sentences that may be about one fact."""
NEAREST = 2
"""Sentences of the other report that each sentence is compared with."""
MOST_COMPARED = 24
"""Pairs of sentences of two reports that are judged at most, those closest to each other first."""
MOST_CLAIMS = 60
"""Claims of a report that are compared; the event is told before."""
SURE, SURE_BACK = 0.8, 0.5
"""Least probability of a contradiction in the surer and in the other direction: of the two sentences alone, and of the
verdicts on each against the whole other report."""

CONTRADICT_IN = {
    Reason.NUMBER: " in a number",
    Reason.DATE: " in a date",
    Reason.NAME: " in a name",
    Reason.POLARITY: " in whether it is so",
    Reason.MODALITY: " in how sure it is",
    Reason.COMPARISON: " in a comparison",
    Reason.QUOTE: " in what somebody said",
    Reason.ROLE: " in who did what",
}
"""What the difference found is, for the explanation; no words for those that were judged without one."""
AFFIRMED = 0.5
"""Least probability of entailment at which a sentence of the other report says the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a report states: its claims and their unit vectors, shape (n, dim)."""

    reference: Reference
    claims: tuple[Claim, ...]
    vectors: NDArray[np.float32]


class Contradictions:
    """Compares reports of one event; the claims of a report are cut and encoded once."""

    def __init__(self, store: ReferenceStore, model: NLIModel, settings: Settings) -> None:
        """Keep the parts."""
        self._store = store
        self._model = model
        self._settings = settings
        self._told: dict[str, _Told] = {}

    def between(self, one: Reference, two: Reference) -> Iterator[Fault]:
        """Find where two reports contradict each other, in the order of the first one's sentences.

        Two sentences contradict each other when the NLI model says so of each against the other, and when the whole
        product says so of each sentence against all of the other report.
        """
        ours, theirs = self._read(one), self._read(two)
        for claim, other in self._rivals(ours, theirs):
            verdicts = (self._verdict(claim, two), self._verdict(other, one))
            doubts = [verdict.probabilities[VerdictLabel.CONTRADICTED.value] for verdict in verdicts]
            if _is_sure(*doubts):
                surer = verdicts[0] if doubts[0] >= doubts[1] else verdicts[1]
                yield _fault(Place(reference=one, span=_span(claim)), Place(reference=two, span=_span(other)), surer)

    def _read(self, reference: Reference) -> _Told:
        if reference.reference_id not in self._told:
            article = Article(text=reference.text, title=reference.title, published=reference.published)
            claims = [claim for claim in extract_claims(article) if claim.kind is ClaimKind.FACT][:MOST_CLAIMS]
            vectors = encoded(self._store.encoder, [canonical(claim.text) for claim in claims])
            self._told[reference.reference_id] = _Told(reference=reference, claims=tuple(claims), vectors=vectors)
        return self._told[reference.reference_id]

    def _rivals(self, ours: _Told, theirs: _Told) -> list[tuple[Claim, Claim]]:
        """Find the sentences of two reports that contradict each other when both stand alone.

        A sentence that another one of the other report affirms is left out: that report says it, whatever else it says.
        """
        pairs = [
            (ours.claims[row], theirs.claims[column])
            for row, column in _closest(ours.vectors @ theirs.vectors.T)
            if not _of_other_things(ours.claims[row], theirs.claims[column], theirs.reference.published)
        ]
        texts = [(canonical(claim.text), canonical(other.text)) for claim, other in pairs]
        there = [Pair(premise=other, hypothesis=claim) for claim, other in texts]
        back = [Pair(premise=claim, hypothesis=other) for claim, other in texts]
        rows = probabilities(self._model, [*there, *back]).round(5).tolist()
        judged = list(zip(pairs, rows[: len(pairs)], rows[len(pairs) :], strict=True))
        affirmed = {claim for (claim, _), (entailment, *_), _ in judged if entailment >= AFFIRMED}
        affirmed |= {other for (_, other), _, (entailment, *_) in judged if entailment >= AFFIRMED}
        return [
            pair
            for pair, (_, _, contradiction), (_, _, reverse) in judged
            if _is_sure(contradiction, reverse) and not affirmed & set(pair)
        ]

    def _verdict(self, claim: Claim, reference: Reference) -> Verdict:
        """Check a claim of one report against another report alone, as it would be checked in an article."""
        store = OneReport(self._store, reference.reference_id)
        found = retrieve([claim], store, self._settings)
        return reach_verdicts([claim], found, store, self._model, self._settings)[0]


def _closest(similarities: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Choose the pairs of sentences to compare, in the order of the rows.

    Args:
        similarities: cosines, shape (n, m).
    """
    if not similarities.size:
        return []
    rounded = similarities.astype(float).round(6)
    rows = np.argsort(np.argsort(-rounded, axis=1, kind="stable"), axis=1, kind="stable") < NEAREST
    columns = np.argsort(np.argsort(-rounded, axis=0, kind="stable"), axis=0, kind="stable") < NEAREST
    chosen = np.argwhere((rows | columns) & (rounded >= ALIKE)).tolist()
    best = sorted(chosen, key=lambda at: (-rounded[at[0], at[1]], at))[:MOST_COMPARED]
    return sorted((row, column) for row, column in best)


def _of_other_things(claim: Claim, other: Claim, published: str | None) -> bool:
    """Tell whether two sentences are what two speakers say, or differ in their dates and in something else too."""
    if other_speaker(claim, other):
        return True
    found = run_checks(claim=claim.text, premise=other.text, published=published)
    differing = {finding.kind for finding in found if finding.relation is Relation.DIFFERS}
    return FindingKind.DATE in differing and len(differing) > 1


def _is_sure(one: float, two: float) -> bool:
    return min(one, two) >= SURE_BACK and max(one, two) >= SURE


def _span(claim: Claim) -> Span:
    return Span(claim.start, claim.end, claim.text)


def _fault(one: Place, two: Place, verdict: Verdict) -> Fault:
    days = [(place.reference.published or "")[:10] for place in (one, two)]
    newer = f" The newer is of {max(days)}." if all(days) and days[0] != days[1] else ""
    return Fault(
        kind=FaultKind.CONTRADICTION,
        places=(one, two),
        explanation=f"Two reports of one event contradict each other{CONTRADICT_IN.get(verdict.reason, '')}.{newer}",
        advice="Find out which is right, and withdraw the other or add its corrected version: until then claims about "
        "this get conflicting verdicts.",
        confidence=verdict.probabilities[VerdictLabel.CONTRADICTED.value],
    )
