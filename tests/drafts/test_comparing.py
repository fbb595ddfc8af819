"""Two drafts are compared: only what changed is judged, and what that does to the verdicts is said."""

from __future__ import annotations

from dataclasses import replace

import kept
import pytest
from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex, Settings
from factcheck.datatypes import Difference, FindingKind, Span, VerdictLabel
from factcheck.drafts import compare
from factcheck.reading import article_from_text

OLD = kept.ARTICLE
REWORDED = OLD.replace("12 nurses", "15 nurses")
ADDED = f"Divers searched the wreck.\n\n{OLD}"


@pytest.fixture
def nli():
    return RuleNLI()


@pytest.fixture
def checker(nli):
    settings = Settings(n_shown=1)
    with ReferenceIndex.in_memory(kept.references(), encoder=WordEncoder(), settings=settings) as index:
        yield FactChecker(index, settings=settings, nli=nli)


def rows(comparison):
    return [(row.change.value, row.effect.value, row.judged) for row in comparison.rows]


def test_with_a_report_only_the_reworded_claim_is_judged(checker, nli) -> None:
    report = checker.check(OLD)
    judged_by_a_check = nli.n_judged
    nli.n_judged = 0
    comparison = compare(report, article_from_text(REWORDED), checker)
    assert rows(comparison) == [("reworded", "changed", True), ("same", "kept", False), ("same", "kept", False)]
    assert comparison.n_judged == 1
    assert 0 < nli.n_judged < judged_by_a_check
    first = comparison.rows[0]
    assert (first.old_outcome.label, first.new_outcome.label) == ("supported", "contradicted")
    assert first.new_outcome == checker.check(REWORDED).verdicts[0]


def test_a_kept_verdict_stands_where_the_claim_stands_now(checker) -> None:
    report = checker.check(OLD)
    span = Span(report.verdicts[0].claim.start + 4, report.verdicts[0].claim.start + 10, "clinic")
    marked = replace(report.verdicts[0], differences=(Difference(span, None, FindingKind.NAME),))
    marked = replace(marked, parts=(marked,))
    report = replace(report, verdicts=(marked, *report.verdicts[1:]))
    comparison = compare(report, article_from_text(ADDED), checker)
    assert rows(comparison)[:2] == [("added", "new", True), ("same", "kept", False)]
    kept_verdict = comparison.rows[1].new_outcome
    for verdict in (kept_verdict, *kept_verdict.parts):
        assert ADDED[verdict.claim.start : verdict.claim.end] == verdict.claim.text
        (difference,) = verdict.differences
        assert ADDED[difference.claim_span.start : difference.claim_span.end] == "clinic"
    assert kept_verdict.claim == comparison.rows[1].new
    assert (kept_verdict.label, kept_verdict.confidence) == (marked.label, marked.confidence)


def test_of_two_drafts_both_changed_sides_are_judged_and_the_rest_is_not(checker) -> None:
    comparison = compare(article_from_text(OLD), article_from_text(REWORDED), checker)
    assert rows(comparison) == [("reworded", "changed", True), ("same", "kept", False), ("same", "kept", False)]
    assert comparison.rows[0].old_outcome == checker.check(OLD).verdicts[0]
    assert comparison.rows[1].old_outcome is comparison.rows[1].new_outcome is None
    assert comparison.n_judged == 2


def test_a_removed_claim_takes_its_verdict_with_it(checker) -> None:
    shorter = OLD.partition("\n\n")[2]
    for old in (checker.check(OLD), article_from_text(OLD)):
        comparison = compare(old, article_from_text(shorter), checker)
        assert rows(comparison)[0] == ("removed", "gone", False)
        assert comparison.rows[0].old_outcome.label == "supported"
        assert comparison.rows[0].new_outcome is None


def test_the_same_draft_twice_judges_nothing(checker, nli) -> None:
    comparison = compare(article_from_text(OLD), article_from_text(OLD), checker)
    assert comparison.n_judged == nli.n_judged == 0
    assert {row.effect for row in comparison.rows} == {"kept"}


def test_a_report_on_another_index_keeps_no_verdict(checker) -> None:
    report = checker.check(OLD)
    checker.index.withdraw(report.verdicts[0].evidence[0].reference_id)
    comparison = compare(report, article_from_text(OLD), checker)
    assert "index_fingerprint" in {each.part for each in comparison.mismatches}
    assert comparison.n_judged == 3
    assert rows(comparison) == [("same", "changed", True), ("same", "same", True), ("same", "same", True)]


def test_a_claim_the_report_did_not_reach_is_judged(checker) -> None:
    report = checker.check(OLD)
    first, *others = report.verdicts
    report = replace(report, verdicts=tuple(others), not_reached=(first.claim,))
    comparison = compare(report, article_from_text(OLD), checker)
    assert rows(comparison)[0] == ("same", "changed", True)
    assert comparison.n_judged == 1


@pytest.mark.parametrize(
    ("new", "label", "brings"),
    [
        (REWORDED, VerdictLabel.CONTRADICTED, True),
        (OLD.replace("12 nurses", "12 nurses and cooks"), VerdictLabel.CONTRADICTED, False),
        (OLD.replace("12 nurses", "12 nurses and cooks"), VerdictLabel.UNVERIFIABLE, True),
        (OLD, VerdictLabel.SUPPORTED, False),
    ],
)
def test_a_change_brings_a_verdict_as_serious_as_asked(checker, new, label, brings) -> None:
    comparison = compare(checker.check(OLD), article_from_text(new), checker)
    assert any(row.brings(label) for row in comparison.rows) == brings


def test_what_was_contradicted_before_and_is_unchanged_brings_nothing(checker) -> None:
    comparison = compare(checker.check(REWORDED), article_from_text(f"{REWORDED} Nobody was hurt."), checker)
    assert comparison.rows[0].new_outcome.label == "contradicted"
    assert not any(row.brings(VerdictLabel.CONTRADICTED) for row in comparison.rows)
