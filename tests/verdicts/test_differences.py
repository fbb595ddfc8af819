from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.datatypes import Finding, FindingKind, Relation, Span
from factcheck.verdicts.checks.polarity import check_polarity
from factcheck.verdicts.differences import word_differences

WORDS = st.sampled_from(
    ["the", "harbour", "board", "sold", "three", "old", "ferries", "to", "a", "Maltese", "bidder", "and", "not"]
)


def finding(relation: Relation, start: int) -> Finding:
    text = Span(start, start + 3, "abc")
    return Finding(kind=FindingKind.NUMBER, relation=relation, claim_span=text, premise_span=text, detail="")


def test_findings_that_differ_are_given_in_order_of_the_claim_and_once() -> None:
    findings = [finding(Relation.DIFFERS, 9), finding(Relation.AGREES, 4), finding(Relation.DIFFERS, 1)]
    assert [mine.start for mine, _, _ in word_differences(claim="x", premise="y", findings=findings * 2) if mine] == [
        1,
        9,
    ]


@pytest.mark.parametrize(
    ("claim", "premise", "expected"),
    [
        (
            "The harbour board sold two ferries to a Maltese bidder.",
            "The harbour board sold two ferries to a Spanish bidder.",
            [("Maltese", "Spanish")],
        ),
        (
            "The board will sell the harbour ferries.",
            "The board will not sell the harbour ferries.",
            [(None, "not")],
        ),
        (
            "The board quickly sold the harbour ferries.",
            "The board sold the harbour ferries.",
            [("quickly", None)],
        ),
        (
            "The Iraqi premier al-Kadhimi praised the board.",
            "The premier Kadhimi praised the board.",
            [("Iraqi", None), ("al-Kadhimi", None)],
        ),
        ("The board sold the ferries.", "The board sold its ferries after a long debate in the town hall.", []),
        ("A cat slept on the warm roof.", "Parliament approved the budget.", []),
        ("", "Parliament approved the budget.", []),
    ],
)
def test_words_on_one_side_only_are_marked_when_no_check_differs(
    claim: str, premise: str, expected: list[tuple[str | None, str | None]]
) -> None:
    found = word_differences(claim=claim, premise=premise, findings=[])
    assert [(mine and mine.text, other and other.text) for mine, other, _ in found] == expected
    assert all(kind is FindingKind.WORDING for _, _, kind in found)


def test_the_kind_of_the_check_is_kept() -> None:
    claim, premise = "Iran would interfere in the talks.", "Iran would not interfere in the talks."
    findings = check_polarity(claim=claim, premise=premise, published=None)
    assert [kind for _, _, kind in word_differences(claim=claim, premise=premise, findings=findings)] == ["polarity"]


@given(st.lists(WORDS, max_size=12), st.lists(WORDS, max_size=12))
def test_spans_slice_back_to_their_text(claim_words: list[str], premise_words: list[str]) -> None:
    claim, premise = "  ".join(claim_words), " ".join(premise_words)
    for mine, other, _ in word_differences(claim=claim, premise=premise, findings=[]):
        assert mine is None or claim[mine.start : mine.end] == mine.text
        assert other is None or premise[other.start : other.end] == other.text
        assert mine is not None or other is not None


@given(st.lists(WORDS, max_size=12))
def test_a_copy_has_no_differences(words: list[str]) -> None:
    text = " ".join(words)
    assert word_differences(claim=text, premise=text, findings=[]) == []
