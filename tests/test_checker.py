"""The checker: spans, failures that stay visible, many articles at once."""

import pytest
from fakes import RuleNLI, WordEncoder

from factcheck import FactChecker, ReferenceIndex, Settings, check
from factcheck.errors import EmptyDocumentError, InputError, ModelError

REPORT = (
    "Iraq will not allow any threat to Iran. The minister visited Baghdad on Sunday. "
    "The clinic hired 12 nurses in March. Most of the detainees were released."
)
ARTICLE = "The clinic hired 12 nurses in March. Iraq will allow any threat to Iran.\n\nSubscribe"


class FailingNLI(RuleNLI):
    """Fails on every pair that speaks of nurses."""

    def judge(self, pairs):
        if any("nurses" in pair.hypothesis for pair in pairs):
            raise ModelError("The model failed on purpose; nothing to do.")
        return super().judge(pairs)


@pytest.fixture
def index():
    with ReferenceIndex.in_memory([REPORT], encoder=WordEncoder(), settings=Settings()) as opened:
        yield opened


def test_spans_slice_back_to_the_callers_text(index) -> None:
    report = FactChecker(index, nli=RuleNLI()).check(ARTICLE)
    assert len(report.verdicts) == 2
    for verdict in report.verdicts:
        assert ARTICLE[verdict.claim.start : verdict.claim.end] == verdict.claim.text
        for difference in verdict.differences:
            if difference.claim_span:
                span = difference.claim_span
                assert ARTICLE[span.start : span.end] == span.text
            if difference.reference_span:
                span = difference.reference_span
                assert REPORT[span.start : span.end] == span.text
        first = verdict.evidence[0]
        assert REPORT[first.start : first.end] == first.passage.text
        assert sum(verdict.probabilities.values()) == pytest.approx(1.0, abs=1e-9)
        assert verdict.confidence == verdict.probabilities[verdict.label]


def test_what_is_no_claim_is_said(index) -> None:
    report = FactChecker(index, nli=RuleNLI()).check(ARTICLE)
    assert [skipped.text for skipped in report.skipped] == ["Subscribe"]


def test_a_claim_that_fails_costs_only_itself(index) -> None:
    report = FactChecker(index, nli=FailingNLI()).check(ARTICLE)
    assert [failure.error for failure in report.failures] == ["ModelError"]
    assert "nurses" in report.failures[0].claim.text
    assert len(report.verdicts) == 1


def test_many_articles_give_the_same_as_one_by_one(index) -> None:
    checker = FactChecker(index, nli=RuleNLI())
    articles = [ARTICLE, "The minister visited Baghdad on Sunday.", ARTICLE]
    together = [report.verdicts for report in checker.check_many(iter(articles))]
    assert together == [checker.check(article).verdicts for article in articles]


def test_claims_are_checked_as_they_are(index) -> None:
    verdicts = FactChecker(index, nli=RuleNLI()).check_claims(["The minister visited Baghdad on Sunday.", "Why?"])
    assert [verdict.claim.text for verdict in verdicts] == ["The minister visited Baghdad on Sunday.", "Why?"]


def test_an_empty_claim_is_refused(index) -> None:
    with pytest.raises(InputError, match="claim 1"):
        FactChecker(index, nli=RuleNLI()).check_claims([" "])


def test_an_empty_article_is_refused(index) -> None:
    with pytest.raises(EmptyDocumentError):
        FactChecker(index, nli=RuleNLI()).check("  \n")


@pytest.mark.parametrize("given", [{}, {"index": "somewhere", "references": ["text"]}])
def test_either_an_index_or_references(given) -> None:
    with pytest.raises(InputError, match="either"):
        check("A claim stands here.", **given)
