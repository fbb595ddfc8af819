from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.datatypes import Relation
from factcheck.verdicts.checks.comparison import check_comparison

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
    assert not any(f.relation is Relation.DIFFERS for f in check_comparison(claim=text, premise=text, published=None))


@given(SENTENCES, SENTENCES, GAPS)
def test_white_space_changes_nothing_but_the_offsets(claim: str, premise: str, gap: str) -> None:
    spaced = claim.replace(" ", gap), premise.replace(" ", gap)
    plain = check_comparison(claim=claim, premise=premise, published=None)
    wide = check_comparison(claim=spaced[0], premise=spaced[1], published=None)
    assert [(f.kind, f.relation, f.detail) for f in plain] == [(f.kind, f.relation, f.detail) for f in wide]


@given(SENTENCES, SENTENCES)
def test_spans_slice_back_to_their_text(claim: str, premise: str) -> None:
    for found in check_comparison(claim=claim, premise=premise, published=None):
        for place, text in ((found.claim_span, claim), (found.premise_span, premise)):
            assert place is None or text[place.start : place.end] == place.text


@pytest.mark.parametrize(("claim", "premise"), [("", ""), ("", "It rained."), ("It rained.", ""), ("...", "12")])
def test_texts_without_words_give_no_difference(claim: str, premise: str) -> None:
    assert not any(
        f.relation is Relation.DIFFERS for f in check_comparison(claim=claim, premise=premise, published=None)
    )


def differing(claim: str, premise: str) -> list[str]:
    found = check_comparison(claim=claim, premise=premise, published=None)
    return [f.detail for f in found if f.relation is Relation.DIFFERS]


@pytest.mark.parametrize(
    ("claim", "premise", "detail"),
    [
        (
            "Coffee exports rose by 4 percent.",
            "Coffee exports fell by 4 percent.",
            "the report says 'fell', the claim 'rose'",
        ),
        (
            "The port will close after the elections in June.",
            "The port will close before the elections in June.",
            "the report says 'before', the claim 'after'",
        ),
        (
            "Nurses voted to reject the pay offer.",
            "Nurses voted to accept the pay offer.",
            "the report says 'accept', the claim 'reject'",
        ),
        (
            "The union's leader praised the deal with the ministry.",
            "The union's leader, Ada Holm, criticised the deal with the ministry.",
            "the report says 'criticised', the claim 'praised'",
        ),
        (
            "Turnout was four points higher than in 2020.",
            "Turnout was four points lower than in 2020.",
            "the report says 'lower', the claim 'higher'",
        ),
        (
            "The tunnel opened to traffic on Friday.",
            "The tunnel was closed to traffic on Friday.",
            "the report says 'closed', the claim 'opened'",
        ),
    ],
)
def test_comparison_that_differs_is_told_in_both_wordings(claim: str, premise: str, detail: str) -> None:
    assert differing(claim, premise) == [detail]


@pytest.mark.parametrize(
    ("claim", "premise"),
    [
        ("Coffee exports climbed by 4 percent.", "Coffee exports rose by 4 percent."),
        ("Nurses did not accept the pay offer.", "Nurses voted to reject the pay offer."),
        ("More than 40 people were hurt in the fire.", "Less than 50 people were hurt in the fire."),
        ("He visited North Korea in May.", "He visited South Korea in May."),
        ("The new cable has twice the capacity of the old cable.", "It replaced an old cable of half its capacity."),
        ("Wheat prices rose while barley prices fell.", "Barley prices fell while wheat prices rose."),
    ],
)
def test_what_keeps_the_fact_is_not_accused(claim: str, premise: str) -> None:
    assert differing(claim, premise) == []


@pytest.mark.parametrize(
    ("claim", "premise", "detail"),
    [
        (
            "The number of voters has slipped by some 90,000 since the last ballot.",
            "Some 1.46 million people are registered, about 90,000 more than at the last ballot.",
            "the report says 'more', the claim 'slipped'",
        ),
        (
            "The group's head rejected suggestions that it could break up this year.",
            "The group's head accepted suggestions that it could break up this year.",
            "the report says 'accepted', the claim 'rejected'",
        ),
        (
            "Many refused to leave home before the storm.",
            "Many agreed to leave home before the storm.",
            "the report says 'agreed', the claim 'refused'",
        ),
    ],
)
def test_an_opposite_in_the_same_place_or_at_the_same_number_differs(claim, premise, detail) -> None:
    assert differing(claim, premise) == [detail]


@pytest.mark.parametrize(
    ("claim", "premise"),
    [
        (
            "Not one of the amendments tabled by the Liberals was adopted.",
            "The Liberals had tabled 212 amendments and seen every one of the amendments rejected.",
        ),
        ("Sales rose to more than 400 cars.", "Sales fell to 300 cars in May and rose to 412 cars in June."),
    ],
)
def test_a_denied_opposite_says_the_same(claim, premise) -> None:
    assert differing(claim, premise) == []
