"""Judges what changed from one draft to the next, and says which verdicts are others now, new or gone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from factcheck.checker import SERIOUSNESS
from factcheck.claims import extract_claims
from factcheck.datatypes import Article, Claim, Difference, Failure, Span, Verdict
from factcheck.drafts.aligning import Aligned, Change, align
from factcheck.ledger import mismatches
from factcheck.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from factcheck.checker import FactChecker
    from factcheck.datatypes import VerdictLabel
    from factcheck.ledger import Mismatch

    Outcomes = dict[int, Verdict | Failure]


class Effect(StrEnum):
    """What the change of a claim does to its verdict."""

    KEPT = "kept"  # the claim is unchanged and was not judged anew
    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A claim in two drafts with its outcomes.

    An outcome is None where a draft has no such claim, or where an unchanged claim was judged in neither. `judged`
    tells that the later draft's claim was judged now.
    """

    change: Change
    old: Claim | None
    new: Claim | None
    old_outcome: Verdict | Failure | None
    new_outcome: Verdict | Failure | None
    judged: bool

    @property
    def effect(self) -> Effect:
        """Say what became of the verdict."""
        if self.new is None:
            return Effect.GONE
        if self.old is None:
            return Effect.NEW
        if not self.judged:
            return Effect.KEPT
        return Effect.SAME if _label(self.old_outcome) == _label(self.new_outcome) else Effect.CHANGED

    def brings(self, label: VerdictLabel) -> bool:
        """Tell whether the change of a draft makes a claim this label, or a more serious one, or leaves it unchecked.

        A claim that is unchanged and has the verdict it had brings nothing.
        """
        if not self.judged or (self.effect == Effect.SAME and self.change in {Change.SAME, Change.MOVED}):
            return False
        outcome = self.new_outcome
        return not isinstance(outcome, Verdict) or SERIOUSNESS.index(outcome.label) >= SERIOUSNESS.index(label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What became of every claim, in the order of the later draft.

    `mismatches` names what the earlier report was made with that is not the same now: then all claims are judged anew.
    `n_judged` counts the claims judged now, those of an earlier draft among them.
    """

    rows: tuple[Compared, ...]
    mismatches: tuple[Mismatch, ...]
    n_judged: int


def compare(
    old: Report | Article,
    new: Article,
    checker: FactChecker,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Compare two drafts; only claims that were reworded, added or removed are judged.

    With a report in place of the earlier draft its verdicts are the earlier ones, and an unchanged claim keeps its
    verdict, unless index, models or settings are not those of the report.

    Args:
        old: the earlier draft, or the report on it.
        new: the later draft.
        checker: judges, both drafts against the same index.
        progress: called with the number of claims done and of those to judge, for each draft.

    Raises:
        EmptyDocumentError: a draft has no text.
        IndexStoreError: the index cannot be used.
        ModelError: a model could not be loaded.
    """
    old_claims = _claims_of(old) if isinstance(old, Report) else extract_claims(old)
    new_claims = extract_claims(new)
    aligned = align(old_claims, new_claims)
    changed = mismatches(old.run, checker.manifest()) if isinstance(old, Report) else []
    if isinstance(old, Report):
        before: Outcomes = {outcome.claim.number: outcome for outcome in old.outcomes}
        n_before = 0
    else:
        reworded = {a.old.number for a in aligned if a.old and not a.unchanged}
        before = _judge(checker, old_claims, reworded, old.published, progress)
        n_before = len(before)
    wanted = {a.new.number for a in aligned if a.new and _judged_anew(a, before, old, anyway=bool(changed))}
    after = _judge(checker, new_claims, wanted, new.published, progress)
    return Comparison(
        rows=tuple(_compared(each, before, after) for each in aligned),
        mismatches=tuple(changed),
        n_judged=n_before + len(after),
    )


def _claims_of(report: Report) -> list[Claim]:
    claims = [*(outcome.claim for outcome in report.outcomes), *report.not_reached]
    return sorted(claims, key=lambda claim: claim.number)


def _judge(
    checker: FactChecker,
    claims: Sequence[Claim],
    numbers: set[int],
    written: str | None,
    progress: Callable[[int, int], None] | None,
) -> Outcomes:
    outcomes = checker.recheck(claims, numbers, written=written, progress=progress)
    return {outcome.claim.number: outcome for outcome in outcomes}


def _judged_anew(aligned: Aligned, before: Outcomes, old: Report | Article, *, anyway: bool) -> bool:
    """Tell whether the later draft's claim must be judged: it changed, or an earlier report has no verdict to keep."""
    if not aligned.unchanged or aligned.old is None or anyway:
        return True
    return isinstance(old, Report) and not isinstance(before.get(aligned.old.number), Verdict)


def _compared(aligned: Aligned, before: Outcomes, after: Outcomes) -> Compared:
    old_outcome = before.get(aligned.old.number) if aligned.old else None
    new_outcome = after.get(aligned.new.number) if aligned.new else None
    judged = new_outcome is not None
    if aligned.new and new_outcome is None and isinstance(old_outcome, Verdict):
        new_outcome = _moved_to(old_outcome, aligned.new)
    return Compared(
        change=aligned.change,
        old=aligned.old,
        new=aligned.new,
        old_outcome=old_outcome,
        new_outcome=new_outcome,
        judged=judged,
    )


def _moved_to(verdict: Verdict, claim: Claim) -> Verdict:
    """Give the verdict on a claim that stands elsewhere in another draft, in the same words."""
    by = claim.start - verdict.claim.start
    differences = tuple(
        Difference(each.claim_span and _moved(each.claim_span, by), each.reference_span, each.kind)
        for each in verdict.differences
    )
    parts = tuple(
        _moved_to(part, replace(part.claim, number=claim.number, start=part.claim.start + by, end=part.claim.end + by))
        for part in verdict.parts
    )
    return replace(verdict, claim=claim, differences=differences, parts=parts)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by, span.text)


def _label(outcome: Verdict | Failure | None) -> str:
    return outcome.label.value if isinstance(outcome, Verdict) else "failed" if outcome else "not checked"
