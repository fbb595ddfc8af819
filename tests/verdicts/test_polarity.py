from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.datatypes import Relation
from factcheck.verdicts.checks.polarity import check_polarity

SENTENCES = st.sampled_from(
    [
        "Finance Minister Ana Ruiz said on Monday that the levy would not rise before 2027.",
        '"We never promised a refund," Harbour Master Tom Orre told the Daily Post in Tallinn.',
        "Norrland Rail sued Baltic Freight last year and won 4 million euros, but no appeal was possible.",
        "The council has not yet decided whether the old bridge will close before or after the summer.",
        "Prosecutors accused the firm of hiding losses; it denied that and said sales fell by a third.",
        "U.S. envoy Maria O'Neil may visit Kyiv in May, while the United Nations will not send anyone.",
    ]
)
GAPS = st.sampled_from(["  ", "\n", "\t ", "   "])


@given(SENTENCES)
def test_a_copied_sentence_never_differs(text: str) -> None:
    assert not any(f.relation is Relation.DIFFERS for f in check_polarity(claim=text, premise=text, published=None))


@given(SENTENCES, SENTENCES, GAPS)
def test_white_space_changes_nothing_but_the_offsets(claim: str, premise: str, gap: str) -> None:
    spaced = claim.replace(" ", gap), premise.replace(" ", gap)
    plain = check_polarity(claim=claim, premise=premise, published=None)
    wide = check_polarity(claim=spaced[0], premise=spaced[1], published=None)
    assert [(f.kind, f.relation, f.detail) for f in plain] == [(f.kind, f.relation, f.detail) for f in wide]


@given(SENTENCES, SENTENCES)
def test_spans_slice_back_to_their_text(claim: str, premise: str) -> None:
    for found in check_polarity(claim=claim, premise=premise, published=None):
        for place, text in ((found.claim_span, claim), (found.premise_span, premise)):
            assert place is None or text[place.start : place.end] == place.text


@pytest.mark.parametrize(("claim", "premise"), [("", ""), ("", "It rained."), ("It rained.", ""), ("...", "12")])
def test_texts_without_words_give_no_difference(claim: str, premise: str) -> None:
    assert not any(f.relation is Relation.DIFFERS for f in check_polarity(claim=claim, premise=premise, published=None))


def differing(claim: str, premise: str) -> list[str]:
    found = check_polarity(claim=claim, premise=premise, published=None)
    return [f.detail for f in found if f.relation is Relation.DIFFERS]


@pytest.mark.parametrize(
    ("claim", "premise", "detail"),
    [
        (
            "Iran would interfere in the talks.",
            "Iran would not interfere in the talks.",
            "the report says 'would not interfere', the claim 'would interfere'",
        ),
        (
            "Iran wouldn't interfere in the talks.",
            "Iran would interfere in the talks.",
            "the report says 'would interfere', the claim 'wouldn't interfere'",
        ),
        (
            "The union never backed the plan for the port.",
            "The union backed the plan for the port.",
            "the report says 'union backed', the claim 'union never backed'",
        ),
        (
            "The engineer has been charged with spying on the naval yard.",
            "The engineer was held for spying on the naval yard; he has not been charged.",
            "the report says 'not been charged', the claim 'charged'",
        ),
        (
            "The operator tested the valve before the launch.",
            "The operator failed to test the valve before the launch.",
            "the report says 'operator failed to test', the claim 'operator tested'",
        ),
        (
            "No dock workers were among the wounded, doctors said.",
            "Doctors said most of the wounded were dock workers.",
            "the report says 'dock', the claim 'No dock'",
        ),
    ],
)
def test_polarity_that_differs_is_told_in_both_wordings(claim: str, premise: str, detail: str) -> None:
    assert differing(claim, premise) == [detail]


@pytest.mark.parametrize(
    ("claim", "premise"),
    [
        ("It was not only the mayor who resigned in the scandal.", "The mayor resigned in the scandal."),
        ("The mill no longer makes paper.", "The mill makes no paper."),
        ("The board gave no reason for the recall.", "The board did not give any reason for the recall."),
        ("The minister rejected the plan for the port.", "The minister did not accept the plan for the port."),
        ("No more than 40 people live on the island.", "Forty people live on the island."),
        ("He denies taking bribes.", "Prosecutors say he took bribes, which he denies."),
        (
            "Well over half of the suspected cases have not been confirmed.",
            "Of 900 suspected cases, 300 have been confirmed.",
        ),
        ("The pilots cannot fly at night.", "The harvest was poor in the north."),
    ],
)
def test_what_keeps_the_fact_is_not_accused(claim: str, premise: str) -> None:
    assert differing(claim, premise) == []


NEGATED = st.sampled_from(
    [
        "The mayor said the levy would not rise before the spring.",
        "Half of the homes in the valley have not been rebuilt since the flood.",
        "The two ministers did not discuss the border when they met in Oslo.",
        "He was not arrested when he landed in the capital on Tuesday.",
        "The court has not ruled on the appeal of the miners.",
        "Most of the clinics cannot treat burns, the agency said.",
    ]
)


@given(NEGATED, st.booleans())
def test_dropping_or_adding_a_not_in_a_copied_sentence_differs(text: str, swapped: bool) -> None:  # noqa: FBT001 - drawn
    plain = text.replace("cannot", "can").replace(" not ", " ")
    claim, premise = (text, plain) if swapped else (plain, text)
    assert len(differing(claim, premise)) == 1


def test_both_denying_the_same_agrees() -> None:
    found = check_polarity(claim="It will not close the port.", premise="The port will not close soon.", published=None)
    assert [f.relation for f in found] == [Relation.AGREES]
