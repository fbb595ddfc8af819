"""Contradictions: both directions, both sentences, nothing that two speakers may disagree about."""

import pytest
from fakes import RuleNLI, WordEncoder

from factcheck.claims import extract_claims
from factcheck.datatypes import Article
from factcheck.index import ReferenceIndex
from factcheck.lint import FaultKind
from factcheck.lint.contradictions import MOST_COMPARED, Contradictions
from factcheck.lint.speakers import other_speaker
from factcheck.settings import Settings

ONE = "The ferry Astrid sank off Karsk on Monday. The ship was insured for ten years. Fishing boats rescued the crew."
DENIED = "The ferry Astrid sank off Karsk on Monday. The ship was not insured for ten years. The crew is safe."
AGREEING = "The ferry Astrid sank off Karsk on Monday. The ship was insured for ten years. Its crew is safe."


def faults_between(one, two, nli=None):
    with ReferenceIndex.in_memory([one, two], encoder=WordEncoder(), settings=Settings()) as index:
        return list(Contradictions(index, nli or RuleNLI(), Settings()).between(one, two))


def test_a_denied_sentence_is_told_with_both_places(report) -> None:
    one, two = report(ONE), report(DENIED)
    (fault,) = faults_between(one, two)
    assert fault.kind is FaultKind.CONTRADICTION
    assert fault.reference_ids == (one.reference_id, two.reference_id)
    assert [place.span.text for place in fault.places] == [
        "The ship was insured for ten years.",
        "The ship was not insured for ten years.",
    ]
    for place in fault.places:
        assert place.reference.text[place.span.start : place.span.end] == place.span.text
    assert 0.5 < fault.confidence < 1
    assert fault.explanation == "Two reports of one event contradict each other in whether it is so."


def test_reports_that_agree_have_no_fault(report) -> None:
    assert faults_between(report(ONE), report(AGREEING)) == []


def test_a_report_that_says_both_does_not_contradict(report) -> None:
    both = report(f"{DENIED} {ONE}")
    assert faults_between(report(AGREEING), both) == []


def test_the_newer_report_is_named(report) -> None:
    (fault,) = faults_between(report(ONE), report(DENIED, published="2024-05-15"))
    assert "The newer is of 2024-05-15." in fault.explanation
    (fault,) = faults_between(report(ONE), report(DENIED))
    assert "newer" not in fault.explanation


def test_the_order_of_two_reports_changes_no_fault(report) -> None:
    one, two = report(ONE), report(DENIED)
    there, back = faults_between(one, two), faults_between(two, one)
    assert [(fault.confidence, set(fault.places)) for fault in there] == [
        (fault.confidence, set(fault.places)) for fault in back
    ]


def test_no_more_pairs_are_judged_than_allowed(report) -> None:
    one = report(" ".join(f"The ferry Astrid carried {number} cars to Karsk on Monday." for number in range(40)))
    two = report(" ".join(f"The ferry Astrid carried {number} cars to Karsk on Monday." for number in range(50, 90)))
    nli = RuleNLI()
    with ReferenceIndex.in_memory([one, two], encoder=WordEncoder(), settings=Settings()) as index:
        compared = Contradictions(index, nli, Settings())
        rivals = compared._rivals(compared._read(one), compared._read(two))
    assert len(rivals) <= MOST_COMPARED
    assert 0 < nli.n_judged <= 2 * MOST_COMPARED


@pytest.mark.parametrize(
    ("one", "two", "others"),
    [
        ("The union said that the ship was old.", "The owner said that the ship was new.", True),
        ("The owner said that the ship was old.", "The ship's owner said that it was new.", False),
        ("The owner said that the ship was old.", "He said that the ship was new.", False),
        ("The owner said that the ship was old.", "The ship was new.", False),
    ],
)
def test_two_speakers_may_disagree_without_their_reports_doing_so(one, two, others) -> None:
    ((claim,), (other,)) = (extract_claims(Article(text=text)) for text in (one, two))
    assert other_speaker(claim, other) == others


def test_what_two_speakers_say_is_not_compared(report) -> None:
    one = report("The ferry Astrid sank. The union said to the owner that the ship was insured.")
    same = report("The ferry Astrid sank. The union said to the owner that the ship was not insured.")
    other = report("The ferry Astrid sank. The owner said to the union that the ship was not insured.")
    assert len(faults_between(one, same)) == 1
    assert faults_between(one, other) == []
