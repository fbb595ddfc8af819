"""Reaches the verdicts of many claims: premises, judgements, findings, decision, explanation, differing words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.datatypes import (
    ClaimKind,
    Difference,
    Evidence,
    Finding,
    FindingKind,
    Reason,
    Relation,
    Stance,
    Verdict,
    VerdictLabel,
)
from factcheck.plain import canonical
from factcheck.policy import PermittedReferences
from factcheck.verdicts.copied import is_copied
from factcheck.verdicts.decide import Decision, DecisionRule, load_rule
from factcheck.verdicts.early import early_rules
from factcheck.verdicts.explain import explain
from factcheck.verdicts.features import CheckedPremise, coverage
from factcheck.verdicts.judging import CheckedReport, decide_claims
from factcheck.verdicts.marks import mark_differences
from factcheck.verdicts.premises import Form
from factcheck.verdicts.settling import OPPOSITE, settle, settled_verdict
from factcheck.verdicts.stances import with_stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.datatypes import Claim, NLIModel, ReferenceStore
    from factcheck.evidence import Retrieved
    from factcheck.settings import Settings
    from factcheck.verdicts.nli import Judgement

SHARES_NOTHING = 0.1
"""Weight of a passage that has no word of the claim beside one that has them all (1.1)."""
STANCE_OF = {VerdictLabel.SUPPORTED: Stance.SUPPORTS, VerdictLabel.CONTRADICTED: Stance.CONTRADICTS}
TOLD_APART = frozenset({FindingKind.NAME, FindingKind.DATE})
"""Kinds of facts of which a passage names its own in place of the claim's."""
REST_TOLD = 0.7
"""Share of the rest of a claim's words that a passage must have for one missing fact to explain a contradiction."""
REASON_ORDER = (
    FindingKind.NUMBER,
    FindingKind.DATE,
    FindingKind.POLARITY,
    FindingKind.QUOTE,
    FindingKind.NAME,
    FindingKind.ROLE,
    FindingKind.COMPARISON,
    FindingKind.MODALITY,
)
"""Which difference names the reason when several are found: the one a reader can verify fastest."""


def reach_verdicts(
    claims: Sequence[Claim],
    retrieved: Sequence[Retrieved],
    store: ReferenceStore,
    model: NLIModel,
    settings: Settings,
    rule: DecisionRule | None = None,
) -> list[Verdict]:
    """Reach one verdict a claim, in the order of the claims.

    Args:
        claims: the claims.
        retrieved: what was found for each of them.
        store: the references; `PermittedReferences` bring the rules of a desk.
        model: the NLI model.
        settings: sizes and thresholds.
        rule: the decision rule, None for those that come with the package. These decide a claim as soon as it is sure;
            under the rules of a desk, which counts reports, all are judged.
    """
    is_ruled = isinstance(store, PermittedReferences)
    early = early_rules(model.fingerprint) if rule is None and not is_ruled else ()
    decided = decide_claims(claims, retrieved, store, model, settings, rule or load_rule(), early)
    verdicts = []
    for claim, found, (reports, decision) in zip(claims, retrieved, decided, strict=True):
        if isinstance(store, PermittedReferences):
            verdicts.append(_verdict_under_rules(claim, found, reports, decision, settings, store))
        else:
            verdicts.append(_verdict(claim, found, reports, decision, settings))
    return verdicts


def _verdict_under_rules(
    claim: Claim,
    found: Retrieved,
    reports: Sequence[CheckedReport],
    decision: Decision,
    settings: Settings,
    references: PermittedReferences,
) -> Verdict:
    text = canonical(claim.text)
    said = [_deciding(text, report, label).premise.text for report, label in zip(reports, decision.labels, strict=True)]
    settled = settle(decision, [report.reference_id for report in reports], said, references)
    verdict = _verdict(claim, found, reports, settled.decision, settings)
    return settled_verdict(verdict, settled, references)


def _verdict(
    claim: Claim, found: Retrieved, reports: Sequence[CheckedReport], decision: Decision, settings: Settings
) -> Verdict:
    report = reports[decision.deciding] if reports else None
    deciding = _deciding(canonical(claim.text), report, decision.leaning) if report else None
    findings = _findings(claim.text, report, deciding, decision.label) if report and deciding else ()
    reason = _reason(claim, found, decision, findings, settings)
    told = with_stance(found.evidence, reports)
    evidence = _leading(canonical(claim.text), told, reports, decision)[: settings.n_shown]
    if reason == Reason.NOT_COVERED:
        evidence = tuple(replace(item, stance=Stance.SILENT) for item in evidence)
    probabilities = _rounded(decision)
    return Verdict(
        claim=claim,
        label=decision.label,
        confidence=probabilities[decision.label.value],
        probabilities=probabilities,
        reason=reason,
        explanation=explain(claim, decision, reason, evidence, findings),
        conflicting=decision.conflicting,
        evidence=evidence,
        differences=_differences(claim, deciding, findings, evidence),
    )


def _differences(
    claim: Claim, deciding: CheckedPremise | None, findings: Sequence[Finding], evidence: Sequence[Evidence]
) -> tuple[Difference, ...]:
    """Mark the words that differ; of a withheld report those of the claim only."""
    if deciding is None or not evidence:
        return ()
    marked = mark_differences(claim, deciding, findings)
    if evidence[0].withheld:
        return tuple(each._replace(reference_span=None) for each in marked if each.claim_span)
    return marked


def _rounded(decision: Decision) -> dict[str, float]:
    """Round to 4 decimals so that the three still sum to 1: the rest goes to the likelier of the other labels."""
    rounded = {label.value: round(p, 4) for label, p in decision.probabilities.items()}
    other = max(rounded.keys() - {decision.label.value}, key=lambda label: (rounded[label], label))
    rounded[other] = round(1.0 - sum(p for label, p in rounded.items() if label != other), 4)
    return rounded


def _deciding(claim: str, report: CheckedReport, label: VerdictLabel) -> CheckedPremise:
    """Choose the passage that speaks for the label and of the claim: loud, and with most of the claim's words."""
    judged = [(item, item.judgement) for item in report.checked if item.judgement is not None]
    singles = [each for each in judged if each[0].premise.form == Form.SINGLE] or judged

    def strength(item: CheckedPremise, judgement: Judgement) -> float:
        if label == VerdictLabel.SUPPORTED:
            return judgement.entailment + is_copied(claim, canonical(item.premise.text))
        if label == VerdictLabel.CONTRADICTED:
            differs = any(finding.relation == Relation.DIFFERS for finding in item.findings)
            return judgement.contradiction + differs
        return 0.0

    def weight(each: tuple[CheckedPremise, Judgement]) -> float:
        return strength(*each) * (SHARES_NOTHING + coverage(claim, canonical(each[0].premise.text)))

    return max(singles, key=weight)[0]


def _findings(claim: str, report: CheckedReport, deciding: CheckedPremise, label: VerdictLabel) -> tuple[Finding, ...]:
    """Give the findings that explain the label: on the deciding passage, else (what is missing) on all joined."""
    if label == VerdictLabel.UNVERIFIABLE:
        joined = next(item for item in report.checked if item.premise.form == Form.JOINED)
        return tuple(finding for finding in joined.findings if finding.relation == Relation.MISSING)
    wanted = Relation.DIFFERS if label == VerdictLabel.CONTRADICTED else Relation.AGREES
    kept = [finding for finding in deciding.findings if finding.relation == wanted]
    if label == VerdictLabel.CONTRADICTED and not kept:
        kept = _only_missing(claim, deciding)
    return tuple(sorted(kept, key=lambda finding: REASON_ORDER.index(finding.kind)))


def _only_missing(claim: str, deciding: CheckedPremise) -> list[Finding]:
    """Give the one name or date that the passage has otherwise, when it tells the rest of the claim; else [].

    The checks alone were in doubt that both are about the same thing; that the claim was found to be ruled out removes
    the doubt.
    """
    missing = [f for f in deciding.findings if f.relation == Relation.MISSING and f.kind in TOLD_APART]
    if len(missing) != 1 or missing[0].claim_span is None or missing[0].premise_span is None:
        return []
    ours, theirs = missing[0].claim_span.text, missing[0].premise_span.text
    rest = canonical(claim).replace(canonical(ours), " ", 1)
    if coverage(rest, canonical(deciding.premise.text)) < REST_TOLD:
        return []
    finding = missing[0]
    return [replace(finding, relation=Relation.DIFFERS, detail=f"the report has '{theirs}', the claim '{ours}'")]


def _reason(
    claim: Claim, found: Retrieved, decision: Decision, findings: Sequence[Finding], settings: Settings
) -> Reason:
    if decision.label == VerdictLabel.SUPPORTED:
        return Reason.ENTAILED
    if decision.label == VerdictLabel.CONTRADICTED:
        return Reason(findings[0].kind.value) if findings else Reason.REFUTED
    if decision.leaning != decision.label and found.nearest >= settings.covered_similarity:
        return Reason.UNDECIDED
    if claim.kind != ClaimKind.FACT:
        return Reason(claim.kind.value)
    return Reason.SILENT if found.nearest >= settings.covered_similarity else Reason.NOT_COVERED


def _leading(
    claim: str, told: Sequence[Evidence], reports: Sequence[CheckedReport], decision: Decision
) -> tuple[Evidence, ...]:
    """Put the deciding passage first and, when reports disagree, the one that says the opposite second."""
    if not reports:
        return tuple(told)
    sides = [(reports[decision.deciding], decision.leaning)]
    if decision.conflicting:
        sides.append((reports[decision.opposing], OPPOSITE[decision.label]))
    sides += [(reports[number], OPPOSITE[decision.label]) for number in decision.superseded]
    sides += [(reports[number], decision.label) for number in decision.agreeing]
    leading: list[Evidence] = []
    for report, label in sides:
        core = _deciding(claim, report, label).premise.core
        stance = STANCE_OF.get(label) if decision.leaning == decision.label else None
        own = [item for item in told if item.reference_id == report.reference_id]
        shown = [item for item in own if item.passage == core] or own[:1]
        leading += [replace(item, stance=stance or item.stance) for item in shown]
    first = {item.passage for item in leading}
    return (*leading, *(item for item in told if item.passage not in first))
