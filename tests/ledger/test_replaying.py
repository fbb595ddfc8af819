"""A replay says whether the same check gives the same verdicts, and what is not the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import RuleNLI
from kept import ARTICLE

from factcheck import FactChecker, Report, Settings
from factcheck.ledger import mismatches, replay
from factcheck.ledger.replaying import differing_fields


def test_the_same_check_gives_the_same_verdicts(report, checker) -> None:
    outcome = replay(Report.from_json(report.to_json()), checker)
    assert outcome.mismatches == outcome.differing == ()
    assert outcome.n_compared == 3


def test_another_index_models_and_settings_are_named_each(report, index) -> None:
    nli = RuleNLI()
    nli.fingerprint = "e" * 64
    index.add(["Something else entirely was said."])
    outcome = replay(report, FactChecker(index, settings=Settings(n_shown=1, n_evidence=4), nli=nli))
    assert [each.part for each in outcome.mismatches] == [
        "index_fingerprint",
        "n_references",
        "n_passages",
        "nli_fingerprint",
        "settings_fingerprint",
    ]
    assert outcome.mismatches[1].then == "3"
    assert outcome.mismatches[1].now == "4"


def test_another_name_or_time_of_the_same_models_is_no_mismatch(report) -> None:
    run = report.run
    assert (
        mismatches(run, replace(run, encoder_id="a/folder", nli_id="b", checked_at="2030-01-01T00:00:00+00:00")) == []
    )
    assert [each.part for each in mismatches(run, replace(run, factcheck_version="9"))] == ["factcheck_version"]


def test_a_verdict_that_differs_is_shown_with_what_differs(report, checker, index, references) -> None:
    index.withdraw(references[0].reference_id)
    (differing,) = replay(report, checker).differing
    assert differing.then == report.verdicts[0]
    assert differing.now.label == "unverifiable"
    assert {"label", "reason", "evidence"} <= set(differing.fields)


def test_a_claim_that_is_none_any_more_or_was_none_differs(report, checker) -> None:
    first, *others = report.verdicts
    outcome = replay(replace(report, verdicts=tuple(others)), checker)
    assert [(each.then, each.now) for each in outcome.differing] == [(None, first)]


def test_claims_not_reached_before_a_deadline_are_not_compared(report, checker) -> None:
    first, *others = report.verdicts
    outcome = replay(replace(report, verdicts=tuple(others), not_reached=(first.claim,)), checker)
    assert outcome.differing == ()
    assert outcome.n_compared == 2


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"confidence": 0.25}, ("confidence",)),
        ({"explanation": "Because."}, ("explanation",)),
        ({"conflicting": True}, ("conflicting",)),
        ({"evidence": ()}, ("evidence",)),
    ],
)
def test_every_field_of_a_verdict_counts(report, change, named) -> None:
    verdict = report.verdicts[0]
    assert differing_fields(verdict, replace(verdict, **change)) == named


def test_the_last_digits_of_a_probability_do_not_count(report) -> None:
    verdict = report.verdicts[0]
    near = {label: value + 0.0004 for label, value in verdict.probabilities.items()}
    assert differing_fields(verdict, replace(verdict, probabilities=near)) == ()
    far = {label: value + 0.002 for label, value in verdict.probabilities.items()}
    assert differing_fields(verdict, replace(verdict, probabilities=far)) == ("probabilities",)


def test_the_verdicts_on_parts_count(report) -> None:
    first, second, _ = report.verdicts
    one = replace(first, parts=(first, second))
    assert differing_fields(one, replace(one, parts=(first, second))) == ()
    assert differing_fields(one, replace(one, parts=(first, replace(second, confidence=0.1)))) == ("parts",)


def test_the_articles_own_text_is_checked(report, checker) -> None:
    assert report.article.text == ARTICLE
    edited = replace(report, article=replace(report.article, text=ARTICLE.replace("12 nurses", "15 nurses")))
    assert any(each.then is not None for each in replay(edited, checker).differing)
