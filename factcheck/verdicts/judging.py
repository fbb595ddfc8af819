"""Judges claims against their reports in steps, each with more premises, and stops when a verdict is sure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factcheck.claims import is_subject_untold
from factcheck.index.preparation import encoded
from factcheck.plain import canonical
from factcheck.verdicts.checks import run_checks
from factcheck.verdicts.decide import Decision, DecisionRule, decide
from factcheck.verdicts.features import CheckedPremise, features_of
from factcheck.verdicts.nli import judge_premises
from factcheck.verdicts.premises import Form, Premise, build_premises

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.datatypes import Claim, Finding, NLIModel, ReferenceStore
    from factcheck.evidence import Retrieved
    from factcheck.settings import Settings
    from factcheck.verdicts.early import EarlyRule
    from factcheck.verdicts.nli import Judgement

N_CHECKED = 3
"""Single passages of a report that the word checks compare; more of them find chance differences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedReport:
    """One report against one claim: its checked premises, judged or not, and the features the rule reads.

    `similarity` is the cosine of the claim and the report's closest passage, [-1, 1].
    """

    reference_id: str
    similarity: float
    checked: tuple[CheckedPremise, ...]
    features: dict[str, float]


def check_reports(
    claims: Sequence[Claim],
    retrieved: Sequence[Retrieved],
    store: ReferenceStore,
    model: NLIModel,
    settings: Settings,
) -> list[list[CheckedReport]]:
    """Judge all premises and check each claim against its reports, the report that covers its event first.

    Gives [] for a claim without evidence.
    """
    asked = _asked(claims, retrieved, store, settings)
    _judge(asked, model, forms=frozenset(Form))
    return [each.reports() for each in asked]


def decide_claims(
    claims: Sequence[Claim],
    retrieved: Sequence[Retrieved],
    store: ReferenceStore,
    model: NLIModel,
    settings: Settings,
    rule: DecisionRule,
    early: Sequence[EarlyRule] = (),
) -> list[tuple[list[CheckedReport], Decision]]:
    """Check each claim against its reports, and decide it.

    Args:
        claims: the claims.
        retrieved: what was found for each of them.
        store: the references.
        model: the NLI model.
        settings: sizes and thresholds.
        rule: decides when all premises are judged.
        early: the steps before: a claim of which a step is sure is not judged any further.
    """
    asked = _asked(claims, retrieved, store, settings)
    decided: list[tuple[list[CheckedReport], Decision] | None] = [None] * len(asked)
    for step in (*early, None):
        left = [number for number, outcome in enumerate(decided) if outcome is None]
        if not left:
            break
        _judge([asked[number] for number in left], model, forms=step.forms if step else frozenset(Form))
        for number in left:
            reports = asked[number].reports()
            decision = decide(
                [report.features for report in reports],
                step.rule if step else rule,
                is_open=is_subject_untold(claims[number]),
            )
            if step is None or step.is_sure(decision):
                decided[number] = reports, decision
    return [outcome for outcome in decided if outcome is not None]


@dataclass(slots=True, kw_only=True)
class _Asked:
    """A claim with its premises, what the checks found on each, and the judgements so far."""

    claim: str
    premises: list[Premise]
    findings: list[tuple[Finding, ...]]
    similarities: dict[str, float]
    judgements: list[Judgement | None]

    def unjudged(self, forms: frozenset[Form]) -> list[int]:
        """Number the premises of some forms not judged yet; a report of which no passage stands alone counts joined."""
        alone = {premise.reference_id for premise in self.premises if premise.form == Form.SINGLE}
        known = {judgement.premise.text: judgement for judgement in self.judgements if judgement is not None}
        for number, premise in enumerate(self.premises):  # a short report reads the same however it is joined
            if self.judgements[number] is None and premise.text in known:
                self.judgements[number] = replace(known[premise.text], premise=premise)
        return [
            number
            for number, premise in enumerate(self.premises)
            if self.judgements[number] is None
            and (premise.form in forms or (premise.form == Form.JOINED and premise.reference_id not in alone))
        ]

    def reports(self) -> list[CheckedReport]:
        """Describe the claim against each report with what is judged so far."""
        found = []
        every = list(map(CheckedPremise, self.premises, self.findings, self.judgements))
        for reference_id, similarity in self.similarities.items():
            own = tuple(each for each in every if each.premise.reference_id == reference_id)
            features = features_of(self.claim, own, similarity=similarity)
            found.append(
                CheckedReport(reference_id=reference_id, similarity=similarity, checked=own, features=features)
            )
        return found


def _asked(
    claims: Sequence[Claim], retrieved: Sequence[Retrieved], store: ReferenceStore, settings: Settings
) -> list[_Asked]:
    texts = [canonical(claim.text) for claim in claims]
    asked = []
    for claim, text, vector, found in zip(claims, texts, encoded(store.encoder, texts), retrieved, strict=True):
        premises = build_premises(text, vector, found.evidence, store, settings)
        read = dict.fromkeys(premise.reference_id for premise in premises if premise.form == Form.JOINED)
        premises = [premise for premise in premises if premise.reference_id in read]
        asked.append(
            _Asked(
                claim=claim.text,
                premises=premises,
                findings=_findings(claim.text, premises, store),
                similarities={each: round(float((store.vectors_of(each) @ vector).max()), 4) for each in read},
                judgements=[None] * len(premises),
            )
        )
    return asked


def _findings(claim: str, premises: Sequence[Premise], store: ReferenceStore) -> list[tuple[Finding, ...]]:
    """Run the checks on the joined premises, and on the first passages of each report alone."""
    n_alone: dict[str, int] = {}
    found = []
    for premise in premises:
        n_alone[premise.reference_id] = n_alone.get(premise.reference_id, 0) + (premise.form == Form.SINGLE)
        compared = premise.form == Form.JOINED or (
            premise.form == Form.SINGLE and n_alone[premise.reference_id] <= N_CHECKED
        )
        published = store.reference(premise.reference_id).published
        found.append(run_checks(claim=claim, premise=premise.text, published=published) if compared else ())
    return found


def _judge(asked: Sequence[_Asked], model: NLIModel, *, forms: frozenset[Form]) -> None:
    """Judge the premises of some forms that are not judged yet, all claims' in one go."""
    wanted = [each.unjudged(forms) for each in asked]
    if not any(wanted):
        return
    judged = judge_premises(
        [[each.premises[number] for number in numbers] for each, numbers in zip(asked, wanted, strict=True)],
        [each.claim for each in asked],
        model,
    )
    for each, numbers, judgements in zip(asked, wanted, judged, strict=True):
        for number, judgement in zip(numbers, judgements, strict=True):
            each.judgements[number] = judgement
