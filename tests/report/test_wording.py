from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from factcheck.datatypes import Article, Reason, Stance, VerdictLabel
from factcheck.report.wording import (
    best_evidence,
    byline,
    citation,
    confidence_words,
    deciding_evidence,
    heading,
    reference_spans,
    skipped_words,
    summary,
)

if TYPE_CHECKING:
    from factcheck.report import Report


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "virtually certain, 100% sure"),
        (0.9999, "virtually certain, over 99% sure"),
        (0.99, "virtually certain, 99% sure"),
        (0.9, "very likely, 90% sure"),
        (0.66, "likely, 66% sure"),
        (0.5, "more likely than not, 50% sure"),
        (0.4999, "uncertain, 50% sure"),
        (0.0, "uncertain, 0% sure"),
    ],
)
def test_confidence_is_said_as_a_word_and_a_percentage(confidence: float, words: str) -> None:
    assert confidence_words(confidence) == words


def test_one_is_singular() -> None:
    assert summary({"supported": 1, "failed": 0}) == "1 claim: 1 supported, 0 failed"
    assert skipped_words(0) == "0 sentences skipped: not claims"


def test_nothing_is_said_of_what_is_unknown(harbour: Report) -> None:
    assert byline(Article(text="")) == ""
    assert citation(harbour.verdicts[0].evidence[1]) == "Reference port-2, characters 0 to 27"


def test_where_reports_disagree_one_of_each_side_is_shown(harbour: Report) -> None:
    against, pro = harbour.verdicts[0].evidence
    silent = replace(pro, stance=Stance.SILENT)
    verdict = replace(harbour.verdicts[0], evidence=(against, against, silent, pro, pro))

    assert deciding_evidence(verdict) == (against, pro)
    assert deciding_evidence(replace(verdict, conflicting=False)) == (against,)
    assert deciding_evidence(replace(verdict, evidence=())) == ()


def test_differences_belong_to_the_deciding_reference_only(harbour: Report) -> None:
    verdict = harbour.verdicts[0]
    assert [span.text for span in reference_spans(verdict, verdict.evidence[0])] == ["not"]
    assert list(reference_spans(verdict, verdict.evidence[1])) == []


def test_the_deciding_passage_is_the_best_of_its_stance_and_else_the_clearest_one(harbour: Report) -> None:
    against, pro = harbour.verdicts[0].evidence
    clearer = replace(against, probabilities={"contradiction": 0.99})
    fainter = replace(against, probabilities={"contradiction": 0.6})

    verdict = replace(harbour.verdicts[0], evidence=(against, clearer))
    assert best_evidence(verdict, Stance.CONTRADICTS) is against
    assert best_evidence(replace(verdict, evidence=(pro, fainter, clearer)), Stance.CONTRADICTS) is clearer
    assert best_evidence(verdict, Stance.SUPPORTS) is None


def test_a_passage_of_a_decided_claim_stands_under_what_it_says(harbour: Report) -> None:
    contradicted = harbour.verdicts[0]
    supported = replace(contradicted, label=VerdictLabel.SUPPORTED, reason=Reason.ENTAILED)
    for verdict in (contradicted, supported):
        assert [heading(verdict, evidence) for evidence in verdict.evidence] == ["Contradicted by", "Supported by"]


@pytest.mark.parametrize("reason", [Reason.UNDECIDED, Reason.SILENT, Reason.OPINION])
@pytest.mark.parametrize("stance", Stance)
def test_no_passage_of_an_undecided_claim_stands_under_a_verdict(
    harbour: Report, reason: Reason, stance: Stance
) -> None:
    verdict = replace(harbour.verdicts[0], label=VerdictLabel.UNVERIFIABLE, reason=reason, conflicting=False)
    assert heading(verdict, replace(verdict.evidence[0], stance=stance)) == "Closest"


def test_what_reports_say_and_the_policy_finds_too_little_is_still_said(harbour: Report) -> None:
    refused = replace(harbour.verdicts[0], label=VerdictLabel.UNVERIFIABLE, reason=Reason.POLICY)
    assert [heading(refused, evidence) for evidence in refused.evidence] == ["Contradicted by", "Supported by"]
