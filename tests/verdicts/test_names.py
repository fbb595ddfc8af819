from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.datatypes import Relation
from factcheck.verdicts.checks.names import check_names

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
    assert not any(f.relation is Relation.DIFFERS for f in check_names(claim=text, premise=text, published=None))


@given(SENTENCES, SENTENCES, GAPS)
def test_white_space_changes_nothing_but_the_offsets(claim: str, premise: str, gap: str) -> None:
    spaced = claim.replace(" ", gap), premise.replace(" ", gap)
    plain = check_names(claim=claim, premise=premise, published=None)
    wide = check_names(claim=spaced[0], premise=spaced[1], published=None)
    assert [(f.kind, f.relation, f.detail) for f in plain] == [(f.kind, f.relation, f.detail) for f in wide]


@given(SENTENCES, SENTENCES)
def test_spans_slice_back_to_their_text(claim: str, premise: str) -> None:
    for found in check_names(claim=claim, premise=premise, published=None):
        for place, text in ((found.claim_span, claim), (found.premise_span, premise)):
            assert place is None or text[place.start : place.end] == place.text


@pytest.mark.parametrize(("claim", "premise"), [("", ""), ("", "It rained."), ("It rained.", ""), ("...", "12")])
def test_texts_without_words_give_no_difference(claim: str, premise: str) -> None:
    assert not any(f.relation is Relation.DIFFERS for f in check_names(claim=claim, premise=premise, published=None))


def differing(claim: str, premise: str) -> list[str]:
    found = check_names(claim=claim, premise=premise, published=None)
    return [f.detail for f in found if f.relation is Relation.DIFFERS]


@pytest.mark.parametrize(
    ("claim", "premise", "detail"),
    [
        (
            "Finance Minister Ana Ruiz resigned.",
            "Finance Minister Eva Ruiz resigned.",
            "the report says 'Eva Ruiz', the claim 'Ana Ruiz'",
        ),
        (
            "Prime Minister Olof Berg opened the dam in Tirana.",
            "Prime Minister Erik Lund opened the dam in Tirana.",
            "the report says 'Erik Lund', the claim 'Olof Berg'",
        ),
        (
            "The tanker was taken to the port of Jask.",
            "The tanker was taken to the port of Bandar.",
            "the report says 'Bandar', the claim 'Jask'",
        ),
        (
            "Estonia suspended imports of Polish pork on Wednesday.",
            "Japan suspended imports of Polish pork on Wednesday.",
            "the report says 'Japan', the claim 'Estonia'",
        ),
        (
            "The pistol seemed to have been stolen in Peru.",
            "The pistol appeared to have been stolen in Bolivia, police said.",
            "the report says 'Bolivia', the claim 'Peru'",
        ),
    ],
)
def test_names_that_differs_is_told_in_both_wordings(claim: str, premise: str, detail: str) -> None:
    assert differing(claim, premise) == [detail]


@pytest.mark.parametrize(
    ("claim", "premise"),
    [
        ("Mr Rohani visited Bagdad on Sunday.", "Hassan Rouhani visited Baghdad on Sunday."),
        ("The United States praised the deal.", "Washington praised the deal."),
        ("The U.S. praised the deal.", "American officials praised the deal."),
        ("Iraqi troops left the base.", "Troops of Iraq left the base."),
        ("The PMF left the base on Sunday.", "The People's Mobilization Forces left the base on Sunday."),
        ("Ruiz resigned on Monday.", "Finance Minister Ana Ruiz resigned on Monday."),
        ("The German laboratory confirmed the finding.", "The Austrian firm disputes what the laboratory confirmed."),
        ("The Northern Bank cut jobs in Oslo.", "The Southern Bank hired staff in Rome."),
    ],
)
def test_what_keeps_the_fact_is_not_accused(claim: str, premise: str) -> None:
    assert differing(claim, premise) == []


@pytest.mark.parametrize(
    ("claim", "premise"),
    [
        ("Mr Rohani left.", "Hassan Rouhani left."),
        ("The visit pleased Baghdad.", "The visit pleased Iraq."),
        ("Then the EU agreed.", "Then the European Union agreed."),
        ("The PMF agreed.", "The People's Mobilization Forces agreed."),
    ],
)
def test_another_form_of_a_name_agrees(claim: str, premise: str) -> None:
    found = check_names(claim=claim, premise=premise, published=None)
    assert [f.relation for f in found] == [Relation.AGREES]


def test_a_name_without_counterpart_is_missing() -> None:
    (found,) = check_names(claim="The levy was backed by Ada Holm.", premise="Rain fell in the hills.", published=None)
    assert (found.relation, found.claim_span and found.claim_span.text) == (Relation.MISSING, "Ada Holm")
    assert found.premise_span is None


@pytest.mark.parametrize(
    ("claim", "premise", "detail"),
    [
        (
            "Its leader, Mohale Thabo, said the boycott was aimed at the government.",
            "King Mohale Thabo spoke first. Its leader, Kagiso Molefhe, said the boycott was aimed at the government.",
            "the report says 'Kagiso Molefhe', the claim 'Mohale Thabo'",
        ),
        (
            "The Asian Development Bank paid for the preparatory studies in May.",
            "The African Investment Bank paid for the preparatory studies in May.",
            "the report says 'African Investment Bank', the claim 'Asian Development Bank'",
        ),
    ],
)
def test_a_name_in_the_place_of_another_differs_even_if_the_report_has_both(claim, premise, detail) -> None:
    assert differing(claim, premise) == [detail]


def test_a_missing_name_shows_the_name_that_may_stand_for_it() -> None:
    claim = "The general is to be buried with military honours in Temerin on Saturday."
    premise = "Reyk is to be buried with military honours in his home town of Lodisk on Saturday."
    (found,) = check_names(claim=claim, premise=premise, published=None)
    assert found.relation is Relation.MISSING
    assert found.premise_span is not None
    assert found.premise_span.text == "Lodisk"
