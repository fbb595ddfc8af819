"""Smooth words that change a fact, on the embedded models: a figure that does not follow, two things exchanged."""

from __future__ import annotations

import pytest

from factcheck import FactChecker
from factcheck.datatypes import FindingKind, VerdictLabel
from factcheck.index import ReferenceIndex

HARVEST = (
    "ASTANA, Sept 4 - Kazakhstan's farm ministry cut its harvest forecast on Thursday after a dry summer. The ministry "
    "now expects a wheat crop of 12.4 million tonnes, down from an estimate of {} million in May. Exports will be "
    "limited until March, Deputy Minister Aidar Seitov told reporters."
)
VERDICT = (
    "A jury found on Friday that former treasurer Olena Brandt had been careless rather than dishonest in signing the "
    "loan papers, and cleared her of fraud."
)
TRAVELS = (
    "The minister is due to fly to Merrow on Friday before briefing the Security Council by video link on March 19."
)


def verdict(report: str, claim: str):
    (found,) = FactChecker(ReferenceIndex.in_memory([report])).check_claims([claim])
    return found


def test_a_difference_is_supported_only_when_it_follows() -> None:
    claim = "The wheat crop is now expected to be 3.4 million tonnes smaller than was thought in May."
    assert verdict(HARVEST.format("15.8"), claim).label is VerdictLabel.SUPPORTED
    assert verdict(HARVEST.format("16.8"), claim).label is not VerdictLabel.SUPPORTED


@pytest.mark.parametrize(
    ("report", "claim"),
    [
        (VERDICT, "The jury found that Brandt had been dishonest rather than careless in signing the loan papers."),
        (TRAVELS, "The minister is due to brief the Security Council by video link before flying to Merrow on Friday."),
    ],
)
def test_two_things_that_changed_places_are_contradicted(report: str, claim: str) -> None:
    found = verdict(report, claim)
    assert found.label is VerdictLabel.CONTRADICTED
    assert found.reason.value == FindingKind.COMPARISON.value
    assert found.explanation.startswith("The report says '")


def test_the_same_order_stays_supported() -> None:
    claim = "The jury found that Brandt had been careless rather than dishonest in signing the loan papers."
    assert verdict(VERDICT, claim).label is VerdictLabel.SUPPORTED
