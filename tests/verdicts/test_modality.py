from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.datatypes import Relation
from factcheck.verdicts.checks.modality import check_modality

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
    assert not any(f.relation is Relation.DIFFERS for f in check_modality(claim=text, premise=text, published=None))


@given(SENTENCES, SENTENCES, GAPS)
def test_white_space_changes_nothing_but_the_offsets(claim: str, premise: str, gap: str) -> None:
    spaced = claim.replace(" ", gap), premise.replace(" ", gap)
    plain = check_modality(claim=claim, premise=premise, published=None)
    wide = check_modality(claim=spaced[0], premise=spaced[1], published=None)
    assert [(f.kind, f.relation, f.detail) for f in plain] == [(f.kind, f.relation, f.detail) for f in wide]


@given(SENTENCES, SENTENCES)
def test_spans_slice_back_to_their_text(claim: str, premise: str) -> None:
    for found in check_modality(claim=claim, premise=premise, published=None):
        for place, text in ((found.claim_span, claim), (found.premise_span, premise)):
            assert place is None or text[place.start : place.end] == place.text


@pytest.mark.parametrize(("claim", "premise"), [("", ""), ("", "It rained."), ("It rained.", ""), ("...", "12")])
def test_texts_without_words_give_no_difference(claim: str, premise: str) -> None:
    assert not any(f.relation is Relation.DIFFERS for f in check_modality(claim=claim, premise=premise, published=None))


def differing(claim: str, premise: str) -> list[str]:
    found = check_modality(claim=claim, premise=premise, published=None)
    return [f.detail for f in found if f.relation is Relation.DIFFERS]


@pytest.mark.parametrize(
    ("claim", "premise", "detail"),
    [
        (
            "The city has built a bridge over the river.",
            "The city will build a bridge over the river.",
            "the report says 'will build', the claim 'has built'",
        ),
        (
            "The bank decided to sell its branches in Peru.",
            "The bank may decide to sell its branches in Peru.",
            "the report says 'may decide', the claim 'decided'",
        ),
        (
            "The school has used the money to repair its roof.",
            "The school plans to use the money to repair its roof.",
            "the report says 'plans to use', the claim 'has used'",
        ),
        (
            "The airline will cut flights to Malta in winter.",
            "The airline might cut flights to Malta in winter.",
            "the report says 'might cut', the claim 'will cut'",
        ),
        (
            "A court convicted the trader of forging invoices.",
            "Prosecutors accused the trader of forging invoices.",
            "the report says 'accused', the claim 'convicted'",
        ),
        (
            "Parliament adopted a tax on sugary drinks.",
            "The government proposed a tax on sugary drinks in parliament.",
            "the report says 'proposed', the claim 'adopted'",
        ),
    ],
)
def test_modality_that_differs_is_told_in_both_wordings(claim: str, premise: str, detail: str) -> None:
    assert differing(claim, premise) == [detail]


@pytest.mark.parametrize(
    ("claim", "premise"),
    [
        ("The city is to build a bridge over the river.", "The city will build a bridge over the river."),
        ("The firm said it would cut flights to Malta.", "The firm will cut flights to Malta."),
        ("The trader was accused of forging invoices.", "A court convicted the trader, accused of forging invoices."),
        ("The city built a bridge over the river.", "The city has built a bridge over the river."),
        ("If the bill passes, the city will build a bridge.", "The city built a bridge in 1930 when the bill passed."),
        ("Most homes have yet to be rebuilt in the valley.", "Some homes in the valley have been rebuilt."),
    ],
)
def test_what_keeps_the_fact_is_not_accused(claim: str, premise: str) -> None:
    assert differing(claim, premise) == []
