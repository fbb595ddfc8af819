from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.datatypes import Relation
from factcheck.verdicts.checks.roles import check_roles

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
    assert not any(f.relation is Relation.DIFFERS for f in check_roles(claim=text, premise=text, published=None))


@given(SENTENCES, SENTENCES, GAPS)
def test_white_space_changes_nothing_but_the_offsets(claim: str, premise: str, gap: str) -> None:
    spaced = claim.replace(" ", gap), premise.replace(" ", gap)
    plain = check_roles(claim=claim, premise=premise, published=None)
    wide = check_roles(claim=spaced[0], premise=spaced[1], published=None)
    assert [(f.kind, f.relation, f.detail) for f in plain] == [(f.kind, f.relation, f.detail) for f in wide]


@given(SENTENCES, SENTENCES)
def test_spans_slice_back_to_their_text(claim: str, premise: str) -> None:
    for found in check_roles(claim=claim, premise=premise, published=None):
        for place, text in ((found.claim_span, claim), (found.premise_span, premise)):
            assert place is None or text[place.start : place.end] == place.text


@pytest.mark.parametrize(("claim", "premise"), [("", ""), ("", "It rained."), ("It rained.", ""), ("...", "12")])
def test_texts_without_words_give_no_difference(claim: str, premise: str) -> None:
    assert not any(f.relation is Relation.DIFFERS for f in check_roles(claim=claim, premise=premise, published=None))


def differing(claim: str, premise: str) -> list[str]:
    found = check_roles(claim=claim, premise=premise, published=None)
    return [f.detail for f in found if f.relation is Relation.DIFFERS]


@pytest.mark.parametrize(
    ("claim", "premise", "detail"),
    [
        (
            "Spain was sued by Peru.",
            "Spain sued Peru.",
            "the report says 'Spain sued Peru', the claim 'Spain was sued by Peru'",
        ),
        (
            "Orbelux bought Northbeam in March.",
            "Northbeam bought Orbelux in March.",
            "the report says 'Northbeam bought Orbelux', the claim 'Orbelux bought Northbeam'",
        ),
        (
            "The mill in Oslo will stop while that in Bergen will be expanded.",
            "The mill in Bergen will stop while that in Oslo will be expanded.",
            "the report says 'Bergen will stop while that in Oslo', the claim 'Oslo will stop while that in Bergen'",
        ),
    ],
)
def test_roles_that_differs_is_told_in_both_wordings(claim: str, premise: str, detail: str) -> None:
    assert differing(claim, premise) == [detail]


@pytest.mark.parametrize(
    ("claim", "premise"),
    [
        ("Peru was sued by Spain.", "Spain sued Peru."),
        ("Orbelux met Northbeam in March.", "Northbeam met Orbelux in March."),
        (
            "Economist Ada Holm of Norrland Bank expects a cut.",
            "Ada Holm, an economist at Norrland Bank, expects a cut.",
        ),
        ("Spain sued Peru over the fish.", "Peru said that Spain sued Peru."),
        ("The firm sued the town.", "The town sued the firm."),
    ],
)
def test_what_keeps_the_fact_is_not_accused(claim: str, premise: str) -> None:
    assert differing(claim, premise) == []


@pytest.mark.parametrize("claim", ["Spain sued Peru in May.", "Peru was sued by Spain in May."])
def test_active_and_passive_agree(claim: str) -> None:
    found = check_roles(claim=claim, premise="Spain sued Peru over the fish in May.", published=None)
    assert [f.relation for f in found] == [Relation.AGREES]


def test_another_doer_of_the_same_to_the_same_differs() -> None:
    premise = "Liberal senator Colin Hathaway accused Drummond Reed of shifting the blame."
    claim = "Labor's Judith Marr accused Drummond Reed of shifting the blame."
    assert differing(claim, premise) == [
        "the report says 'Colin Hathaway accused Drummond Reed', the claim 'Judith Marr accused Drummond Reed'"
    ]
